using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

public sealed class CatalogOnSqlite(SqliteDatabases databases) : CatalogTests(databases);

public sealed class CatalogOnPostgres(PostgresDatabases databases) : CatalogTests(databases);

public abstract class CatalogTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task Lists_show_published_leads_newest_first()
    {
        var page = await ListAsync(new());

        page.Products.Items.Select(p => p.Name).ShouldBe(["Apron", "Café mug", "Enamel kettle", "Table lamp"]);
        (page.Products.Total, page.Unfiltered).ShouldBe((4, 4));
    }

    [Fact]
    public async Task A_draft_is_unknown_and_a_withdrawn_product_is_known_by_name()
    {
        (await Shop.Catalog.FindProductAsync("milking-stool")).ShouldBe(new(null));
        (await Shop.Catalog.FindProductAsync("old-broom")).ShouldBe(new(null, WithdrawnName: "Old broom"));
        (await Shop.Catalog.FindProductAsync("never-was")).ShouldBe(new(null));
        (await Shop.Catalog.FindSummaryAsync("milking-stool")).ShouldBeNull();
    }

    [Fact]
    public async Task A_product_page_has_its_path_its_texts_and_its_counts()
    {
        var lookup = await Shop.Catalog.FindProductAsync("table-lamp");
        var lamp = lookup.Product.ShouldNotBeNull();

        lookup.Path.Select(c => c.Name).ShouldBe(["Light", "Lamps"]);
        lamp.Summary.ShouldBe("Throws its light where the book is.");
        lamp.SpecsHtml.ShouldContain("<dd>42 cm</dd>");
        lamp.BodyHtml.ShouldBe("<p>Turns on its foot.</p>");
        (await Shop.Catalog.FindProductAsync("enamel-kettle")).Product!.ReviewsByRating.ShouldBe([0, 0, 0, 1, 0]);
    }

    [Fact]
    public async Task Every_variant_has_a_page_that_links_its_siblings()
    {
        foreach (var slug in new[] { "apron", "apron-2" })
        {
            var variant = (await Shop.Catalog.FindProductAsync(slug)).Product.ShouldNotBeNull();
            variant.Variants.Select(v => v.Options).ShouldBe(["Size: M", "Size: L"]);
        }
    }

    [Theory]
    [InlineData("cafe", "Café mug")]
    [InlineData("CAFÉ MUG", "Café mug")]
    [InlineData("lamp-1", "Table lamp")]
    [InlineData("book light", "Table lamp")]
    [InlineData("  kettle\t", "Enamel kettle")]
    public async Task Search_finds_words_of_name_number_and_summary_whatever_their_case_and_accents(string words, string found) =>
        (await ListAsync(new() { Words = words })).Products.Items.ShouldHaveSingleItem().Name.ShouldBe(found);

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' OR 1=1 --")]
    [InlineData("lamp kettle")]
    [InlineData("stool")]
    [InlineData("broom")]
    public async Task Search_takes_signs_as_they_are_wants_every_word_and_finds_nothing_hidden(string words) =>
        (await ListAsync(new() { Words = words })).Products.Items.ShouldBeEmpty();

    [Fact]
    public async Task A_match_in_the_name_comes_first()
    {
        await Shop.Products.CreateAsync(new() { Name = "Shade", Description = "For a table lamp.", CategoryId = Categories.Lamps, Status = ProductStatus.Published }, Users.Mara);

        (await ListAsync(new() { Words = "lamp" })).Products.Items.Select(p => p.Name).ShouldBe(["Table lamp", "Shade"]);
    }

    [Fact]
    public async Task A_question_that_is_too_long_is_cut_even_in_the_middle_of_a_sign()
    {
        var words = new string('x', CatalogFilter.MaxWordsLength - 1) + "🫖";

        (await ListAsync(new() { Words = words })).Products.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_category_is_no_list_and_an_unknown_shelf_an_empty_one()
    {
        (await Shop.Catalog.ListAsync(new() { Category = "garden" })).ShouldBeNull();
        (await ListAsync(new() { SubCategories = ["garden"] })).Products.Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_category_lists_its_subtree_and_knows_its_path()
    {
        var page = await ListAsync(new() { Category = "light" });

        page.Products.Items.ShouldHaveSingleItem().Name.ShouldBe("Table lamp");
        (await ListAsync(new() { Category = "lamps" })).Path.ShouldHaveSingleItem().Name.ShouldBe("Light");
    }

    [Fact]
    public async Task Page_numbers_and_sizes_are_brought_into_their_bounds()
    {
        var below = await ListAsync(new() { Page = -3, PageSize = -1 });
        var beyond = await ListAsync(new() { Page = int.MaxValue, PageSize = int.MaxValue });

        (below.Products.Page, below.Products.PageSize, below.Products.Items.Count).ShouldBe((1, 1, 1));
        (beyond.Products.PageSize, beyond.Products.Items.Count, beyond.Products.Total).ShouldBe((Paging.MaxSize, 0, 4));
    }

    [Fact]
    public async Task A_list_shows_what_was_changed_a_moment_ago()
    {
        await ListAsync(new());
        await Shop.Catalog.ListCategoriesAsync();
        await Shop.Products.EditAsync(Products.Stool,
            Edit.Of<ProductInput>(p => p.Status = ProductStatus.Draft, p => p.Status = ProductStatus.Published), Users.Mara);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Kettle, Delta = 50 }, Users.Mara);

        var page = await ListAsync(new());
        page.Products.Items.Select(p => p.Name).ShouldContain("Milking stool");
        page.Products.Items.Single(p => p.Id == Products.Kettle).Availability.ShouldBe(Availability.InStock);
        page.Facets.Availability.ShouldContain((Availability.SoldOut, 1));
        (await Shop.Catalog.ListCategoriesAsync()).Single(c => c.Id == Categories.Kitchen).ProductCount.ShouldBe(4);
    }

    [Fact]
    public async Task The_home_page_counts_what_is_on_the_shelves()
    {
        var home = await Shop.Catalog.GetHomeAsync();

        (home.ProductCount, home.NewThisMonthCount, home.FewLeftCount, home.SoldOutCount).ShouldBe((4, 4, 1, 1));
        home.Newest.Count.ShouldBe(4);
        home.CountedUtc.ShouldNotBeNull().ShouldBeLessThan(FakeClock.Start.UtcDateTime);
    }

    private async Task<CatalogPage> ListAsync(CatalogFilter filter) => (await Shop.Catalog.ListAsync(filter)).ShouldNotBeNull();
}
