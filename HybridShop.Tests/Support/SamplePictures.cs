using NetVips;

namespace HybridShop.Tests.Support;

/// <summary>Pictures as people bring them, painted by the library that reads them, and what became of them.</summary>
internal static class SamplePictures
{
    static SamplePictures()
    {
        // Once the shop's own rules stand, so that they do not come on top: tests look into AVIF as well.
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(VipsPictureRenderer).TypeHandle);
        Operation.Block("VipsForeignLoadHeif", false);
    }

    /// <summary>A stripe of one color above one of another; which ones depends on the words, so that different words are different pictures.</summary>
    public static Image Paint(int width = 40, int height = 50, string words = "")
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(words));
        using var low = Fill(width, height - (height / 2), hash[0], hash[1], hash[2]);
        return height < 2 ? low.Copy() : Fill(width, height / 2, 200, 60, hash[3]).Join(low, Enums.Direction.Vertical);
    }

    public static byte[] Jpeg(int width = 40, int height = 50, string words = "") => Paint(width, height, words).JpegsaveBuffer(q: 90);

    public static byte[] Png(int width = 40, int height = 50, string words = "") => Paint(width, height, words).PngsaveBuffer();

    public static byte[] Webp(int width = 40, int height = 50, string words = "") => Paint(width, height, words).WebpsaveBuffer(q: 90);

    public static byte[] Gif(int width = 40, int height = 50, string words = "") => Paint(width, height, words).GifsaveBuffer();

    /// <summary>Half of it can be looked through.</summary>
    public static byte[] TransparentPng(int width = 40, int height = 50) => Paint(width, height).Bandjoin(Image.Black(width, height) + 100).Cast(Enums.BandFormat.Uchar).PngsaveBuffer();

    /// <summary>Frames one above the other in one animation, red and then blue.</summary>
    public static Image Frames(int width = 40, int height = 50) => Fill(width, height, 220, 20, 20).Join(Fill(width, height, 20, 20, 220), Enums.Direction.Vertical).Mutate(image =>
    {
        image.Set(GValue.GIntType, "page-height", height);
        image.Set(GValue.ArrayIntType, "delay", new[] { 100, 100 });
    });

    /// <summary>A small JPEG that says of itself that it has 60,000 pixels either way.</summary>
    public static byte[] LyingJpeg()
    {
        var file = Jpeg();
        ((ReadOnlySpan<byte>)[0xEA, 0x60, 0xEA, 0x60]).CopyTo(file.AsSpan(file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5));
        return file;
    }

    public static Image Fill(int width, int height, params double[] color) =>
        (Image.Black(width, height) + color).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>Decodes a file to its last pixel; whoever cannot read it gets an exception.</summary>
    public static Image Decode(byte[] file)
    {
        using var image = Image.NewFromBuffer(file, failOn: Enums.FailOn.Warning);
        return image.CopyMemory();
    }
}
