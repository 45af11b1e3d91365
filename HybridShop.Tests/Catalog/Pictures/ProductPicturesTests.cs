using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace HybridShop.Tests.Catalog;

public sealed class ProductPicturesTests : ComponentTest
{
    [Fact]
    public void Pictures_stand_in_their_order_with_their_words()
    {
        Pictures.Put("A kettle", "On a stove");
        Pictures.Put("");

        var section = Open();

        section.FindAll("[data-picture] img").Select(image => image.GetAttribute("src")).ShouldBe(["media/41-160.webp", "media/42-160.webp"]);
        section.FindAll("[data-picture] img")[0].GetAttribute("srcset").ShouldBe("media/41-160.webp 160w, media/41-320.webp 320w");
        section.Find("#picture-41-alt").GetAttribute("value").ShouldBe("A kettle");
        section.Find("#picture-41-caption").GetAttribute("value").ShouldBe("On a stove");
        section.Find("[data-picture='42'] input[type=checkbox]").HasAttribute("checked").ShouldBeTrue();
        section.FindAll(".tag").Count.ShouldBe(1);
    }

    [Fact]
    public void A_chosen_picture_is_made_smaller_waits_for_its_alt_text_and_is_saved()
    {
        var section = Open();

        Choose(section, new TestFile("kettle.png", SamplePictures.Png()));
        section.WaitForElement("[data-waiting] form").Submit();
        section.Find("[data-waiting] img").GetAttribute("src").ShouldBe("data:image/webp;base64," + Convert.ToBase64String(SamplePictures.Webp(24, 30)));
        section.Find("[data-waiting] .error").TextContent.ShouldBe(PictureText.AltMissing);
        Pictures.Added.ShouldBeEmpty();
        section.Find("[data-waiting] input").Input("A kettle");
        section.Find("[data-waiting] form").Submit();

        var added = Pictures.Added.ShouldHaveSingleItem();
        added.Alt.ShouldBe("A kettle");
        added.File.ToArray().ShouldBe(SamplePictures.Webp(240, 300));
        section.FindAll("[data-waiting]").ShouldBeEmpty();
        section.FindAll("[data-picture]").ShouldHaveSingleItem();
        section.Find("[role=status]").TextContent.ShouldBe(PictureText.SaidSaved);
    }

    [Fact]
    public void Each_file_that_cannot_be_taken_says_why_and_the_others_go_on()
    {
        var section = Open();

        Choose(section, new TestFile("page.png", "<html>"u8.ToArray()), new TestFile("empty.png", []), new TestFile("lost.png", SamplePictures.Png()) { IsLost = true }, new TestFile("good.gif", SamplePictures.Gif()));

        section.WaitForElement("[data-waiting] form");
        section.FindAll("[data-waiting] .error").Select(error => error.TextContent).ShouldBe([PictureText.NotAPicture, PictureText.FileEmpty, PictureText.Unreadable]);
        section.FindAll("[data-waiting] button").First(button => button.TextContent.StartsWith(PictureText.Dismiss, StringComparison.Ordinal)).Click();
        section.FindAll("[data-waiting]").Count.ShouldBe(3);
    }

    [Fact]
    public void What_is_more_than_twelve_is_not_taken_and_named()
    {
        Enumerable.Range(0, 11).ToList().ForEach(i => Pictures.Put($"Picture {i}"));
        var section = Open();

        Choose(section, new TestFile("a.png", SamplePictures.Png()), new TestFile("b.png", SamplePictures.Png()), new TestFile("c.png", SamplePictures.Png()));

        section.WaitForElement("[data-waiting] form");
        section.Find(".pictures > .error").TextContent.ShouldEndWith("Not taken: b.png, c.png");
        section.FindAll("input[type=file]").ShouldAllBe(field => field.HasAttribute("disabled"));
        section.Find(".drop").TextContent.ShouldContain("12 of 12");
    }

    [Fact]
    public void Alt_texts_are_edited_in_place_and_a_conflict_keeps_what_was_typed()
    {
        var kettle = Pictures.Put("A kettle");
        var section = Open();
        section.FindAll("button[type=submit]").ShouldBeEmpty();

        section.Find("#picture-41-alt").Input("A red kettle");
        Pictures.All[0] = kettle with { Alt = "A blue kettle" };
        Tell();
        section.Find("#picture-41-alt").GetAttribute("value").ShouldBe("A red kettle");
        section.Find("[data-picture] form").Submit();
        section.Find("[data-picture] .error").TextContent.ShouldContain("A blue kettle");
        section.Find("#picture-41-alt").GetAttribute("value").ShouldBe("A red kettle");
        section.Find("[data-picture] form").Submit();

        Pictures.All[0].Alt.ShouldBe("A red kettle");
        section.FindAll("[data-picture] .error").ShouldBeEmpty();
    }

    [Fact]
    public void Buttons_move_a_picture_and_those_at_the_ends_do_nothing()
    {
        Pictures.Put("a");
        Pictures.Put("b");
        var section = Open();

        Press(section, 42, "later");
        Alts(section).ShouldBe(["a", "b"]);
        Press(section, 42, "earlier");

        Alts(section).ShouldBe(["b", "a"]);
        section.Find("[role=status]").TextContent.ShouldBe("Now picture 1 of 2.");
        section.Find("[data-picture='42'] [data-act=earlier]").GetAttribute("aria-disabled").ShouldBe("true");
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public void Dragged_onto_another_a_picture_takes_its_place()
    {
        Pictures.Put("a");
        Pictures.Put("b");
        Pictures.Put("c");
        var section = Open();

        section.Find("[data-picture='41'] img").DragStart();
        section.Find("[data-picture='43']").DragEnter();
        section.FindAll(".over").ShouldHaveSingleItem();
        section.Find("[data-picture='43']").Drop();

        Alts(section).ShouldBe(["b", "c", "a"]);
        section.FindAll(".over").ShouldBeEmpty();
    }

    [Fact]
    public void Removed_pictures_are_put_back_one_by_one()
    {
        Pictures.Put("a");
        Pictures.Put("b");
        var section = Open();

        Press(section, 41, "remove");
        Press(section, 42, "remove");
        section.Find(".empty").TextContent.ShouldBe(PictureText.Empty);
        section.Find("[data-act=put-back]").Click();
        section.Find("[data-act=put-back]").Click();

        Alts(section).ShouldBe(["a", "b"]);
        section.FindAll("[data-act=put-back]").ShouldBeEmpty();
    }

    [Fact]
    public void What_others_do_appears_and_a_refusal_is_said()
    {
        Pictures.Put("a");
        var section = Open();
        Pictures.Put("b");
        Feed.Publish(ChangeKind.Product, 2);
        LetChangesIn();
        Alts(section).ShouldBe(["a"]);

        Tell();
        Alts(section).ShouldBe(["a", "b"]);
        Pictures.Refusal = Outcome.NotFound(PictureText.PictureNotFound);
        Press(section, 41, "remove");

        section.Find(".pictures > .error").TextContent.ShouldBe(PictureText.PictureNotFound);
    }

    [Fact]
    public void A_failed_load_says_so_and_can_be_tried_again()
    {
        Pictures.Failure = new InvalidOperationException("The disk is gone.");
        var section = Open();
        section.Find("[role=alert]").TextContent.ShouldContain(PictureText.LoadFailed);

        Pictures.Failure = null;
        section.Find("[role=alert] button").Click();

        section.Find(".empty").TextContent.ShouldBe(PictureText.Empty);
    }

    [Fact]
    public void An_act_that_fails_is_told_and_leaves_everything_as_it_was()
    {
        Pictures.Put("a");
        var section = Open();
        Pictures.Failure = new InvalidOperationException("The disk is gone.");

        Press(section, 41, "remove");

        section.Find(".pictures > .error").TextContent.ShouldBe(ProductText.SaveFailed);
        Alts(section).ShouldBe(["a"]);
    }

    [Fact]
    public void A_shop_that_is_busy_says_so_and_the_picture_goes_on_waiting()
    {
        var section = Open();
        Choose(section, new TestFile("kettle.png", SamplePictures.Png()));
        section.WaitForElement("[data-waiting] input").Input("A kettle");
        Pictures.Refusal = Outcome.Unavailable(PictureText.Busy);

        section.Find("[data-waiting] form").Submit();
        section.Find("[data-waiting] .error").TextContent.ShouldBe(PictureText.Busy);
        Pictures.Refusal = null;
        section.Find("[data-waiting] form").Submit();

        Pictures.Added.ShouldHaveSingleItem().Alt.ShouldBe("A kettle");
    }

    private static IEnumerable<string?> Alts(IRenderedComponent<ProductPictures> section) => section.FindAll("[data-picture] img").Select(image => image.GetAttribute("alt"));

    private static void Press(IRenderedComponent<ProductPictures> section, int id, string act) => section.Find($"[data-picture='{id}'] [data-act={act}]").Click();

    private static void Choose(IRenderedComponent<ProductPictures> section, params IBrowserFile[] files)
    {
        var field = section.FindComponents<InputFile>()[^1];
        _ = section.InvokeAsync(() => field.Instance.OnChange.InvokeAsync(new(files)));
    }

    private void Tell()
    {
        Feed.Publish(ChangeKind.Product, 1);
        LetChangesIn();
    }

    private IRenderedComponent<ProductPictures> Open() => Render<ProductPictures>(parameters => parameters
        .Add(section => section.ProductId, 1)
        .Add(section => section.Resize, (file, format, width, height) => ((TestFile)file).IsLost ? throw new IOException("Gone.")
            : ValueTask.FromResult<IBrowserFile>(new TestFile(file.Name, SamplePictures.Webp(width / 10, height / 10)))));

    private sealed class TestFile(string name, byte[] content) : IBrowserFile
    {
        public bool IsLost { get; init; }

        public string Name => name;

        public DateTimeOffset LastModified => default;

        public long Size => content.Length;

        public string ContentType => "image/png";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => new MemoryStream(content);
    }
}
