using System.Net;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

/// <summary>Pictures as pages offer them to browsers, and to those who preview links.</summary>
[Trait("Category", "Http")]
public sealed class PicturePageTests(SqliteDatabases databases) : IAsyncLifetime
{
    private readonly SampleWebShop shop = new(databases) { PathBase = "/shop" };

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task The_product_page_offers_every_width_as_AVIF_WebP_and_JPEG_and_keeps_the_room_free()
    {
        var picture = await AddAsync(SamplePictures.Jpeg(1_000, 1_250), "A “lit” lamp");

        var page = await shop.NewVisitor().OpenAsync("/products/table-lamp");

        var sources = page.QuerySelectorAll(".gallery picture source");
        sources.Select(source => source.GetAttribute("type")).ShouldBe(["image/avif", "image/webp"]);
        sources[0].GetAttribute("srcset").ShouldBe(
            string.Join(", ", ((int[])[160, 320, 480, 800, 1_000]).Select(width => $"/shop{picture.Address.Replace("-1000.jpg", $"-{width}.avif", StringComparison.Ordinal)} {width}w")));
        sources.ShouldAllBe(source => source.GetAttribute("sizes") == "(min-width: 56rem) 46rem, 100vw");
        var image = page.QuerySelector(".gallery picture img")!;
        (image.GetAttribute("src"), image.GetAttribute("alt"), image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("fetchpriority"))
            .ShouldBe(("/shop" + picture.Address, "A “lit” lamp", "1000", "1250", "high"));
    }

    [Theory]
    [InlineData("/products", ".tile", "/shop{0}-480.jpg", "800w", "400", "500")]
    [InlineData("/search?q=lamp", ".hit", "/shop{0}-480.jpg", "320w", "104", "130")]
    public async Task Lists_offer_what_their_places_can_use(string address, string place, string src, string widest, string width, string height)
    {
        var picture = await AddAsync(SamplePictures.Jpeg(1_000, 1_250), "A lamp");

        var page = await shop.NewVisitor().OpenAsync(address);

        var lamp = page.QuerySelector($"{place}[data-product-id='1']")!;
        var image = lamp.QuerySelector("picture img")!;
        image.GetAttribute("src").ShouldBe(string.Format(null, src, picture.Address.Replace("-1000.jpg", "", StringComparison.Ordinal)));
        (image.GetAttribute("alt"), image.GetAttribute("width"), image.GetAttribute("height")).ShouldBe(("", width, height));
        lamp.QuerySelectorAll("source").Select(source => source.GetAttribute("srcset")!.Split(' ')[^1]).ShouldBe([widest, widest]);
    }

    [Fact]
    public async Task Every_file_is_served_as_what_it_is_and_may_be_kept_for_ever()
    {
        var picture = await AddAsync(SamplePictures.TransparentPng(200, 250), "A lamp");
        picture.Sources.Select(source => source.Type).Distinct().ShouldBe(["image/avif", "image/webp", "image/png"]);

        foreach (var source in picture.Sources)
        {
            var answer = await shop.NewVisitor().GetAsync(source.Address);
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.ToString())
                .ShouldBe((HttpStatusCode.OK, source.Type, "public, max-age=31536000, immutable"));
        }
    }

    [Fact]
    public async Task A_link_to_a_product_is_previewed_by_the_picture_that_everybody_can_show()
    {
        var picture = await AddAsync(SamplePictures.Jpeg(1_000, 1_250), "A lamp");

        (await PreviewAsync()).ShouldEndWith("/shop" + picture.Address);
    }

    [Fact]
    public async Task A_drawing_is_shown_as_it_is_and_previewed_by_a_bitmap_that_is_made_when_it_is_asked_for()
    {
        var drawing = await shop.Get<MediaStore>().KeepAsync(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 500\" width=\"400\" height=\"500\"><path d=\"M0 0h400v500z\"/></svg>"u8.ToArray(), ".svg", CancellationToken.None);
        await shop.DatabaseAsync(db =>
        {
            db.ProductImages.Add(new() { ProductId = Products.Lamp, File = drawing, Alt = "A lamp", Width = 400, Height = 500 });
            return db.SaveChangesAsync();
        });

        var gallery = (await shop.NewVisitor().OpenAsync("/products/table-lamp")).QuerySelector(".gallery")!;
        (gallery.QuerySelector("picture"), gallery.QuerySelector("img")!.GetAttribute("src")).ShouldBe((null, $"/shop/media/{drawing}"));
        (await PreviewAsync()).ShouldEndWith($"/shop/media/{drawing}.png");
        foreach (var _ in (int[])[1, 2])
        {
            var answer = await shop.NewVisitor().GetAsync($"/media/{drawing}.png");
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.OK, "image/png"));
            using var bitmap = SamplePictures.Decode(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            (bitmap.Width, bitmap.Height).ShouldBe((1_200, 1_500));
        }

        (await shop.NewVisitor().GetAsync("/media/0123456789abcdef0123456789abcdef.svg.png")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> PreviewAsync()
    {
        var page = await shop.NewVisitor().OpenAsync("/products/table-lamp");
        var preview = page.QuerySelector("meta[property='og:image']")!.GetAttribute("content")!;
        new Uri(preview).IsAbsoluteUri.ShouldBeTrue();
        page.QuerySelector("meta[name='twitter:card']")!.GetAttribute("content").ShouldBe("summary_large_image");
        return preview;
    }

    private async Task<ProductPicture> AddAsync(byte[] file, string alt) =>
        (await shop.Get<IProductPictureService>().AddAsync(Products.Lamp, new() { File = file, Alt = alt }, Users.Mara)).Value.ShouldNotBeNull();
}
