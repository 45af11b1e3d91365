using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Catalog;

public sealed class ProductsOnSqlite(SqliteDatabases databases) : ProductTests(databases);

public sealed class ProductsOnPostgres(PostgresDatabases databases) : ProductTests(databases);

public abstract class ProductTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task A_new_product_has_an_address_its_stock_and_a_first_line_in_the_ledger()
    {
        var fields = (await CreateAsync(new() { Name = "Crème brûlée dish & spoon", CategoryId = Categories.Kitchen, InitialStock = 4 })).Value.ShouldNotBeNull();

        fields.Fields.Slug.ShouldBe("creme-brulee-dish-and-spoon");
        fields.Stock.ShouldBe(4);
        (await Shop.Catalog.FindProductAsync(fields.Id, Users.Sam)).ShouldNotBeNull().CreatedBy!.Id.ShouldBe(Users.Sam.Id!.Value);
        var line = (await Shop.Stock.ListMovementsAsync(fields.Id, 1, 10, Users.Mara)).Value!.Items.ShouldHaveSingleItem();
        (line.Delta, line.BalanceAfter, line.Reason, line.Actor).ShouldBe((4, 4, StockReason.Initial, "Sam"));
    }

    [Fact]
    public async Task Products_of_one_name_get_addresses_of_their_own()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            Task.Run(() => CreateAsync(new() { Name = "Soap dish", CategoryId = Categories.Kitchen }))));

        outcomes.Select(o => o.Value!.Fields.Slug).ShouldBe(["soap-dish", "soap-dish-2", "soap-dish-3"], ignoreOrder: true);
    }

    [Fact]
    public async Task Names_of_other_scripts_have_addresses_of_their_own_which_old_ones_keep()
    {
        var seen = (await CreateAsync(new() { Name = "咖啡杯", CategoryId = Categories.Kitchen, Status = ProductStatus.Published })).Value.ShouldNotBeNull();
        (await EditAsync(seen.Id, Edit.Of<ProductInput>(p => p.Slug = seen.Fields.Slug, p => p.Slug = "Cafe\u0301-杯 ".ToLowerInvariant())))
            .Value!.Fields.Slug.ShouldBe("café-杯");

        var others = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            others.Add((await CreateAsync(new() { Name = "咖啡杯", CategoryId = Categories.Kitchen })).Value!.Fields.Slug!);
        }

        seen.Fields.Slug.ShouldBe("咖啡杯");
        others.ShouldBe(["咖啡杯-2", "咖啡杯-3", "咖啡杯-4", "咖啡杯-5"]);
        (await Shop.Catalog.FindProductAsync("咖啡杯")).MovedTo.ShouldBe("café-杯");
    }

    [Fact]
    public async Task A_name_and_a_number_are_kept_in_their_one_form_whichever_way_they_come()
    {
        var made = (await CreateAsync(new() { Name = " Cafe\u0301 \u202ecup\u200b  XL ", Sku = "\u200bCUP \u00a0 1 ", CategoryId = Categories.Kitchen })).Value.ShouldNotBeNull();
        (made.Fields.Name, made.Fields.Sku).ShouldBe(("Café cup XL", "CUP 1"));

        var edited = (await EditAsync(made.Id,
            Edit.Of<ProductInput>(p => (p.Name, p.Sku) = (made.Fields.Name, made.Fields.Sku), p => (p.Name, p.Sku) = ("Cup\ufeff\tXL", " \u200b"))))
            .Value.ShouldNotBeNull();
        (edited.Fields.Name, edited.Fields.Sku).ShouldBe(("Cup XL", null));
        (await CreateAsync(new() { Name = "Other", Sku = "LAMP\u200b-1", CategoryId = Categories.Kitchen })).Errors.ShouldHaveSingleItem().Field.ShouldBe("Sku");
    }

    [Theory]
    [InlineData("\u200b\u202e")]
    [InlineData("\u0301\u0301")]
    [InlineData("\u3164")]
    public async Task A_name_that_nobody_can_see_is_no_name(string name)
    {
        (await CreateAsync(new() { Name = name, CategoryId = Categories.Kitchen })).Errors.ShouldHaveSingleItem().ShouldBe(new("Name", CatalogText.NameMissing));
        (await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Name = "Table lamp", p => p.Name = name))).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("Name", CatalogText.NameMissing));
    }

    [Fact]
    public async Task Half_a_sign_is_refused_by_name_and_stored_nowhere()
    {
        (await CreateAsync(new() { Name = "Lamp \ud83d", CategoryId = Categories.Kitchen })).Errors.ShouldHaveSingleItem().ShouldBe(new("Name", SharedText.UnreadableSign));
        (await CreateAsync(new() { Name = "Lamp", Description = "\ude00", CategoryId = Categories.Kitchen })).Errors.ShouldHaveSingleItem().Field.ShouldBe("Description");
    }

    [Fact]
    public async Task A_customer_makes_no_products_and_a_seller_changes_own_ones_only()
    {
        (await Shop.Products.CreateAsync(new() { Name = "Soap", CategoryId = Categories.Kitchen }, Users.Ada)).Kind.ShouldBe(OutcomeKind.Forbidden);

        var edit = Edit.Of<ProductInput>(p => p.Price = new(900), p => p.Price = new(950));
        (await Shop.Products.EditAsync(Products.Mug, edit, Users.Sue)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Products.WithdrawAsync(Products.Mug, Users.Sue)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Products.FindAsync(Products.Mug, Users.Sue)).ShouldBeNull();
        (await Shop.Products.EditAsync(Products.Mug, edit, Users.Sam)).IsDone.ShouldBeTrue();
    }

    public static TheoryData<string, string, string?, long, int, ProductStatus> BrokenRules => new()
    {
        { "Name", " ", null, 0, 0, ProductStatus.Published },
        { "Name", new('x', 256), null, 0, 0, ProductStatus.Published },
        { "Sku", "Soap", new('x', 65), 0, 0, ProductStatus.Published },
        { "Price", "Soap", null, -1, 0, ProductStatus.Published },
        { "Price", "Soap", null, ProductLimits.MaxPriceMinor + 1, 0, ProductStatus.Published },
        { "InitialStock", "Soap", null, 0, -1, ProductStatus.Published },
        { "Status", "Soap", null, 0, 0, ProductStatus.Withdrawn },
        { "Status", "Soap", null, 0, 0, (ProductStatus)7 },
    };

    [Theory]
    [MemberData(nameof(BrokenRules))]
    public async Task A_new_product_that_breaks_a_rule_is_refused_by_field(string field, string name, string? sku, long price, int stock, ProductStatus status)
    {
        var outcome = await CreateAsync(new()
        {
            Name = name, Sku = sku, Price = new(price), InitialStock = stock, Status = status, CategoryId = Categories.Kitchen,
        });

        outcome.Kind.ShouldBe(OutcomeKind.Invalid);
        outcome.Errors.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_product_needs_a_category_that_exists()
    {
        var outcome = await CreateAsync(new() { Name = "Soap", CategoryId = 999 });

        outcome.Errors.ShouldHaveSingleItem().ShouldBe(new("CategoryId", CatalogText.CategoryMissing));
    }

    [Fact]
    public async Task Two_people_who_edit_different_fields_both_win()
    {
        var seen = await FieldsAsync(Products.Lamp);

        var name = await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Name = seen.Fields.Name, p => p.Name = "Reading lamp"));
        var price = await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Price = seen.Fields.Price, p => p.Price = new(5_200)));

        (name.IsDone, price.IsDone).ShouldBe((true, true));
        var now = await FieldsAsync(Products.Lamp);
        (now.Fields.Name, now.Fields.Price.Minor, now.Version).ShouldBe(("Reading lamp", 5_200, seen.Version + 2));
    }

    [Fact]
    public async Task Edits_of_different_fields_at_the_same_moment_all_win()
    {
        var seen = await FieldsAsync(Products.Lamp);
        IEdit<ProductInput>[] edits =
        [
            Edit.Of<ProductInput>(p => p.Name = seen.Fields.Name, p => p.Name = "Reading lamp"),
            Edit.Of<ProductInput>(p => p.Price = seen.Fields.Price, p => p.Price = new(5_200)),
            Edit.Of<ProductInput>(p => p.LowStockThreshold = seen.Fields.LowStockThreshold, p => p.LowStockThreshold = 9),
            Edit.Of<ProductInput>(p => p.Sku = seen.Fields.Sku, p => p.Sku = "LAMP-2"),
        ];

        var outcomes = await Task.WhenAll(edits.Select(edit => Task.Run(() => EditAsync(Products.Lamp, edit))));

        outcomes.ShouldAllBe(o => o.IsDone);
        var now = await FieldsAsync(Products.Lamp);
        (now.Fields.Name, now.Fields.Price.Minor, now.Fields.LowStockThreshold, now.Fields.Sku, now.Version)
            .ShouldBe(("Reading lamp", 5_200, 9, "LAMP-2", seen.Version + 4));
    }

    [Fact]
    public async Task An_edit_of_a_field_that_changed_meanwhile_conflicts_with_the_present_value_and_writes_nothing()
    {
        var seen = await FieldsAsync(Products.Lamp);
        await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Price = seen.Fields.Price, p => p.Price = new(5_200)));

        var outcome = await EditAsync(Products.Lamp,
            Edit.Of<ProductInput>(p => (p.Price, p.Name) = (seen.Fields.Price, seen.Fields.Name),
            p => (p.Price, p.Name) = (new(5_500), "Reading lamp")));

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        outcome.Errors.ShouldHaveSingleItem().ShouldBe(new OutcomeError("Price", "This was changed meanwhile: it says “52.00” now.", "52.00"));
        (await FieldsAsync(Products.Lamp)).ShouldBe(seen with { Fields = seen.Fields with { Price = new(5_200) }, Version = seen.Version + 1 });
    }

    [Fact]
    public async Task An_edit_to_what_already_stands_there_is_done_and_changes_nothing()
    {
        var before = await FieldsAsync(Products.Lamp);

        var outcome = await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Price = new(1), p => p.Price = before.Fields.Price));

        outcome.Value.ShouldBe(before);
    }

    [Fact]
    public async Task Stock_and_ratings_that_move_do_not_disturb_an_open_edit()
    {
        var seen = await FieldsAsync(Products.Kettle);
        await Shop.Stock.AdjustAsync(new() { ProductId = Products.Kettle, Delta = 6 }, Users.Mara);
        await Shop.Reviews.DeleteAsync(SampleWorld.BeasReview, Users.Bea);

        var outcome = await EditAsync(Products.Kettle, Edit.Of<ProductInput>(p => p.Name = seen.Fields.Name, p => p.Name = "Kettle"));

        outcome.Value.ShouldBe(seen with { Fields = seen.Fields with { Name = "Kettle" }, Stock = 6, Version = seen.Version + 1 });
    }

    [Fact]
    public async Task An_edit_while_stock_moves_keeps_both()
    {
        var seen = await FieldsAsync(Products.Lamp);
        var sales = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = -1 }, Users.Mara))).ToList();
        var edit = Task.Run(() => EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Name = seen.Fields.Name, p => p.Name = "Reading lamp")));
        await Task.WhenAll([.. sales, edit]);

        (await edit).IsDone.ShouldBeTrue();
        (await FieldsAsync(Products.Lamp)).ShouldBe(seen with { Fields = seen.Fields with { Name = "Reading lamp" }, Stock = 2, Version = seen.Version + 1 });
    }

    [Fact]
    public async Task An_old_address_goes_on_leading_to_the_product()
    {
        await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Slug = "table-lamp", p => p.Slug = "reading-lamp"));
        await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Slug = "reading-lamp", p => p.Slug = "lamp"));

        (await Shop.Catalog.FindProductAsync("table-lamp")).ShouldBe(new(null, MovedTo: "lamp"));
        (await Shop.Catalog.FindProductAsync("reading-lamp")).ShouldBe(new(null, MovedTo: "lamp"));
        (await Shop.Catalog.FindProductAsync("lamp")).Product.ShouldNotBeNull().Id.ShouldBe(Products.Lamp);
    }

    [Fact]
    public async Task A_product_can_take_its_old_address_back_but_no_other_product_can()
    {
        await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Slug = "table-lamp", p => p.Slug = "lamp"));

        (await EditAsync(Products.Mug, Edit.Of<ProductInput>(p => p.Slug = "cafe-mug", p => p.Slug = "table-lamp"))).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("Slug", "“table-lamp” leads to another product already."));
        (await EditAsync(Products.Mug, Edit.Of<ProductInput>(p => p.Slug = "cafe-mug", p => p.Slug = "lamp"))).Kind.ShouldBe(OutcomeKind.Invalid);
        (await CreateAsync(new() { Name = "Table lamp", CategoryId = Categories.Lamps })).Value!.Fields.Slug.ShouldBe("table-lamp-2");
        (await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Slug = "lamp", p => p.Slug = "table-lamp"))).IsDone.ShouldBeTrue();
        (await Shop.Catalog.FindProductAsync("lamp")).MovedTo.ShouldBe("table-lamp");
    }

    [Theory]
    [InlineData("Lamp")]
    [InlineData("two--dashes")]
    [InlineData("-lamp")]
    [InlineData("../lamp")]
    [InlineData("")]
    public async Task An_address_is_spelled_with_small_letters_digits_and_single_dashes(string slug)
    {
        var outcome = await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Slug = "table-lamp", p => p.Slug = slug));

        outcome.Errors.ShouldHaveSingleItem().ShouldBe(new("Slug", CatalogText.SlugInvalid));
    }

    [Fact]
    public async Task A_number_belongs_to_one_product_and_the_refusal_names_it()
    {
        var created = await CreateAsync(new() { Name = "Lantern", Sku = " LAMP-1 ", CategoryId = Categories.Lamps });
        var edited = await EditAsync(Products.Mug, Edit.Of<ProductInput>(p => p.Sku = null, p => p.Sku = "LAMP-1"));

        foreach (var outcome in new[] { created, edited })
        {
            outcome.Errors.ShouldHaveSingleItem().ShouldBe(new("Sku", "“LAMP-1” is the number of “Table lamp” already."));
        }
    }

    [Fact]
    public async Task Of_two_who_take_the_same_number_at_once_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            Task.Run(() => CreateAsync(new() { Name = $"Lantern {i}", Sku = "LANTERN", CategoryId = Categories.Lamps }))));

        outcomes.Count(o => o.IsDone).ShouldBe(1);
        outcomes.Where(o => !o.IsDone).ShouldAllBe(o => o.Kind == OutcomeKind.Invalid && o.Errors[0].Field == "Sku");
    }

    [Fact]
    public async Task Withdrawing_keeps_the_history_and_is_the_same_when_done_twice()
    {
        (await Shop.Products.WithdrawAsync(Products.Kettle, Users.Mara)).IsDone.ShouldBeTrue();
        var once = await FieldsAsync(Products.Kettle);

        (await Shop.Products.WithdrawAsync(Products.Kettle, Users.Mara)).Value.ShouldBe(once);
        once.Fields.Status.ShouldBe(ProductStatus.Withdrawn);
        (await Shop.ReadAsync(db => db.Reviews.CountAsync(r => r.ProductId == Products.Kettle))).ShouldBe(1);
        (await Shop.Products.WithdrawAsync(999, Users.Mara)).Kind.ShouldBe(OutcomeKind.NotFound);
    }

    [Fact]
    public async Task Texts_that_are_cut_in_the_middle_of_a_sign_are_kept()
    {
        var description = "a" + string.Concat(Enumerable.Repeat("🫖", 5_000));
        var created = (await CreateAsync(new() { Name = "Teapots", Description = description, CategoryId = Categories.Kitchen, Status = ProductStatus.Published })).Value.ShouldNotBeNull();

        (await EditAsync(created.Id, Edit.Of<ProductInput>(p => p.Description = description, p => p.Description = description + "!"))).IsDone.ShouldBeTrue();
        (await Shop.Catalog.FindSummaryAsync("teapots")).ShouldNotBeNull().Summary.ShouldEndWith("🫖…");
    }

    [Fact]
    public async Task A_sign_that_no_database_keeps_is_refused()
    {
        (await CreateAsync(new() { Name = "So\0ap", CategoryId = Categories.Kitchen })).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("Name", SharedText.UnreadableSign));
        (await EditAsync(Products.Lamp, Edit.Of<ProductInput>(p => p.Name = "Table lamp", p => p.Name = "La\0mp"))).Kind.ShouldBe(OutcomeKind.Invalid);
        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 1, Note = "\0" }, Users.Mara)).Kind.ShouldBe(OutcomeKind.Invalid);
    }

    [Fact]
    public async Task Markup_is_made_again_only_when_the_description_changes_and_words_to_search_by_whenever_they_do()
    {
        await using (var db = await Shop.Get<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync())
        {
            await db.Products.Where(p => p.Id == Products.Lamp).ExecuteUpdateAsync(set => set.SetProperty(p => p.BodyHtml, "<p>As it was.</p>"));
        }

        await EditAsync(Products.Lamp, Edit.To<ProductInput>(p => (p.Name, p.Price) = ("Aardvark light", new(5_200))));
        (await BodyAsync()).ShouldBe("<p>As it was.</p>");
        (await Shop.Catalog.ListAsync(new() { Words = "aardvark" })).ShouldNotBeNull().Products.Items.ShouldHaveSingleItem().Id.ShouldBe(Products.Lamp);

        await EditAsync(Products.Lamp, Edit.To<ProductInput>(p => p.Description += "\n\nNew."));
        (await BodyAsync()).ShouldEndWith("<p>New.</p>");

        async Task<string> BodyAsync() => (await Shop.Catalog.FindProductAsync(Products.Lamp, Users.Mara))!.BodyHtml;
    }

    private Task<Outcome<EditableProduct>> CreateAsync(ProductInput input) => Shop.Products.CreateAsync(input, Users.Sam);

    private Task<Outcome<EditableProduct>> EditAsync(int id, IEdit<ProductInput> edit) => Shop.Products.EditAsync(id, edit, Users.Mara);

    private async Task<EditableProduct> FieldsAsync(int id) => (await Shop.Products.FindAsync(id, Users.Mara)).ShouldNotBeNull();
}
