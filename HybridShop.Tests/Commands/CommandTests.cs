using HybridShop.Web.Commands;
using HybridShop.Web.Data;

namespace HybridShop.Tests.Commands;

[Trait("Category", "Unit")]
public sealed class CommandTests
{
    [Fact]
    public void Values_and_options_are_told_apart_in_any_order()
    {
        var arguments = new CommandArguments(["one", "--report", "out.json", "two", "--limit", "-5"]);

        arguments.Values.ShouldBe(["one", "two"]);
        (arguments.Option("report"), arguments.Option("limit"), arguments.Option("missing")).ShouldBe(("out.json", "-5", null));
    }

    [Theory]
    [InlineData("--report")]
    [InlineData("--report", "--limit", "5")]
    public void An_option_without_its_value_stops_with_a_sentence(params string[] args) =>
        Should.Throw<ShopStartException>(() => new CommandArguments(args)).Message.ShouldBe("--report needs a value.");

    [Fact]
    public void Without_a_command_the_shop_serves()
    {
        ShopCommand.Find([]).ShouldBeNull();
        ShopCommand.Find(["--urls", "http://localhost:5081"]).ShouldBeNull();
        ShopCommand.Find(["migrate"]).ShouldNotBeNull().Name.ShouldBe("migrate");
    }

    [Fact]
    public void An_unknown_command_is_answered_with_those_there_are()
    {
        var stop = Should.Throw<ShopStartException>(() => ShopCommand.Find(["sell"]));

        ShopCommand.All.ShouldAllBe(command => stop.Message.Contains(command.Name));
    }
}
