using System.IO.Compression;
using HybridShop.Tests.Support;
using NetVips;

namespace HybridShop.Tests.Catalog;

/// <summary>What may come out of an upload.</summary>
internal enum Fate
{
    /// <summary>It is whole and must be taken.</summary>
    Taken,

    /// <summary>It must not.</summary>
    Refused,

    /// <summary>Either will do, as long as what is kept can be read.</summary>
    Either,
}

/// <summary>Files that people and attackers upload, made by a seed: whole and broken, huge and moving, of rare colors, of two kinds at once.</summary>
internal sealed class PictureFuzz(int seed)
{
    private const int HugeSide = 4_900;

    private readonly Random random = new(seed);

    /// <summary>The next file; <paramref name="number"/> goes through all sorts in turn.</summary>
    public (string Sort, byte[] File, Fate Fate) Next(int number) => (number % 20) switch
    {
        0 => ("JPEG", SamplePictures.Jpeg(Side(), Side(), $"{number}"), Fate.Taken),
        1 => ("PNG of 16 bits", (Picture() * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer(interlace: Heads()), Fate.Taken),
        2 => ("CMYK JPEG", Picture().Colourspace(Enums.Interpretation.Cmyk).JpegsaveBuffer(interlace: Heads()), Fate.Taken),
        3 => ("transparent PNG", SamplePictures.TransparentPng(Side(), Side()), Fate.Taken),
        4 => ("animated GIF", SamplePictures.Frames(Side(), Side()).GifsaveBuffer(), Fate.Taken),
        5 => ("animated WebP", SamplePictures.Frames(Side(), Side()).WebpsaveBuffer(lossless: Heads()), Fate.Taken),
        6 => ("JPEG on its side", Sideways(), Fate.Taken),
        7 => ("picture with a page behind it", [.. Whole(), .. "<script>alert(1)</script>"u8], Fate.Taken),
        8 => ("picture with an archive behind it", [.. Whole(), .. Archive()], Fate.Taken),
        9 => ("cut off", Whole() is var file ? file[..random.Next(12, file.Length * 2 / 3)] : [], Fate.Refused),
        10 => ("with wrong bytes", Damaged(Whole()), Fate.Either),
        11 => ("noise behind a picture's mark", [.. Whole()[..random.Next(12, 40)], .. Noise(random.Next(1, 5_000))], Fate.Either),
        12 => ("noise", Noise(random.Next(0, 5_000)), Fate.Refused),
        13 => ("page that begins like a GIF", "GIF89a/*<svg onload=alert(1)>*/=1;<html>"u8.ToArray(), Fate.Refused),
        14 => ("of another kind", Stranger(), Fate.Refused),
        15 => ("that lies about its size", SamplePictures.LyingJpeg(), Fate.Refused),
        16 => ("PNG with a text that grows", PngWith(Heads() ? "zTXt" : "iCCP", [.. "bomb\0\0"u8, .. Bomb()]), Fate.Either),
        17 => ("huge", Huge(HugeSide), Fate.Taken),
        18 => ("too huge", Huge(5_100), Fate.Refused),
        _ => ("tiny", SamplePictures.Png(random.Next(1, 4), random.Next(1, 4)), Fate.Taken),
    };

    private bool Heads() => random.Next(2) == 0;

    private int Side() => random.Next(1, 260);

    private Image Picture() => SamplePictures.Paint(Side(), Side(), $"{random.Next()}");

    private byte[] Whole() => random.Next(4) switch
    {
        0 => SamplePictures.Jpeg(Side() + 40, Side() + 40),
        1 => SamplePictures.Png(Side() + 40, Side() + 40),
        2 => SamplePictures.Gif(Side() + 40, Side() + 40),
        _ => SamplePictures.Webp(Side() + 40, Side() + 40),
    };

    private byte[] Sideways()
    {
        using var picture = Picture();
        using var turned = picture.Mutate(image => image.Set(GValue.GIntType, "orientation", random.Next(2, 9)));
        return turned.JpegsaveBuffer();
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private byte[] Damaged(byte[] file)
    {
        for (var i = random.Next(1, 30); i > 0; i--)
        {
            file[random.Next(12, file.Length)] = (byte)random.Next(256);
        }

        return file;
    }

    private byte[] Stranger() => random.Next(6) switch
    {
        0 => Picture().TiffsaveBuffer(),
        1 => Picture().HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0),
        2 => "%PDF-1.7 trailer"u8.ToArray(),
        3 => "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(),
        4 => Archive(),
        _ => [.. "BM"u8, .. Noise(60)],
    };

    /// <summary>One color over many pixels takes few bytes, and all the memory there is if it is let in.</summary>
    private byte[] Huge(int side)
    {
        using var picture = SamplePictures.Fill(side, side, random.Next(256), 90, 90);
        return random.Next(5) switch
        {
            0 => picture.PngsaveBuffer(interlace: true),
            1 => picture.WebpsaveBuffer(lossless: true),
            2 => picture.GifsaveBuffer(effort: 1),
            3 => picture.JpegsaveBuffer(interlace: true, subsampleMode: Enums.ForeignSubsample.Off),
            _ => picture.Colourspace(Enums.Interpretation.Cmyk).JpegsaveBuffer(),
        };
    }

    private static byte[] Archive()
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create))
        {
            archive.CreateEntry("run.js").Open().Dispose();
        }

        return content.ToArray();
    }

    /// <summary>64 MB of nothing in 64 KB.</summary>
    private static byte[] Bomb()
    {
        using var content = new MemoryStream();
        using (var zlib = new ZLibStream(content, CompressionLevel.Optimal))
        {
            for (var i = 0; i < 64; i++)
            {
                zlib.Write(new byte[1024 * 1024]);
            }
        }

        return content.ToArray();
    }

    /// <summary>A whole PNG with a chunk more, between its head and its pixels.</summary>
    private static byte[] PngWith(string name, byte[] data)
    {
        const int HeadLength = 33;
        var file = SamplePictures.Png();
        byte[] chunk = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(chunk));
        return [.. file[..HeadLength], .. length, .. chunk, .. sum, .. file[HeadLength..]];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
