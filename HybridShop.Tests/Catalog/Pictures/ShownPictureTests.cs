using HybridShop.Tests.Support;

namespace HybridShop.Tests.Catalog;

public sealed class ShownPicturesOnSqlite(SqliteDatabases databases) : ShownPictureTests(databases);

public sealed class ShownPicturesOnPostgres(PostgresDatabases databases) : ShownPictureTests(databases);

/// <summary>Pictures as programs read and change them.</summary>
public abstract class ShownPictureTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task Everybody_sees_the_pictures_of_a_published_product_and_its_writers_those_of_a_draft()
    {
        var lamp = await AddAsync(Products.Lamp, "A lamp");
        var stool = await AddAsync(Products.Stool, "A stool");

        (await Shop.Pictures.ListShownAsync(Products.Lamp, null)).ShouldHaveSingleItem().ShouldBe(lamp);
        (await Shop.Pictures.ListShownAsync(Products.Stool, null)).ShouldBeNull();
        (await Shop.Pictures.ListShownAsync(Products.Stool, Users.Sue)).ShouldBeNull();
        (await Shop.Pictures.ListShownAsync(Products.Stool, Users.Sam)).ShouldHaveSingleItem().ShouldBe(stool);
        (await Shop.Pictures.ListShownAsync(999, Users.Mara)).ShouldBeNull();
    }

    [Fact]
    public async Task One_picture_is_found_by_those_who_may_change_it()
    {
        var stool = await AddAsync(Products.Stool, "A stool");

        (await Shop.Pictures.FindAsync(stool.Id, Users.Sam)).ShouldBe(stool);
        (await Shop.Pictures.FindAsync(stool.Id, Users.Sue)).ShouldBeNull();
        await Shop.Pictures.RemoveAsync(stool.Id, Users.Sam);
        (await Shop.Pictures.FindAsync(stool.Id, Users.Sam)).ShouldBeNull();
    }

    [Fact]
    public async Task Words_and_place_change_in_one_act_or_not_at_all()
    {
        var (_, second) = (await AddAsync(Products.Lamp, "First"), await AddAsync(Products.Lamp, "Second"));

        (await Shop.Pictures.EditAsync(second.Id, Edit.Of<PicturePatch>(p => p.Alt = "Another", p => (p.Alt, p.Position) = ("Best", 0)), Users.Mara))
            .Kind.ShouldBe(OutcomeKind.Conflict);
        (await WordsAsync()).ShouldBe("First, Second");

        (await Shop.Pictures.EditAsync(second.Id, Edit.Of<PicturePatch>(p => p.Alt = "Second", p => (p.Alt, p.Position) = ("Best", 0)), Users.Mara))
            .Value!.Position.ShouldBe(0);
        (await WordsAsync()).ShouldBe("Best, First");
    }

    private async Task<ProductPicture> AddAsync(int product, string alt) =>
        (await Shop.Pictures.AddAsync(product, new() { File = SamplePictures.Png(), Alt = alt }, Users.Mara)).Value!;

    private async Task<string> WordsAsync() => string.Join(", ", (await Shop.Pictures.ListShownAsync(Products.Lamp, null))!.Select(picture => picture.Alt));
}
