namespace HybridShop.Tests.Stock;

[Trait("Category", "Unit")]
public sealed class StockAddressTests
{
    public static TheoryData<string, StockQuery> Queries => new()
    {
        { "dashboard/stock", new() },
        { "dashboard/stock?q=enamel%20%26%20tin", new() { Words = "enamel & tin" } },
        { "dashboard/stock?category=kitchen&view=low&sort=-on-hand&page=3",
            new() { Category = "kitchen", View = StockView.LowOrOut, Sort = StockSort.OnHand, IsDescending = true, Page = 3 } },
        { "dashboard/stock?view=new", new() { View = StockView.NewThisMonth } },
        { "dashboard/stock?view=today&sort=-name", new() { View = StockView.ChangedToday, IsDescending = true } },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_is_an_address_and_back_again(string address, StockQuery query)
    {
        StockAddress.Of(query).ShouldBe(address);

        var values = System.Web.HttpUtility.ParseQueryString(new Uri("http://shop/" + address).Query);
        StockAddress.Read(
            values["q"], values["category"], values["view"], values["sort"], values["page"] is { } page ? int.Parse(page, System.Globalization.CultureInfo.InvariantCulture) : null, query.PageSize)
            .ShouldBe(query);
    }

    [Fact]
    public void What_an_address_cannot_mean_is_as_if_it_were_not_there()
    {
        StockAddress.Read(" ", "", "cellar", "-color", -4, 100).ShouldBe(new());
    }
}
