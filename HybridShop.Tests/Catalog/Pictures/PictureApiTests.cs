using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridShop.Tests.Catalog;

/// <summary>Pictures of products by the API.</summary>
[Trait("Category", "Http")]
public sealed class PictureApiTests(SampleWebShop shop, ChangedShop changed, SqliteDatabases databases)
    : IClassFixture<SampleWebShop>, IClassFixture<ChangedShop>
{
    private const string Lamp = "/api/products/1/pictures";
    private const string Mug = "/api/products/3/pictures";

    [Fact]
    public async Task A_picture_is_added_behind_the_others_and_everybody_sees_it()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        await AddAsync(mara, "First");

        var answer = await mara.PostFormAsync(Lamp, Form(SamplePictures.Jpeg(1_000, 1_250), ("alt", "A lit lamp"), ("caption", "At dusk")));

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        answer.Headers.Location!.OriginalString.ShouldBe(Lamp);
        var picture = answer.Json;
        (picture["position"]!.GetValue<int>(), picture["alt"]!.GetValue<string>(), picture["caption"]!.GetValue<string>()).ShouldBe((1, "A lit lamp", "At dusk"));
        (picture["width"]!.GetValue<int>(), picture["height"]!.GetValue<int>()).ShouldBe((1_000, 1_250));
        (await shop.NewCaller().GetAsync(Lamp)).Json["items"]![1]!.ToJsonString().ShouldBe(picture.ToJsonString());
        (await shop.NewCaller().GetAsync("/api/products/1")).Json["pictures"]!.AsArray().Count.ShouldBe(2);
        (await shop.NewCaller().GetAsync(picture["address"]!.GetValue<string>())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_file_that_was_made_of_it_is_told_and_can_be_fetched()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var answer = await (await shop.CallerAsync(Users.Mara)).PostFormAsync(Lamp, Form(SamplePictures.Jpeg(500, 625), ("is_decorative", "true")));

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        var sources = answer.Json["sources"]!.AsArray();
        sources.Select(source => $"{source!["type"]} {source["width"]}").ShouldBe(
            from type in (string[])["image/avif", "image/webp", "image/jpeg"] from width in (int[])[160, 320, 480, 500] select $"{type} {width}");
        answer.Json["address"]!.GetValue<string>().ShouldBe(sources[^1]!["address"]!.GetValue<string>());
        answer.Json["small_address"]!.GetValue<string>().ShouldBe(sources[^2]!["address"]!.GetValue<string>());
        var product = (await shop.NewCaller().GetAsync("/api/products/1")).Json;
        product["picture"]!.GetValue<string>().ShouldBe(sources[^2]!["address"]!.GetValue<string>());
        product["pictures"]![0]!["sources"]!.ToJsonString().ShouldBe(sources.ToJsonString());
        foreach (var source in sources)
        {
            (await shop.NewCaller().GetAsync(source!["address"]!.GetValue<string>())).ContentType.ShouldBe(source["type"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task While_too_many_pictures_are_being_rendered_one_is_told_to_come_again()
    {
        using var held = new HeldPictureRenderer();
        await using var busy = new SampleWebShop(databases) { Replacing = services => services.Replace(ServiceDescriptor.Singleton<IPictureRenderer>(held)) };
        await busy.InitializeAsync();
        var mara = await busy.CallerAsync(Users.Mara);
        var others = Enumerable.Range(0, PictureRenderQueue.MaxAtOnce + PictureRenderQueue.MaxWaiting)
            .Select(_ => busy.Get<PictureRenderQueue>().RenderAsync(SamplePictures.Png(), CancellationToken.None)).ToList();

        var refused = await mara.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("alt", "A lamp")));
        held.Release();
        await Task.WhenAll(others);

        (refused.Status, refused.Detail).ShouldBe((HttpStatusCode.ServiceUnavailable, PictureText.Busy));
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("alt", "A lamp")))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("Visitor", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData("Ada", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Sue", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Sam", HttpStatusCode.Created, HttpStatusCode.OK)]
    [InlineData("Mara", HttpStatusCode.Created, HttpStatusCode.OK)]
    public async Task Sellers_change_the_pictures_of_their_own_products_and_staff_of_all(string who, HttpStatusCode adding, HttpStatusCode changing)
    {
        var id = (await (await changed.CallerAsync(Users.Mara)).PostFormAsync(Mug, Form(SamplePictures.Png(), ("alt", "A mug")))).Json["id"]!.GetValue<int>();
        var caller = await changed.CallerAsync(Users.All.SingleOrDefault(user => user.Name == who));

        (await caller.PostFormAsync(Mug, Form(SamplePictures.Png(), ("alt", "Mine")))).Status.ShouldBe(adding);
        (await caller.PatchAsync($"/api/pictures/{id}", new JsonObject { ["alt"] = "Mine" })).Status.ShouldBe(changing);
        (await caller.DeleteAsync($"/api/pictures/{id}")).Status.ShouldBe(changing == HttpStatusCode.OK ? HttpStatusCode.NoContent : changing);
    }

    [Fact]
    public async Task Pictures_of_what_one_may_not_see_are_not_there()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        await mara.PostFormAsync("/api/products/4/pictures", Form(SamplePictures.Png(), ("alt", "A stool")));

        (await shop.NewCaller().GetAsync("/api/products/4/pictures")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await shop.CallerAsync(Users.Sam)).GetAsync("/api/products/4/pictures")).Json["total"]!.GetValue<int>().ShouldBe(1);
        (await mara.GetAsync("/api/products/999/pictures")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.GetAsync(Lamp + "?page=0")).ErrorOf("page").ShouldNotBeNullOrEmpty();
        (await mara.PostFormAsync("/api/products/999/pictures", Form(SamplePictures.Png(), ("alt", "Nothing")))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.PatchAsync("/api/pictures/999", new JsonObject { ["alt"] = "X" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await mara.DeleteAsync("/api/pictures/999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_no_whole_picture_is_refused_and_nothing_is_kept()
    {
        var mara = await shop.CallerAsync(Users.Mara);

        (await mara.PostFormAsync(Lamp, Form("<svg/>"u8.ToArray(), ("alt", "A lamp")))).ErrorOf("file").ShouldBe(PictureText.NotAPicture);
        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png()[..^40], ("alt", "A lamp")))).ErrorOf("file").ShouldBe(PictureText.Damaged);
        (await mara.PostFormAsync(Lamp, Form([], ("alt", "A lamp")))).ErrorOf("file").ShouldBe(PictureText.FileEmpty);
        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png()))).ErrorOf("alt").ShouldBe(PictureText.AltMissing);
        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("alt", new string('a', 301))))).ErrorOf("alt").ShouldBe(PictureText.AltTooLong);
        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("alt", "A"), ("caption", new string('a', 201))))).ErrorOf("caption").ShouldBe(PictureText.CaptionTooLong);
        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("is_decorative", "perhaps")))).ErrorOf("is_decorative").ShouldNotBeNullOrEmpty();
        (await mara.PostFormAsync(Lamp, Form(null, ("alt", "A lamp")))).ErrorOf("file").ShouldBe("This is missing.");
        (await CountAsync(shop)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_a_form_with_a_file_is_read()
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).PostAsync(Lamp, new JsonObject { ["alt"] = "A lamp" });

        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Detail!.ShouldContain("multipart/form-data");
    }

    [Theory]
    [InlineData(PictureLimits.MaxBytes, HttpStatusCode.BadRequest)]
    [InlineData(PictureLimits.MaxBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_file_has_at_most_20_MB(int length, HttpStatusCode status)
    {
        var answer = await (await shop.CallerAsync(Users.Mara)).PostFormAsync(Lamp, Form(new byte[length], ("alt", "A lamp")));

        answer.Status.ShouldBe(status, answer.Text);
        answer.Detail.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_form_that_is_larger_than_a_file_and_its_words_is_refused_before_it_is_read()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        shop.Listen();
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var http = new HttpClient(handler) { BaseAddress = shop.Address };
        var mara = new ApiCaller(http);
        await mara.SignInByCookieAsync(Users.EmailOf(Users.Mara), Users.Password);
        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("alt", "A lamp"), ("unknown", new string('x', 2 * 1024 * 1024))))).Status.ShouldBe(HttpStatusCode.Created);

        var answer = await mara.PostFormAsync(Lamp, Form(new byte[PictureLimits.MaxBytes + (64 * 1024)], ("alt", "A lamp")), ("Expect", "100-continue"));

        (answer.Status, answer.Detail).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "The body is larger than this address takes."));
    }

    [Fact]
    public async Task A_product_has_at_most_twelve_pictures()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        for (var i = 0; i < PictureLimits.MaxCount; i++)
        {
            await AddAsync(mara, $"Picture {i}");
        }

        (await mara.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("alt", "One more")))).ErrorOf("file").ShouldBe(PictureText.TooMany);
        (await CountAsync(shop)).ShouldBe(PictureLimits.MaxCount);
    }

    [Fact]
    public async Task A_patch_changes_words_and_place()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        var (_, second) = (await AddAsync(mara, "First"), await AddAsync(mara, "Second"));
        var address = $"/api/pictures/{second}";

        var moved = await mara.PatchAsync(address, new JsonObject { ["position"] = 0, ["caption"] = "At dusk" });

        moved.Status.ShouldBe(HttpStatusCode.OK, moved.Text);
        (moved.Json["position"]!.GetValue<int>(), moved.Json["alt"]!.GetValue<string>(), moved.Json["caption"]!.GetValue<string>()).ShouldBe((0, "Second", "At dusk"));
        (await mara.PatchAsync(address, new JsonObject { ["position"] = 11 })).Json["position"]!.GetValue<int>().ShouldBe(1);
        (await mara.PatchAsync(address, new JsonObject { ["caption"] = null })).Json["caption"].ShouldBeNull();
        (await mara.PatchAsync(address, new JsonObject { ["is_decorative"] = true })).Json["alt"]!.GetValue<string>().ShouldBeEmpty();
        (await mara.PatchAsync(address, new JsonObject { ["alt"] = "Words again" })).Json["alt"]!.GetValue<string>().ShouldBe("Words again");
    }

    [Theory]
    [InlineData("""{"alt":""}""", "alt")]
    [InlineData("""{"alt":null}""", "alt")]
    [InlineData("""{"alt":"A lamp","is_decorative":true}""", "alt")]
    [InlineData("""{"alt":"a\u0000"}""", "alt")]
    [InlineData("""{"alt":1}""", "alt")]
    [InlineData("""{"position":-1}""", "position")]
    [InlineData("""{"position":12}""", "position")]
    [InlineData("""{"width":1}""", "width")]
    public async Task A_patch_that_does_not_fit_is_told_where_and_changes_nothing(string body, string field)
    {
        var mara = await changed.CallerAsync(Users.Mara);
        var id = await AddAsync(mara, "First");

        var answer = await mara.SendAsync(HttpMethod.Patch, $"/api/pictures/{id}", body, ApiCaller.MergePatch);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty(answer.Text);
        (await mara.GetAsync(Lamp)).Json["items"]!.AsArray().Single(picture => picture!["id"]!.GetValue<int>() == id)!["alt"]!.GetValue<string>()
            .ShouldBe("First");
    }

    [Fact]
    public async Task Of_two_who_change_the_same_words_the_second_is_told()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        var address = $"/api/pictures/{await AddAsync(mara, "First")}";
        JsonObject Say(string alt) => new() { ["alt"] = alt, ["seen"] = new JsonObject { ["alt"] = "First" } };

        (await mara.PatchAsync(address, Say("A lamp"))).Status.ShouldBe(HttpStatusCode.OK);
        var second = await mara.PatchAsync(address, Say("A light"));

        (second.Status, second.Json["current"]!["alt"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, "A lamp"));
    }

    [Fact]
    public async Task A_removed_picture_is_not_there_any_more()
    {
        await using var shop = await SampleWebShop.OpenAsync(databases);
        var mara = await shop.CallerAsync(Users.Mara);
        var address = $"/api/pictures/{await AddAsync(mara, "First")}";

        (await mara.DeleteAsync(address)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await mara.DeleteAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await CountAsync(shop)).ShouldBe(0);
    }

    private static MultipartFormDataContent Form(byte[]? file, params (string Name, string Value)[] words)
    {
        var form = new MultipartFormDataContent();
        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "file", "picture");
        }

        foreach (var (name, value) in words)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private static async Task<int> AddAsync(ApiCaller caller, string alt) =>
        (await caller.PostFormAsync(Lamp, Form(SamplePictures.Png(), ("alt", alt)))).Json["id"]!.GetValue<int>();

    private static async Task<int> CountAsync(SampleWebShop shop) => (await shop.NewCaller().GetAsync(Lamp)).Json["total"]!.GetValue<int>();
}
