using System.Text;
using HybridShop.Tests.Support;
using HybridShop.Web.Catalog;

namespace HybridShop.Tests.Catalog;

public sealed class ProductPicturesOnSqlite(SqliteDatabases databases) : ProductPictureTests(databases);

public sealed class ProductPicturesOnPostgres(PostgresDatabases databases) : ProductPictureTests(databases);

public abstract class ProductPictureTests(TestDatabases databases) : DatabaseTest(databases)
{
    private const string LampSlug = "table-lamp";

    [Fact]
    public async Task A_new_picture_is_on_the_product_page_in_the_large_size_and_on_tiles_in_the_small_one()
    {
        var picture = await AddAsync("A lit lamp", caption: "At dusk");

        var page = (await Shop.Catalog.FindProductAsync(LampSlug)).Product!;
        page.Pictures.ShouldHaveSingleItem().ShouldBe(new(picture.Address, "A lit lamp", "At dusk", 1_000, 1_250));
        page.Picture!.Address.ShouldBe(picture.SmallAddress);
        (await Shop.Catalog.ListAsync(new()))!.Products.Items.Single(p => p.Id == Products.Lamp).Picture!.Address.ShouldBe(picture.SmallAddress);
        (await Shop.Catalog.ListAsync(new() { Sort = CatalogSort.Name }))!.Products.Items.Single(p => p.Id == Products.Lamp).Picture!.Address.ShouldBe(picture.SmallAddress);
        (await Shop.Stock.ListLevelsAsync(new() { Words = "lamp" }, Users.Mara)).Levels.Items.ShouldHaveSingleItem().Picture.ShouldBe(picture.SmallAddress);
        picture.Address.ShouldEndWith(".jpg");
        File.Exists(MediaFile(picture.Address)).ShouldBeTrue();
        File.Exists(MediaFile(picture.SmallAddress)).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_small_size_the_large_one_serves_for_both()
    {
        var picture = (await Shop.Pictures.AddAsync(Products.Lamp, new() { Large = SamplePictures.Png(), IsDecorative = true }, Users.Mara)).Value!;

        picture.SmallAddress.ShouldBe(picture.Address);
        (await Shop.Catalog.FindProductAsync(LampSlug)).Product!.Picture!.Address.ShouldBe(picture.Address);
    }

    [Fact]
    public async Task An_alt_text_is_asked_for_unless_the_picture_is_decorative()
    {
        await RefusedAsync(new() { Large = SamplePictures.Png() }, nameof(PictureInput.Alt), PictureText.AltMissing);
        await RefusedAsync(new() { Large = SamplePictures.Png(), Alt = "A lamp", IsDecorative = true }, nameof(PictureInput.Alt), PictureText.AltButDecorative);
        await RefusedAsync(new() { Large = SamplePictures.Png(), Alt = new('a', 301) }, nameof(PictureInput.Alt), PictureText.AltTooLong);
        await RefusedAsync(new() { Large = SamplePictures.Png(), Alt = "A lamp", Caption = new('a', 201) }, nameof(PictureInput.Caption), PictureText.CaptionTooLong);
        var picture = await AddAsync("A lamp");
        (await Shop.Pictures.EditAsync(picture.Id, new() { Alt = new("A lamp", " ") }, Users.Mara)).Message.ShouldBe(PictureText.AltMissing);
        (await Shop.Pictures.EditAsync(picture.Id, new() { Alt = new("A lamp", ""), IsDecorative = true }, Users.Mara)).Value!.Alt.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_whole_picture_is_refused_and_nothing_is_kept()
    {
        await RefusedAsync(new() { Large = "<svg/>"u8.ToArray(), Alt = "A lamp" }, nameof(PictureInput.Large), PictureText.NotAPicture);
        await RefusedAsync(new() { Large = SamplePictures.Png().AsMemory(..^4), Alt = "A lamp" }, nameof(PictureInput.Large), PictureText.Damaged);
        await RefusedAsync(new() { Large = SamplePictures.Png(), Small = "<html>"u8.ToArray(), Alt = "A lamp" }, nameof(PictureInput.Small), PictureText.NotAPicture);
        await RefusedAsync(
            new() { Large = SamplePictures.Png(), Small = SamplePictures.Jpeg(481), Alt = "A lamp" }, nameof(PictureInput.Small),
            "The picture for tiles is 481 × 500 pixels; at most 480 × 600 are of use.");
        Directory.Exists(Path.Combine(Shop.Database.Folder.Path, "media")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_product_has_at_most_twelve_pictures_however_many_come_at_once()
    {
        for (ushort i = 0; i < 10; i++)
        {
            await AddAsync($"Picture {i}");
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Shop.Pictures.AddAsync(Products.Lamp, Input($"At once {i}"), Users.Mara))));

        outcomes.Count(outcome => outcome.IsDone).ShouldBe(2);
        outcomes.Where(outcome => !outcome.IsDone).ShouldAllBe(outcome => outcome.Message == PictureText.TooMany);
        (await ListAsync()).Select(picture => picture.Position).ShouldBe(Enumerable.Range(0, 12));
    }

    [Fact]
    public async Task The_order_is_changed_picture_by_picture_and_lists_hear_of_the_first_one_only()
    {
        var (a, b, c) = (await AddAsync("a"), await AddAsync("b"), await AddAsync("c"));
        var heard = new List<ShopChange>();
        using var subscription = Shop.Feed.Subscribe(heard.Add);

        (await Shop.Pictures.MoveAsync(c.Id, 1, Users.Mara)).Value!.Position.ShouldBe(1);
        (await ListAsync()).Select(picture => picture.Alt).ShouldBe(["a", "c", "b"]);
        (await Shop.Pictures.MoveAsync(a.Id, 99, Users.Mara)).Value!.Position.ShouldBe(2);
        (await ListAsync()).Select(picture => picture.Alt).ShouldBe(["c", "b", "a"]);
        await Shop.Pictures.MoveAsync(b.Id, 1, Users.Mara);

        heard.Select(change => (change.Kind, change.EntityId, change.IsListed)).ShouldBe([(ChangeKind.Product, Products.Lamp, false), (ChangeKind.Product, Products.Lamp, true)]);
    }

    [Fact]
    public async Task However_many_move_at_once_every_place_is_taken_once()
    {
        var pictures = new[] { await AddAsync("a"), await AddAsync("b"), await AddAsync("c"), await AddAsync("d") };

        var outcomes = await Task.WhenAll(pictures.Select((picture, i) => Task.Run(() => Shop.Pictures.MoveAsync(picture.Id, 3 - i, Users.Mara))));

        outcomes.ShouldAllBe(outcome => outcome.IsDone);
        (await ListAsync()).Select(picture => picture.Position).ShouldBe([0, 1, 2, 3]);
        (await ListAsync()).Select(picture => picture.Alt).Order().ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task A_removed_picture_leaves_its_page_keeps_its_file_and_is_put_back_where_it_was()
    {
        var (a, b) = (await AddAsync("a"), await AddAsync("b", caption: "Second"));

        (await Shop.Pictures.RemoveAsync(a.Id, Users.Mara)).IsDone.ShouldBeTrue();
        (await Shop.Catalog.FindProductAsync(LampSlug)).Product!.Picture!.Address.ShouldBe(b.SmallAddress);
        File.Exists(MediaFile(a.Address)).ShouldBeTrue();
        (await Shop.Pictures.RemoveAsync(a.Id, Users.Mara)).Kind.ShouldBe(OutcomeKind.NotFound);
        (await Shop.Pictures.MoveAsync(a.Id, 1, Users.Mara)).Kind.ShouldBe(OutcomeKind.NotFound);
        (await Shop.Pictures.PutBackAsync(a.Id, 0, Users.Mara)).Value.ShouldBe(a);

        (await ListAsync()).ShouldBe([a, b with { Position = 1 }]);
        (await Shop.Pictures.PutBackAsync(a.Id, 1, Users.Mara)).Value.ShouldBe(a);
    }

    [Fact]
    public async Task Two_who_change_different_words_both_win_and_the_same_words_conflict()
    {
        var picture = await AddAsync("A lamp");
        await Shop.Pictures.EditAsync(picture.Id, new() { Alt = new("A lamp", "A lit lamp") }, Users.Mara);

        (await Shop.Pictures.EditAsync(picture.Id, new() { Caption = new(null, "At dusk") }, Users.Admin)).Value!.Alt.ShouldBe("A lit lamp");
        var conflict = await Shop.Pictures.EditAsync(picture.Id, new() { Alt = new("A lamp", "Lamp") }, Users.Admin);

        conflict.Kind.ShouldBe(OutcomeKind.Conflict);
        conflict.Errors.ShouldHaveSingleItem().Current.ShouldBe("A lit lamp");
    }

    [Fact]
    public async Task Sellers_change_pictures_of_own_products_only_and_customers_none()
    {
        var lamps = await AddAsync("A lamp");
        var mugs = (await Shop.Pictures.AddAsync(Products.Mug, Input("A mug"), Users.Sam)).Value!;

        foreach (var stranger in (ShopActor[])[Users.Sam, Users.Ada])
        {
            (await Shop.Pictures.ListAsync(Products.Lamp, stranger)).ShouldBeNull();
            (await Shop.Pictures.AddAsync(Products.Lamp, Input("Mine"), stranger)).Kind.ShouldBe(OutcomeKind.Forbidden);
            (await Shop.Pictures.EditAsync(lamps.Id, new() { Alt = new("A lamp", "Mine") }, stranger)).Kind.ShouldBe(OutcomeKind.Forbidden);
            (await Shop.Pictures.MoveAsync(lamps.Id, 0, stranger)).Kind.ShouldBe(OutcomeKind.Forbidden);
            (await Shop.Pictures.RemoveAsync(lamps.Id, stranger)).Kind.ShouldBe(OutcomeKind.Forbidden);
            (await Shop.Pictures.PutBackAsync(lamps.Id, 0, stranger)).Kind.ShouldBe(OutcomeKind.Forbidden);
        }

        (await Shop.Pictures.RemoveAsync(mugs.Id, Users.Sue)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Pictures.RemoveAsync(mugs.Id, Users.Sam)).IsDone.ShouldBeTrue();
        (await Shop.Pictures.AddAsync(999, Input("Nothing"), Users.Mara)).Kind.ShouldBe(OutcomeKind.NotFound);
    }

    [Fact]
    public async Task A_picture_with_a_file_stands_before_those_of_which_only_the_address_is_known()
    {
        await Shop.AddAsync(new ProductImage { ProductId = Products.Lamp, Position = 0, SourceAddress = "https://example.com/lamp.jpg" });

        var picture = await AddAsync("A lamp");

        picture.Position.ShouldBe(0);
        (await ListAsync()).ShouldBe([picture]);
        (await Shop.Catalog.FindProductAsync(LampSlug)).Product!.Picture!.Address.ShouldBe(picture.SmallAddress);
    }

    [Fact]
    public async Task Every_act_is_on_the_activity_list()
    {
        var (a, b) = (await AddAsync("a"), await AddAsync("b"));
        await Shop.Pictures.EditAsync(a.Id, new() { Alt = new("a", "A lamp") }, Users.Mara);
        await Shop.Pictures.MoveAsync(b.Id, 0, Users.Mara);
        await Shop.Pictures.RemoveAsync(b.Id, Users.Mara);
        await Shop.Pictures.PutBackAsync(b.Id, 0, Users.Mara);

        var lines = await Shop.Activity.ListAsync(new() { Kind = "picture" }, 10, Users.Mara);

        lines.Reverse().Select(line => (line.What, line.Subject, line.Before, line.After)).ShouldBe(
        [
            ("picture.add", "Table lamp", null, "a"), ("picture.add", "Table lamp", null, "b"), ("picture.edit", "Table lamp", "Alt: a", "Alt: A lamp"),
            ("picture.move", "Table lamp", "2", "1"), ("picture.remove", "Table lamp", "b", null), ("picture.restore", "Table lamp", null, "b"),
        ]);
    }

    /// <summary>Each alt text has bytes of its own behind it.</summary>
    private static PictureInput Input(string alt, string? caption = null) => new()
    {
        Large = SamplePictures.Jpeg(1_000, 1_250, more: [(0xDB, Encoding.UTF8.GetBytes(alt))]), Small = SamplePictures.Jpeg(480, 600, more: [(0xDB, Encoding.UTF8.GetBytes(alt))]),
        Alt = alt, Caption = caption,
    };

    private async Task<ProductPicture> AddAsync(string alt, string? caption = null)
    {
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await Shop.Pictures.AddAsync(Products.Lamp, Input(alt, caption), Users.Mara)).Value.ShouldNotBeNull();
    }

    private async Task RefusedAsync(PictureInput input, string field, string message) =>
        (await Shop.Pictures.AddAsync(Products.Lamp, input, Users.Mara)).Errors.ShouldHaveSingleItem().ShouldBe(new(field, message));

    private async Task<IReadOnlyList<ProductPicture>> ListAsync() => (await Shop.Pictures.ListAsync(Products.Lamp, Users.Mara)).ShouldNotBeNull();

    private string MediaFile(string address) => Path.Combine(Shop.Database.Folder.Path, address.TrimStart('/'));
}
