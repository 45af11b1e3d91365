using System.Net;
using HybridShop.Web.Accounts;
using HybridShop.Web.Commands;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>How a shop gets its first admin, and its demo accounts.</summary>
[Trait("Category", "Http")]
public sealed class AdminTests
{
    [Fact]
    public async Task The_set_up_link_makes_one_admin_and_is_spent()
    {
        await using var shop = new AccountsShop();
        var browser = shop.NewVisitor();
        var address = "/setup?token=" + shop.Services.GetRequiredService<SetupLink>().Open();

        (await browser.SendAsync(address, Fields("Ada"))).Headers.Location!.OriginalString.ShouldBe("/account");

        (await AdminsAsync(shop)).ShouldBe(["Ada"]);
        (await browser.ReadAsync("/account")).ShouldContain("href=\"/dashboard\"");
        (await shop.NewVisitor().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_the_right_link_there_is_no_set_up()
    {
        await using var shop = new AccountsShop();
        var right = shop.Services.GetRequiredService<SetupLink>().Open();

        (await shop.NewVisitor().GetAsync("/setup")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.NewVisitor().GetAsync("/setup?token=" + right[..^1])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.NewVisitor().GetAsync("/setup?token=" + right)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_browsers_with_the_link_one_wins()
    {
        await using var shop = new AccountsShop();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            await using var scope = shop.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AdminCreation>().CreateAsync(Input($"Ada{i}"), ShopActor.Shop, onlyTheFirst: true, default);
        }));

        outcomes.Count(o => o.IsDone).ShouldBe(1);
        outcomes.Count(o => o.Kind == OutcomeKind.Conflict).ShouldBe(3);
        (await AdminsAsync(shop)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_command_makes_an_admin_who_can_sign_in()
    {
        await using var shop = new AccountsShop();
        Environment.SetEnvironmentVariable(CreateAdminCommand.PasswordVariable, AccountsShop.Password);
        try
        {
            var command = ShopCommand.Find(["create-admin"])!;
            var said = new StringWriter();
            var call = new CommandCall(new(["--email", AccountsShop.EmailOf("Ada"), "--name", "Ada"]), shop.Services, said);

            (await command.RunAsync(call, Xunit.TestContext.Current.CancellationToken)).ShouldBe(0);

            said.ToString().ShouldNotContain(AccountsShop.Password);
            (await AdminsAsync(shop)).ShouldBe(["Ada"]);
            (await (await shop.SignedInAsync("Ada")).IsSignedInAsync()).ShouldBeTrue();
            (await Should.ThrowAsync<ShopStartException>(() => command.RunAsync(call, default))).Message.ShouldContain("Username already exists");
        }
        finally
        {
            Environment.SetEnvironmentVariable(CreateAdminCommand.PasswordVariable, null);
        }
    }

    [Fact]
    public async Task The_demo_accounts_have_their_roles_and_are_made_once()
    {
        await using var shop = new AccountsShop();

        await DemoAccounts.EnsureAsync(shop.Services, Xunit.TestContext.Current.CancellationToken);
        await DemoAccounts.EnsureAsync(shop.Services, Xunit.TestContext.Current.CancellationToken);

        (await shop.DatabaseAsync(db => db.Users.Select(u => u.Email).Order().ToListAsync())).ShouldBe(
            ["ada@hybridshop.example", "admin@hybridshop.example", "seller@hybridshop.example", "staff@hybridshop.example"]);
        (await AdminsAsync(shop)).ShouldBe(["Admin"]);
        (await shop.NewVisitor().SignInAsync("ada@hybridshop.example", DemoAccounts.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Production_makes_no_demo_accounts_and_takes_no_demo_password()
    {
        await using var shop = new AccountsShop { EnvironmentName = "Production" };

        await Should.ThrowAsync<ShopStartException>(() => DemoAccounts.EnsureAsync(shop.Services, default));
        await using var scope = shop.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IAccountService>().RegisterAsync(
            new() { UserName = "Ada", Email = "ada@people.example", Password = DemoAccounts.Password }, Xunit.TestContext.Current.CancellationToken);

        outcome.Message.ShouldBe(AccountRuleText.PasswordKnown);
    }

    private static Task<List<string>> AdminsAsync(AccountsShop shop) => shop.DatabaseAsync(db =>
        db.Users.Where(u => AdminRole.AdminIds(db).Contains(u.Id)).Select(u => u.UserName!).ToListAsync());

    private static RegistrationInput Input(string name) => new() { UserName = name, Email = AccountsShop.EmailOf(name), Password = AccountsShop.Password };

    private static (string, string)[] Fields(string name) =>
        [("Input.UserName", name), ("Input.Email", AccountsShop.EmailOf(name)), ("Input.Password", AccountsShop.Password)];
}
