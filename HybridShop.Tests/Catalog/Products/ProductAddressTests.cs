namespace HybridShop.Tests.Catalog;

[Trait("Category", "Unit")]
public sealed class ProductAddressTests
{
    public static TheoryData<string, ProductQuery> Queries => new()
    {
        { "dashboard/products", new() },
        { "dashboard/products?q=enamel%20%26%20tin", new() { Words = "enamel & tin" } },
        { "dashboard/products?category=kitchen&status=withdrawn&sort=-price&page=3",
            new() { Category = "kitchen", Status = ProductStatus.Withdrawn, Sort = ProductSort.Price, IsDescending = true, Page = 3 } },
        { "dashboard/products?status=draft&sort=-name", new() { Status = ProductStatus.Draft, IsDescending = true } },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_is_an_address_and_back_again(string address, ProductQuery query)
    {
        ProductAddress.Of(query).ShouldBe(address);

        var values = System.Web.HttpUtility.ParseQueryString(new Uri("http://shop/" + address).Query);
        ProductAddress.Read(
            values["q"], values["category"], values["status"], values["sort"], values["page"] is { } page ? int.Parse(page, System.Globalization.CultureInfo.InvariantCulture) : null)
            .ShouldBe(query);
    }

    [Fact]
    public void What_an_address_cannot_mean_is_as_if_it_were_not_there()
    {
        ProductAddress.Read(" ", "", "burnt", "-color", -4).ShouldBe(new());
    }
}
