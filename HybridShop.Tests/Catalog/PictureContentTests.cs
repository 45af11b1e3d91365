using System.Text;
using HybridShop.Tests.Support;
using HybridShop.Web.Catalog;

namespace HybridShop.Tests.Catalog;

[Trait("Category", "Unit")]
public sealed class PictureContentTests
{
    public static TheoryData<string, byte[]> Whole => new()
    {
        { ".png", SamplePictures.Png(640, 800) }, { ".jpg", SamplePictures.Jpeg(640, 800) }, { ".gif", SamplePictures.Gif(640, 800) },
        { ".webp", SamplePictures.Webp(640, 800) }, { ".webp", SamplePictures.LosslessWebp(640, 800) }, { ".webp", SamplePictures.ExtendedWebp(640, 800) },
    };

    public static TheoryData<byte[]> TooLargeOrNothing =>
    [
        SamplePictures.Png(0), SamplePictures.Png(8_001), SamplePictures.Png(uint.MaxValue, uint.MaxValue), SamplePictures.Jpeg(0, 0), SamplePictures.Jpeg(400, 8_001),
        SamplePictures.Gif(0), SamplePictures.Gif(400, 9_000), SamplePictures.Webp(0), SamplePictures.Webp(8_001), SamplePictures.LosslessWebp(16_000),
        SamplePictures.ExtendedWebp(20_000),
    ];

    public static TheoryData<byte[]> Strangers =>
    [
        "<!doctype html><script>alert(1)</script>"u8.ToArray(), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "%PDF-1.7"u8.ToArray(), "BM"u8.ToArray(),
        "RIFF\u0004\0\0\0WAVE"u8.ToArray(), (byte[])[0xFF, 0xD8], (byte[])[0x89, .. "PNG"u8],
    ];

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_whole_picture_is_known_by_its_bytes_with_its_size(string extension, byte[] file)
    {
        var (content, flaw) = PictureContent.Read(file);

        flaw.ShouldBeEmpty();
        content.ShouldNotBeNull().ShouldSatisfyAllConditions(c => c.Extension.ShouldBe(extension), c => (c.Width, c.Height).ShouldBe((640, 800)));
        PictureContent.Read(content.Bytes).Content.ShouldNotBeNull().Bytes.ShouldBe(content.Bytes);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void However_a_picture_is_cut_off_it_is_refused(string extension, byte[] file)
    {
        extension.ShouldNotBeEmpty();
        for (var length = 0; length < file.Length; length++)
        {
            var (content, flaw) = PictureContent.Read(file.AsSpan(0, length));
            content.ShouldBeNull($"{length} of {file.Length} bytes");
            flaw.ShouldBeOneOf(PictureText.FileEmpty, PictureText.NotAPicture, PictureText.Damaged);
        }
    }

    [Theory]
    [MemberData(nameof(TooLargeOrNothing))]
    public void No_pixels_and_too_many_are_refused_with_the_size_in_the_sentence(byte[] file) =>
        PictureContent.Read(file).ShouldSatisfyAllConditions(
            read => read.Content.ShouldBeNull(), read => read.Flaw.ShouldContain("Each side must be between 1 and 8,000"));

    [Theory]
    [MemberData(nameof(Strangers))]
    public void What_is_no_picture_is_refused_whatever_its_name(byte[] file) => PictureContent.Read(file).ShouldBe((null, PictureText.NotAPicture));

    [Fact]
    public void A_page_that_begins_like_a_picture_is_refused()
    {
        PictureContent.Read("GIF89a=1;/*<html>*/"u8).ShouldBe((null, PictureText.Damaged));
        PictureContent.Read([0xFF, 0xD8, 0xFF, .. "<script>alert(1)</script>"u8]).ShouldBe((null, PictureText.Damaged));
    }

    [Fact]
    public void More_than_five_megabytes_are_refused() =>
        PictureContent.Read(new byte[PictureLimits.MaxBytes + 1]).ShouldBe((null, PictureText.FileTooHeavy));

    [Fact]
    public void Places_names_and_comments_are_left_out()
    {
        var secret = "Exif\0\0GPS 52.37N mara"u8.ToArray();
        List<byte[]> files =
        [
            SamplePictures.Jpeg(more: [(0xE1, secret), (0xED, secret), (0xFE, secret)]),
            SamplePictures.Png(more: [("eXIf", secret), ("tEXt", secret), ("zTXt", secret), ("tIME", secret)]),
            SamplePictures.Gif(extensions: [(0xFE, secret), (0xFF, [.. "XMP DataXMP"u8])]),
            SamplePictures.ExtendedWebp(),
        ];
        foreach (var file in files)
        {
            var bytes = PictureContent.Read(file).Content.ShouldNotBeNull().Bytes;

            bytes.Length.ShouldBeLessThan(file.Length);
            Encoding.Latin1.GetString(bytes).ShouldSatisfyAllConditions(
                text => text.ShouldNotContain("GPS"), text => text.ShouldNotContain("mara"), text => text.ShouldNotContain("XMP"), text => text.ShouldNotContain("EXIF"));
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void What_hangs_on_behind_a_picture_is_left_out(string extension, byte[] file)
    {
        var (content, _) = PictureContent.Read([.. file, .. "<script>alert(1)</script>"u8]);

        content.ShouldNotBeNull().Extension.ShouldBe(extension);
        content.Bytes.ShouldBe(PictureContent.Read(file).Content!.Bytes);
    }

    [Fact]
    public void What_colors_and_frames_are_drawn_by_stays()
    {
        byte[] jpeg = SamplePictures.Jpeg(more: [(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1]), (0xEE, "Adobe12345"u8.ToArray()), (0xDB, [0, 1])]);
        byte[] png = SamplePictures.Png(more: [("sRGB", [0]), ("tRNS", [0, 0])]);
        byte[] gif = SamplePictures.Gif(extensions: [(0xFF, "NETSCAPE2.0"u8.ToArray()), (0xF9, [0, 1, 0, 0])]);

        foreach (var file in (byte[][])[jpeg, png, gif])
        {
            PictureContent.Read(file).Content!.Bytes.ShouldBe(file);
        }
    }
}
