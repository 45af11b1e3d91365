using System.Buffers.Binary;
using System.Text;

namespace HybridShop.Tests.Benchmarks;

/// <summary>
/// As much of SignalR's "blazorpack" as a board that is only looked at needs: length-prefixed MessagePack arrays, [1, headers, id, target,
/// arguments] for a call and [3, headers, id, kind, result] for an answer (aspnetcore, HubProtocol.md).
/// </summary>
internal static class BlazorPack
{
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Close = 7;

    public static byte[] Call(string? id, string target, params object?[] arguments)
    {
        using var body = new MemoryStream();
        body.WriteByte(0x95);
        body.WriteByte(Invocation);
        body.WriteByte(0x80);
        Write(body, id);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            Write(body, argument);
        }

        using var framed = new MemoryStream();
        var length = (int)body.Length;
        do
        {
            framed.WriteByte((byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    /// <summary>Takes whole messages off the front of what was received; returns how many bytes they were.</summary>
    public static int Read(ReadOnlySpan<byte> received, List<object?[]> messages)
    {
        var taken = 0;
        while (true)
        {
            var rest = received[taken..];
            var (length, prefix) = (0, 0);
            do
            {
                if (prefix == rest.Length)
                {
                    return taken;
                }

                length |= (rest[prefix] & 0x7f) << (7 * prefix);
            }
            while ((rest[prefix++] & 0x80) != 0);
            if (rest.Length < prefix + length)
            {
                return taken;
            }

            var at = 0;
            messages.Add((object?[])Value(rest.Slice(prefix, length), ref at)!);
            taken += prefix + length;
        }
    }

    private static void Write(Stream to, object? value)
    {
        switch (value)
        {
            case null:
                to.WriteByte(0xc0);
                break;
            case bool truth:
                to.WriteByte((byte)(truth ? 0xc3 : 0xc2));
                break;
            case long number:
                to.WriteByte(0xd3);
                Span<byte> big = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(big, number);
                to.Write(big);
                break;
            default:
                var text = Encoding.UTF8.GetBytes((string)value);
                to.WriteByte(0xdb);
                Span<byte> size = stackalloc byte[4];
                BinaryPrimitives.WriteInt32BigEndian(size, text.Length);
                to.Write(size);
                to.Write(text);
                break;
        }
    }

    private static object? Value(ReadOnlySpan<byte> from, ref int at)
    {
        var tag = from[at++];
        return tag switch
        {
            <= 0x7f => (long)tag,
            <= 0x8f => Map(tag & 0x0f, from, ref at),
            <= 0x9f => Items(tag & 0x0f, from, ref at),
            <= 0xbf => Encoding.UTF8.GetString(Bytes(tag & 0x1f, from, ref at)),
            0xc0 => null,
            0xc2 or 0xc3 => tag == 0xc3,
            0xc4 or 0xc5 or 0xc6 => Bytes((int)Number(1 << (tag - 0xc4), from, ref at), from, ref at).ToArray(),
            0xcc or 0xcd or 0xce or 0xcf => Number(1 << (tag - 0xcc), from, ref at),
            0xd0 or 0xd1 or 0xd2 or 0xd3 => Number(1 << (tag - 0xd0), from, ref at),
            0xd9 or 0xda or 0xdb => Encoding.UTF8.GetString(Bytes((int)Number(1 << (tag - 0xd9), from, ref at), from, ref at)),
            0xdc => Items((int)Number(2, from, ref at), from, ref at),
            >= 0xe0 => (long)(sbyte)tag,
            _ => throw new InvalidDataException($"MessagePack tag {tag:x2}"),
        };
    }

    private static long Number(int size, ReadOnlySpan<byte> from, ref int at)
    {
        var value = 0L;
        foreach (var part in Bytes(size, from, ref at))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private static ReadOnlySpan<byte> Bytes(int count, ReadOnlySpan<byte> from, ref int at)
    {
        at += count;
        return from.Slice(at - count, count);
    }

    private static object?[] Items(int count, ReadOnlySpan<byte> from, ref int at)
    {
        var items = new object?[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Value(from, ref at);
        }

        return items;
    }

    private static object? Map(int count, ReadOnlySpan<byte> from, ref int at)
    {
        _ = Items(2 * count, from, ref at);
        return null;
    }
}
