using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

public sealed class ProductListsOnSqlite(SqliteDatabases databases) : ProductListTests(databases);

public sealed class ProductListsOnPostgres(PostgresDatabases databases) : ProductListTests(databases);

public abstract class ProductListTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task Staff_see_all_products_whatever_their_status_by_name()
    {
        var page = await ListAsync(new());

        page.Products.Items.Select(row => row.Name).ShouldBe(
            ["Apron (Size: M)", "Apron (Size: L)", "Café mug", "Enamel kettle", "Milking stool", "Old broom", "Table lamp"]);
        page.Products.Total.ShouldBe(7);
        page.Counts.ShouldBe(new(Draft: 1, Published: 5, Withdrawn: 1));
    }

    [Fact]
    public async Task A_seller_sees_own_products_alone_and_a_customer_none()
    {
        var own = await Shop.Products.ListAsync(new(), Users.Sam);
        own.Products.Items.Select(row => row.Id).ShouldBe([Products.Mug, Products.Stool]);
        own.Counts.ShouldBe(new(Draft: 1, Published: 1, Withdrawn: 0));

        (await Shop.Products.ListAsync(new(), Users.Sue)).Products.Items.ShouldBeEmpty();
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Products.ListAsync(new(), Users.Ada));
    }

    [Fact]
    public async Task A_row_says_what_the_list_shows()
    {
        var row = (await ListAsync(new() { Words = "lamp-1" })).Products.Items.ShouldHaveSingleItem();

        (row.Id, row.Name, row.Sku, row.Category, row.Price.Minor, row.Stock, row.LowStockThreshold, row.Status)
            .ShouldBe((Products.Lamp, "Table lamp", "LAMP-1", "Lamps", 4_900L, 10, 3, ProductStatus.Published));
        row.UpdatedUtc.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Theory]
    [InlineData(ProductStatus.Draft, Products.Stool)]
    [InlineData(ProductStatus.Withdrawn, Products.Broom)]
    public async Task One_status_alone_is_shown_and_all_are_counted(ProductStatus status, int product)
    {
        var page = await ListAsync(new() { Status = status });

        page.Products.Items.ShouldHaveSingleItem().Id.ShouldBe(product);
        page.Products.Total.ShouldBe(1);
        page.Counts.Of(null).ShouldBe(7);
    }

    [Fact]
    public async Task Counts_keep_words_and_category()
    {
        (await ListAsync(new() { Category = "kitchen" })).Counts.ShouldBe(new(Draft: 1, Published: 4, Withdrawn: 1));
        (await ListAsync(new() { Category = "kitchen", Words = "CAFE" })).Counts.ShouldBe(new(Draft: 0, Published: 1, Withdrawn: 0));
        (await ListAsync(new() { Category = "attic" })).Products.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_change_of_fields_comes_first_and_a_sale_is_none()
    {
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -1, Reason = StockReason.Sold }, Users.Mara)).IsDone.ShouldBeTrue();
        (await Shop.Products.EditAsync(Products.Mug, Edit.Of<ProductInput>(p => p.Price = new(900), p => p.Price = new(950)), Users.Sam)).IsDone.ShouldBeTrue();

        var ids = (await ListAsync(new() { Sort = ProductSort.Changed, IsDescending = true })).Products.Items.Select(row => row.Id).ToList();

        ids[0].ShouldBe(Products.Mug);
        ids[^1].ShouldBe(Products.Lamp);
    }

    [Fact]
    public async Task Every_order_can_be_turned_round()
    {
        foreach (var sort in Enum.GetValues<ProductSort>())
        {
            var up = (await ListAsync(new() { Sort = sort })).Products.Items.Select(row => Key(sort, row)).ToList();
            var down = (await ListAsync(new() { Sort = sort, IsDescending = true })).Products.Items.Select(row => Key(sort, row)).ToList();

            up.Where(key => key.Length > 0).ShouldBe(up.Where(key => key.Length > 0).Order(StringComparer.Ordinal), $"{sort}");
            down.Where(key => key.Length > 0).ShouldBe(down.Where(key => key.Length > 0).OrderDescending(StringComparer.Ordinal), $"{sort}, turned round");
        }

        static string Key(ProductSort sort, ProductListItem row) => sort switch
        {
            ProductSort.Name => row.Name.Split(' ')[0],
            ProductSort.Number => row.Sku ?? "",
            ProductSort.Category => row.Category,
            ProductSort.Price => $"{row.Price.Minor:D10}",
            ProductSort.Stock => $"{row.Stock:D10}",
            _ => row.UpdatedUtc.ToString("O"),
        };
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap_and_end()
    {
        var ids = new List<int>();
        for (var page = 1; page <= 4; page++)
        {
            ids.AddRange((await ListAsync(new() { Page = page, PageSize = 2, Sort = ProductSort.Category })).Products.Items.Select(row => row.Id));
        }

        ids.ShouldBe([.. Enumerable.Range(1, 7)], ignoreOrder: true);
        (await ListAsync(new() { Page = 5, PageSize = 2 })).Products.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Variants_are_all_of_the_group_in_its_order_for_those_who_may_change_them()
    {
        (await Shop.Products.ListVariantsAsync(Products.LargeApron, Users.Mara)).Select(row => row.Id).ShouldBe([Products.Apron, Products.LargeApron]);
        (await Shop.Products.ListVariantsAsync(Products.Lamp, Users.Mara)).ShouldBeEmpty();
        (await Shop.Products.ListVariantsAsync(Products.Apron, Users.Sam)).ShouldBeEmpty();
        (await Shop.Products.ListVariantsAsync(Products.Apron, Users.Ada)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_preview_is_what_the_page_will_show()
    {
        const string Markdown = "Throws its light where the book is.\n\nHeight\n: 42 cm\n\nTurns on its <b>foot</b>. [Look](javascript:alert(1))";
        var preview = Shop.Products.PreviewDescription(Markdown);

        (await Shop.Products.EditAsync(Products.Lamp, Edit.To<ProductInput>(p => p.Description = Markdown), Users.Mara)).IsDone.ShouldBeTrue();

        var shown = (await Shop.Catalog.FindProductAsync("table-lamp")).Product.ShouldNotBeNull();
        preview.ShouldBe(new(shown.Summary, shown.SpecsHtml, shown.BodyHtml, shown.LeadHtml));
        preview.BodyHtml.ShouldNotContain("<b>");
        preview.BodyHtml.ShouldNotContain("javascript");
        preview.Summary.ShouldBe("Throws its light where the book is.");
    }

    [Fact]
    public void A_preview_ends_where_a_description_must()
    {
        Shop.Products.PreviewDescription(new string('a', ProductLimits.DescriptionLength + 500)).BodyHtml
            .Count(letter => letter == 'a').ShouldBeLessThanOrEqualTo(ProductLimits.DescriptionLength);
    }

    [Fact]
    public async Task What_was_withdrawn_can_be_put_back()
    {
        (await Shop.Products.EditAsync(Products.Broom,
            Edit.Of<ProductInput>(p => p.Status = ProductStatus.Withdrawn, p => p.Status = ProductStatus.Published), Users.Mara))
            .IsDone.ShouldBeTrue();

        (await Shop.Catalog.FindProductAsync("old-broom")).Product.ShouldNotBeNull();
    }

    private Task<ProductListResult> ListAsync(ProductQuery query) => Shop.Products.ListAsync(query, Users.Mara);
}
