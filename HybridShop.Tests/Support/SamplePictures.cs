using System.Buffers.Binary;
using System.Text;

namespace HybridShop.Tests.Support;

/// <summary>The smallest files that are whole pictures of their kind, built by hand. Their pixels are none that a browser could draw.</summary>
internal static class SamplePictures
{
    public static byte[] Png(uint width = 400, uint height = 500, params IEnumerable<(string Name, byte[] Data)> more)
    {
        byte[] size = [.. Big(width), .. Big(height), 8, 2, 0, 0, 0];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", size), .. more.SelectMany(m => Chunk(m.Name, m.Data)), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];
    }

    public static byte[] Jpeg(ushort width = 400, ushort height = 500, params IEnumerable<(byte Marker, byte[] Data)> more) =>
    [
        0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. more.SelectMany(m => Segment(m.Marker, m.Data)),
        .. Segment(0xC0, [8, .. Big(height), .. Big(width), 1, 1, 0x11, 0]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9,
    ];

    public static byte[] Gif(ushort width = 400, ushort height = 500, params IEnumerable<(byte Label, byte[] Block)> extensions) =>
    [
        .. "GIF89a"u8, .. Little(width), .. Little(height), 0x80, 0, 0, 1, 2, 3, 4, 5, 6,
        .. extensions.SelectMany(e => (byte[])[0x21, e.Label, (byte)e.Block.Length, .. e.Block, 0]),
        0x2C, 0, 0, 0, 0, .. Little(width), .. Little(height), 0, 2, 2, 0x4C, 0x01, 0, 0x3B,
    ];

    /// <summary>The simple lossy kind.</summary>
    public static byte[] Webp(ushort width = 400, ushort height = 500) => Riff([("VP8 ", [1, 2, 3, 0x9D, 0x01, 0x2A, .. Little(width), .. Little(height), 9])]);

    /// <summary>The lossless kind.</summary>
    public static byte[] LosslessWebp(uint width = 400, uint height = 500) => Riff([("VP8L", [0x2F, .. Little((width - 1) | ((height - 1) << 14)), 9])]);

    /// <summary>The extended kind, with EXIF and XMP.</summary>
    public static byte[] ExtendedWebp(ushort width = 400, ushort height = 500) => Riff(
    [
        ("VP8X", [0x0C, 0, 0, 0, .. Little((ushort)(width - 1)), 0, .. Little((ushort)(height - 1)), 0]),
        ("VP8 ", [1, 2, 3, 0x9D, 0x01, 0x2A, .. Little(width), .. Little(height), 9]), ("EXIF", "GPS 52.37N"u8.ToArray()), ("XMP ", "<mara/>"u8.ToArray()),
    ]);

    private static byte[] Riff(IEnumerable<(string Name, byte[] Data)> chunks)
    {
        byte[] body =
        [
            .. "WEBP"u8, .. chunks.SelectMany(c => (byte[])[.. Encoding.ASCII.GetBytes(c.Name), .. Little((uint)c.Data.Length), .. c.Data, .. new byte[c.Data.Length % 2]]),
        ];
        return [.. "RIFF"u8, .. Little((uint)body.Length), .. body];
    }

    private static byte[] Chunk(string name, byte[] data) => [.. Big((uint)data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, .. Big((ushort)(data.Length + 2)), .. data];

    private static byte[] Big(uint value) => Bytes(4, to => BinaryPrimitives.WriteUInt32BigEndian(to, value));

    private static byte[] Big(ushort value) => Bytes(2, to => BinaryPrimitives.WriteUInt16BigEndian(to, value));

    private static byte[] Little(uint value) => Bytes(4, to => BinaryPrimitives.WriteUInt32LittleEndian(to, value));

    private static byte[] Little(ushort value) => Bytes(2, to => BinaryPrimitives.WriteUInt16LittleEndian(to, value));

    private static byte[] Bytes(int count, Action<byte[]> write)
    {
        var bytes = new byte[count];
        write(bytes);
        return bytes;
    }
}
