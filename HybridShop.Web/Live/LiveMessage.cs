using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using HybridShop.Web.Api;

namespace HybridShop.Web.Live;

/// <summary>What a message is about: a newer message of the same subject replaces an older one.</summary>
internal readonly record struct LiveSubject(LiveTopic Topic, int CategoryId = 0);

/// <summary>
/// One message for all its connections. Its bytes are made once, when the first of them gets it, and shared by all.
/// </summary>
[JsonConverter(typeof(Verbatim))]
internal sealed class LiveMessage(long sequence, LiveTopic? topic, string type, object content, LiveSubject? subject = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = ApiNames.Policy,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Lazy<byte[]> utf8 = new(() => JsonSerializer.SerializeToUtf8Bytes(content, Json));

    /// <summary>The change that it is about, or for an answer the one up to which its connection has everything.</summary>
    public long Sequence => sequence;

    /// <summary>Null when it concerns all topics, or the conversation itself.</summary>
    public LiveTopic? Topic => topic;

    public string Type => type;

    /// <summary>Null when it can be replaced by nothing.</summary>
    public LiveSubject? Subject => subject;

    public ReadOnlyMemory<byte> Utf8 => utf8.Value;

    /// <summary>For SignalR, which would make the bytes anew for each connection.</summary>
    private sealed class Verbatim : JsonConverter<LiveMessage>
    {
        public override LiveMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, LiveMessage value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
