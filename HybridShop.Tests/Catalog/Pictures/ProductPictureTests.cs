using System.Data.Common;
using HybridShop.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Catalog;

public sealed class ProductPicturesOnSqlite(SqliteDatabases databases) : ProductPictureTests(databases);

public sealed class ProductPicturesOnPostgres(PostgresDatabases databases) : ProductPictureTests(databases);

public abstract class ProductPictureTests(TestDatabases databases) : DatabaseTest(databases)
{
    private const string LampSlug = "table-lamp";

    [Fact]
    public async Task A_new_picture_is_on_the_product_page_and_in_lists_with_all_its_sizes()
    {
        var picture = (await Shop.Pictures.AddAsync(
            Products.Lamp, new() { File = SamplePictures.Jpeg(1_000, 1_250), Alt = "A lit lamp", Caption = "At dusk" }, Users.Mara)).Value!;

        (picture.Address, picture.SmallAddress).ShouldSatisfyAllConditions(of => of.Address.ShouldEndWith("-1000.jpg"), of => of.SmallAddress.ShouldEndWith("-480.jpg"));
        picture.Sources.Select(source => (source.Type, source.Width)).ShouldBe(
            from type in (string[])["image/avif", "image/webp", "image/jpeg"] from width in (int[])[160, 320, 480, 800, 1_000] select (type, width));
        picture.Sources.ShouldAllBe(source => File.Exists(MediaFile(source.Address)));
        MediaFiles().Count.ShouldBe(15);
        var page = (await Shop.Catalog.FindProductAsync(LampSlug)).Product!;
        page.Pictures.ShouldHaveSingleItem().ShouldBe(new(picture.Address, "A lit lamp", "At dusk", 1_000, 1_250));
        page.Picture!.Address.ShouldBe(picture.Address);
        (await Shop.Catalog.ListAsync(new()))!.Products.Items.Single(p => p.Id == Products.Lamp).Picture!.Address.ShouldBe(picture.Address);
        (await Shop.Catalog.ListAsync(new() { Sort = CatalogSort.Name }))!.Products.Items.Single(p => p.Id == Products.Lamp).Picture!.Address.ShouldBe(picture.Address);
        (await Shop.Stock.ListLevelsAsync(new() { Words = "lamp" }, Users.Mara)).Levels.Items.ShouldHaveSingleItem().Picture.ShouldEndWith("-160.webp");
    }

    [Fact]
    public async Task The_same_picture_is_kept_once()
    {
        var input = new PictureInput { File = SamplePictures.Png(), IsDecorative = true };
        var lamps = (await Shop.Pictures.AddAsync(Products.Lamp, input, Users.Mara)).Value!;

        (await Shop.Pictures.AddAsync(Products.Mug, input, Users.Sam)).Value!.Address.ShouldBe(lamps.Address);

        MediaFiles().Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_alt_text_is_asked_for_unless_the_picture_is_decorative()
    {
        await RefusedAsync(new() { File = SamplePictures.Png() }, nameof(PictureInput.Alt), PictureText.AltMissing);
        await RefusedAsync(new() { File = SamplePictures.Png(), Alt = "A lamp", IsDecorative = true }, nameof(PictureInput.Alt), PictureText.AltButDecorative);
        await RefusedAsync(new() { File = SamplePictures.Png(), Alt = new('a', 301) }, nameof(PictureInput.Alt), PictureText.AltTooLong);
        await RefusedAsync(new() { File = SamplePictures.Png(), Alt = "A lamp", Caption = new('a', 201) }, nameof(PictureInput.Caption), PictureText.CaptionTooLong);
        var picture = await AddAsync("A lamp");
        (await Shop.Pictures.EditAsync(picture.Id, Edit.Of<PicturePatch>(p => p.Alt = "A lamp", p => p.Alt = " "), Users.Mara))
            .Message.ShouldBe(PictureText.AltMissing);
        (await Shop.Pictures.EditAsync(picture.Id, Edit.Of<PicturePatch>(p => p.Alt = "A lamp", p => (p.Alt, p.IsDecorative) = ("", true)),
            Users.Mara)).Value!.Alt.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_whole_picture_is_refused_and_nothing_is_kept()
    {
        await RefusedAsync(new() { File = "<svg/>"u8.ToArray(), Alt = "A lamp" }, nameof(PictureInput.File), PictureText.NotAPicture);
        await RefusedAsync(new() { File = SamplePictures.Png().AsMemory(..^40), Alt = "A lamp" }, nameof(PictureInput.File), PictureText.Damaged);
        await RefusedAsync(
            new() { File = SamplePictures.LyingJpeg(), Alt = "A lamp" }, nameof(PictureInput.File),
            "The picture is 60,000 × 60,000 pixels. At most 25 million pixels can be taken. Make it smaller and try again.");
        MediaFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_kept_when_the_act_fails_in_the_end_unless_another_picture_is_the_same()
    {
        var kept = await AddAsync("The same");
        var mara = Users.Mara with { RequestKey = "k-1" };
        await Shop.ExecuteAsync($"""ALTER TABLE "IdempotencyRecords" RENAME TO "Away" """);
        try
        {
            await Should.ThrowAsync<DbException>(() => Shop.Pictures.AddAsync(Products.Lamp, Input("Another"), mara));
            await Should.ThrowAsync<DbException>(() => Shop.Pictures.AddAsync(Products.Kettle, Input("The same"), mara));
        }
        finally
        {
            await Shop.ExecuteAsync($"""ALTER TABLE "Away" RENAME TO "IdempotencyRecords" """);
        }

        MediaFiles().ShouldBe(kept.Sources.Select(source => Path.GetFileName(source.Address)), ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_is_kept_of_pictures_for_which_there_is_no_room()
    {
        for (var i = 0; i < PictureLimits.MaxCount - 1; i++)
        {
            await AddAsync($"Picture {i}");
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Shop.Pictures.AddAsync(Products.Lamp, Input($"At once {i}"), Users.Mara))));

        outcomes.Count(outcome => outcome.IsDone).ShouldBe(1);
        MediaFiles().ShouldBe((await ListAsync()).SelectMany(picture => picture.Sources).Select(source => Path.GetFileName(source.Address)), ignoreOrder: true);
    }

    [Fact]
    public async Task A_picture_from_before_is_shown_in_its_one_file_until_it_is_rendered()
    {
        var media = Shop.Get<MediaStore>();
        var old = await media.KeepAsync(SamplePictures.Png(800, 1_000), ".png", CancellationToken.None);
        var (drawing, lost) = (await media.KeepAsync("<svg/>"u8.ToArray(), ".svg", CancellationToken.None), "0123456789abcdef0123456789abcdef.jpg");
        await Shop.AddAsync(
            new ProductImage { ProductId = Products.Lamp, Position = 0, File = old, Alt = "A lamp", Width = 800, Height = 1_000 },
            new ProductImage { ProductId = Products.Lamp, Position = 1, File = drawing, Width = 400, Height = 500 },
            new ProductImage { ProductId = Products.Lamp, Position = 2, File = lost });
        (await ListAsync())[0].ShouldSatisfyAllConditions(
            picture => picture.Address.ShouldBe("/media/" + old), picture => picture.SmallAddress.ShouldBe("/media/" + old), picture => picture.Sources.ShouldBeEmpty());

        await ActivatorUtilities.CreateInstance<PictureRenewal>(Shop.Services).RunAsync(CancellationToken.None);

        var (renewed, others) = ((await ListAsync())[0], (await ListAsync()).Skip(1));
        (renewed.Alt, renewed.Width, renewed.Height, renewed.Sources.Count).ShouldBe(("A lamp", 800, 1_000, 12));
        others.Select(picture => picture.Address).ShouldBe([$"/media/{drawing}", $"/media/{lost}"]);
        MediaFiles().ShouldBe(renewed.Sources.Select(source => Path.GetFileName(source.Address)).Append(drawing), ignoreOrder: true);
    }

    [Fact]
    public async Task A_product_has_at_most_twelve_pictures_however_many_come_at_once()
    {
        for (var i = 0; i < 10; i++)
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
        (await Shop.Catalog.FindProductAsync(LampSlug)).Product!.Picture!.Address.ShouldBe(b.Address);
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
        await Shop.Pictures.EditAsync(picture.Id, Edit.Of<PicturePatch>(p => p.Alt = "A lamp", p => p.Alt = "A lit lamp"), Users.Mara);

        (await Shop.Pictures.EditAsync(picture.Id, Edit.Of<PicturePatch>(p => p.Caption = null, p => p.Caption = "At dusk"), Users.Admin))
            .Value!.Alt.ShouldBe("A lit lamp");
        var conflict = await Shop.Pictures.EditAsync(picture.Id, Edit.Of<PicturePatch>(p => p.Alt = "A lamp", p => p.Alt = "Lamp"), Users.Admin);

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
            (await Shop.Pictures.EditAsync(lamps.Id, Edit.Of<PicturePatch>(p => p.Alt = "A lamp", p => p.Alt = "Mine"), stranger))
                .Kind.ShouldBe(OutcomeKind.Forbidden);
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
        (await Shop.Catalog.FindProductAsync(LampSlug)).Product!.Picture!.Address.ShouldBe(picture.Address);
    }

    [Fact]
    public async Task Every_act_is_on_the_activity_list()
    {
        var (a, b) = (await AddAsync("a"), await AddAsync("b"));
        await Shop.Pictures.EditAsync(a.Id, Edit.Of<PicturePatch>(p => p.Alt = "a", p => p.Alt = "A lamp"), Users.Mara);
        await Shop.Pictures.MoveAsync(b.Id, 0, Users.Mara);
        await Shop.Pictures.RemoveAsync(b.Id, Users.Mara);
        await Shop.Pictures.PutBackAsync(b.Id, 0, Users.Mara);

        var lines = await Shop.Activity.ListAsync(new() { Kind = "picture" }, 10, Users.Mara);

        lines.Reverse().Select(line => (line.What, line.Subject, line.Before, line.After)).ShouldBe(
        [
            ("picture.add", "Table lamp", null, "a"), ("picture.add", "Table lamp", null, "b"), ("picture.edit", "Table lamp", "alt: a", "alt: A lamp"),
            ("picture.move", "Table lamp", "2", "1"), ("picture.remove", "Table lamp", "b", null), ("picture.restore", "Table lamp", null, "b"),
        ]);
    }

    /// <summary>Each alt text has a picture of its own behind it.</summary>
    private static PictureInput Input(string alt, string? caption = null) => new() { File = SamplePictures.Jpeg(words: alt), Alt = alt, Caption = caption };

    private async Task<ProductPicture> AddAsync(string alt, string? caption = null)
    {
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await Shop.Pictures.AddAsync(Products.Lamp, Input(alt, caption), Users.Mara)).Value.ShouldNotBeNull();
    }

    private async Task RefusedAsync(PictureInput input, string field, string message) =>
        (await Shop.Pictures.AddAsync(Products.Lamp, input, Users.Mara)).Errors.ShouldHaveSingleItem().ShouldBe(new(field, message));

    private async Task<IReadOnlyList<ProductPicture>> ListAsync() => (await Shop.Pictures.ListAsync(Products.Lamp, Users.Mara)).ShouldNotBeNull();

    private List<string> MediaFiles() => Directory.Exists(MediaFile("media"))
        ? Directory.EnumerateFiles(MediaFile("media")).Select(file => Path.GetFileName(file)!).ToList() : [];

    private string MediaFile(string address) => Path.Combine(Shop.Database.Folder.Path, address.TrimStart('/'));
}
