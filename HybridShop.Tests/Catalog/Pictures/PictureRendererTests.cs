using System.Text;
using HybridShop.Tests.Support;
using NetVips;

namespace HybridShop.Tests.Catalog;

/// <summary>What is made of a file that comes in, and which are refused.</summary>
[Trait("Category", "Unit")]
public sealed class PictureRendererTests
{
    private static readonly VipsPictureRenderer Renderer = new();

    public static TheoryData<string, byte[]> Whole => new()
    {
        { "PNG", SamplePictures.Png(640, 800) }, { "JPEG", SamplePictures.Jpeg(640, 800) }, { "GIF", SamplePictures.Gif(640, 800) }, { "WebP", SamplePictures.Webp(640, 800) },
        { "lossless WebP", SamplePictures.Paint(640, 800).WebpsaveBuffer(lossless: true) },
        { "interlaced PNG", SamplePictures.Paint(640, 800).PngsaveBuffer(interlace: true) },
        { "progressive JPEG", SamplePictures.Paint(640, 800).JpegsaveBuffer(interlace: true) },
        { "16-bit PNG", (SamplePictures.Paint(640, 800) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer() },
        { "gray JPEG", SamplePictures.Paint(640, 800)[0].Copy(interpretation: Enums.Interpretation.Bw).JpegsaveBuffer() },
        { "CMYK JPEG", SamplePictures.Paint(640, 800).Colourspace(Enums.Interpretation.Cmyk).JpegsaveBuffer() },
        { "PNG with a palette", SamplePictures.Paint(640, 800).PngsaveBuffer(palette: true) },
    };

    public static TheoryData<string, byte[]> Strangers => new()
    {
        { "HTML", "<!doctype html><script>alert(1)</script>"u8.ToArray() }, { "SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"u8.ToArray() },
        { "PDF", "%PDF-1.7"u8.ToArray() }, { "BMP", "BM"u8.ToArray() }, { "WAV", "RIFF\u0004\0\0\0WAVE"u8.ToArray() }, { "half a JPEG's mark", [0xFF, 0xD8] },
        { "TIFF", SamplePictures.Paint().TiffsaveBuffer() }, { "AVIF", SamplePictures.Paint().HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1) },
        { "HEIC", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8] },
    };

    /// <summary>Few bytes that say of themselves that they are many pixels.</summary>
    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "PNG", Image.Black(5_001, 5_000).PngsaveBuffer() }, { "JPEG", SamplePictures.LyingJpeg() },
        { "GIF", [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 2, 0x4C, 1, 0, 0x3B] },
        { "lossless WebP", SamplePictures.Fill(5_001, 5_000, 9, 9, 9).WebpsaveBuffer(lossless: true) },
        { "interlaced PNG of 16 bits", (Image.Black(3_600, 3_500, bands: 3) + 9).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer(interlace: true) },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void Every_kind_becomes_AVIF_WebP_and_JPEG_in_each_width_up_to_its_own(string kind, byte[] file)
    {
        var picture = Render(file);

        (picture.Width, picture.Height, picture.Extension).ShouldBe((640, 800, ".jpg"), kind);
        picture.Files.Select(made => (made.Width, made.Extension)).ShouldBe(
            from width in (int[])[160, 320, 480, 640] from extension in (string[])[".avif", ".webp", ".jpg"] select (width, extension));
        foreach (var made in picture.Files)
        {
            using var image = SamplePictures.Decode(made.Content);
            (image.Width, image.Height, image.Format).ShouldBe((made.Width, made.Width * 5 / 4, Enums.BandFormat.Uchar), $"{kind}, {made.Extension}");
            image.Get("vips-loader").ShouldBe(made.Extension switch { ".avif" => "heifload_buffer", ".webp" => "webpload_buffer", _ => "jpegload_buffer" });
        }
    }

    [Theory]
    [InlineData(3_000, 2_000, 1_200, 800)]
    [InlineData(1_000, 4_000, 375, 1_500)]
    [InlineData(90, 60, 90, 60)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(9_000, 3, 1_200, 1)]
    public void What_is_larger_than_the_product_page_can_use_is_made_smaller_and_nothing_larger(int width, int height, int fullWidth, int fullHeight)
    {
        var picture = Render(SamplePictures.Jpeg(width, height));

        (picture.Width, picture.Height).ShouldBe((fullWidth, fullHeight));
        foreach (var made in picture.Files)
        {
            using var image = SamplePictures.Decode(made.Content);
            image.Width.ShouldBe(made.Width);
        }
    }

    [Fact]
    public void What_is_transparent_stays_so_and_has_PNG_for_everybody()
    {
        var picture = Render(SamplePictures.TransparentPng());
        var opaque = Render((SamplePictures.Paint().Bandjoin(Image.Black(40, 50) + 255)).Cast(Enums.BandFormat.Uchar).PngsaveBuffer());

        picture.Files.Select(made => made.Extension).ShouldBe([".avif", ".webp", ".png"]);
        foreach (var made in picture.Files)
        {
            using var image = SamplePictures.Decode(made.Content);
            image.Getpoint(5, 5)[3].ShouldBe(100, tolerance: 3);
        }

        opaque.Files.Select(made => made.Extension).ShouldBe([".avif", ".webp", ".jpg"]);
    }

    [Fact]
    public void A_camera_held_sideways_makes_an_upright_picture()
    {
        using var sideways = SamplePictures.Fill(80, 20, 220, 20, 20).Join(SamplePictures.Fill(80, 20, 20, 20, 220), Enums.Direction.Vertical)
            .Mutate(image => image.Set(GValue.GIntType, "orientation", 6));

        var picture = Render(sideways.JpegsaveBuffer(q: 95));

        (picture.Width, picture.Height).ShouldBe((40, 80));
        foreach (var made in picture.Files)
        {
            using var image = SamplePictures.Decode(made.Content);
            image.Getpoint(30, 40)[0].ShouldBeGreaterThan(180, made.Extension);
            image.Getpoint(10, 40)[2].ShouldBeGreaterThan(180, made.Extension);
        }
    }

    [Fact]
    public void Colors_of_a_wide_profile_look_the_same_without_it()
    {
        using var wide = SamplePictures.Fill(64, 64, 200, 60, 60).IccTransform("p3", inputProfile: "srgb");
        var file = wide.PngsaveBuffer();
        wide.Getpoint(9, 9)[0].ShouldBeLessThan(195, "It is another red in the wide profile.");

        foreach (var made in Render(file).Files)
        {
            using var image = SamplePictures.Decode(made.Content);
            image.Getpoint(9, 9)[0].ShouldBe(200, tolerance: 4, made.Extension);
            image.Contains("icc-profile-data").ShouldBeFalse(made.Extension);
        }
    }

    [Fact]
    public void Places_names_comments_and_what_hangs_on_behind_are_left_out()
    {
        using var image = SamplePictures.Paint().Mutate(picture =>
        {
            picture.Set(GValue.GStrType, "exif-ifd0-Artist", "mara@hybridshop.example (mara, ASCII, 23 components, 23 bytes)");
            picture.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta>52.37N mara</x:xmpmeta>"u8.ToArray());
        });
        byte[][] files = [image.JpegsaveBuffer(), image.PngsaveBuffer(), image.WebpsaveBuffer()];
        files.ShouldAllBe(file => Encoding.Latin1.GetString(file).Contains("mara", StringComparison.Ordinal));

        foreach (var made in files.SelectMany(file => Render([.. file, .. "<script>mara</script>"u8]).Files))
        {
            Encoding.Latin1.GetString(made.Content).ShouldSatisfyAllConditions(
                text => text.ShouldNotContain("mara"), text => text.ShouldNotContain("Exif"), text => text.ShouldNotContain("xmpmeta"), text => text.ShouldNotContain("script"));
        }
    }

    [Fact]
    public void Of_a_moving_picture_the_first_frame_is_kept()
    {
        using var frames = SamplePictures.Frames();

        foreach (var file in (byte[][])[frames.GifsaveBuffer(), frames.WebpsaveBuffer()])
        {
            var picture = Render(file);
            (picture.Width, picture.Height).ShouldBe((40, 50));
            foreach (var made in picture.Files)
            {
                using var image = SamplePictures.Decode(made.Content);
                (image.Width, image.Height, image.Getpoint(20, 25)[0] > 180).ShouldBe((40, 50, true));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public void What_is_no_picture_of_the_four_kinds_is_refused_whatever_its_name(string kind, byte[] file) => FlawOf(file).ShouldBe(PictureText.NotAPicture, kind);

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Too_many_pixels_are_refused_by_what_the_file_says_of_itself(string kind, byte[] file) => FlawOf(file).ShouldContain("million pixels can be taken", Case.Sensitive, kind);

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_picture_that_is_cut_off_is_refused(string kind, byte[] file)
    {
        foreach (var length in (int[])[12, 30, file.Length / 4, file.Length / 2, file.Length * 3 / 4])
        {
            FlawOf(file[..length]).ShouldBe(PictureText.Damaged, $"{kind}, {length} of {file.Length} bytes");
        }
    }

    [Fact]
    public void A_page_or_drawing_that_begins_like_a_picture_is_refused()
    {
        FlawOf("GIF89a=1;/*<html>*/"u8.ToArray()).ShouldBe(PictureText.Damaged);
        FlawOf([.. "GIF89a"u8, .. "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>"u8]).ShouldBe(PictureText.Damaged);
        FlawOf([0xFF, 0xD8, 0xFF, .. "<script>alert(1)</script>"u8]).ShouldBe(PictureText.Damaged);
    }

    [Fact]
    public void No_bytes_and_more_than_twenty_megabytes_are_refused()
    {
        FlawOf([]).ShouldBe(PictureText.FileEmpty);
        FlawOf(new byte[PictureLimits.MaxBytes + 1]).ShouldBe(PictureText.FileTooHeavy);
    }

    [Fact]
    public void A_drawing_of_our_own_becomes_a_PNG_as_wide_as_the_product_page()
    {
        var bitmap = Renderer.RenderDrawing("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 500\" width=\"400\" height=\"500\"><path fill=\"#f00\" d=\"M0 0h400v500H0z\"/></svg>"u8.ToArray());

        using var image = SamplePictures.Decode(bitmap);
        (image.Width, image.Height, image.Getpoint(600, 700)[0]).ShouldBe((1_200, 1_500, 255));
    }

    private static RenderedPicture Render(byte[] file)
    {
        var (picture, flaw) = Renderer.Render(file, CancellationToken.None);
        return picture.ShouldNotBeNull(flaw);
    }

    private static string FlawOf(byte[] file)
    {
        var (picture, flaw) = Renderer.Render(file, CancellationToken.None);
        picture.ShouldBeNull();
        return flaw;
    }
}
