using System.Buffers.Binary;

namespace HybridShop.Web.Catalog;

/// <summary>Reads a picture's bytes from front to back. Past the end it gives zeros and nothing, and <see cref="IsCut"/> says so.</summary>
internal ref struct PictureBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public bool IsCut { get; private set; }

    public readonly int Length => bytes.Length;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count > bytes.Length - Position)
        {
            (IsCut, Position) = (true, bytes.Length);
            return default;
        }

        Position += (int)count;
        return bytes.Slice(Position - (int)count, (int)count);
    }

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public int UInt16Big() => Take(2) is { Length: 2 } two ? BinaryPrimitives.ReadUInt16BigEndian(two) : 0;

    public uint UInt32Big() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32BigEndian(four) : 0;

    public int UInt16Little() => Take(2) is { Length: 2 } two ? BinaryPrimitives.ReadUInt16LittleEndian(two) : 0;

    public int UInt24Little() => UInt16Little() | (Byte() << 16);

    public uint UInt32Little() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

    /// <summary>What was read since a position.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => bytes[start..Position];
}
