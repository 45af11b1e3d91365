using System.Text.Json;
using System.Text.Json.Serialization;

namespace HybridShop.Web.Live;

/// <summary>What a WebSocket client says: {"type": "subscribe", "topics": ["stock:7"], "last": 123}, "unsubscribe" with topics, or "ping".</summary>
internal sealed class LiveRequest
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 4,
    };

    public string? Type { get; set; }

    public IReadOnlyList<string?>? Topics { get; set; }

    /// <summary>Sequence of the newest message that it has; what came after it is replayed first.</summary>
    public long? Last { get; set; }

    /// <summary>The request, or where it cannot be read: a member's path, or the byte.</summary>
    public static (LiveRequest? Request, string Where) Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return (JsonSerializer.Deserialize<LiveRequest>(utf8, Json), "$");
        }
        catch (JsonException e)
        {
            return (null, e.Path is { Length: > 1 } path ? path["$.".Length..] : FormattableString.Invariant($"byte {e.BytePositionInLine}"));
        }
    }
}
