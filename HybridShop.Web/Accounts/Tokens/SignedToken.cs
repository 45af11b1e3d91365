using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>
/// Signed tokens in compact form (RFC 7515, RFC 7519), as strictly as RFC 8725 asks: the header says algorithm, type and key and nothing else, the
/// key decides the algorithm, and nothing of the payload is looked at before its signature holds.
/// </summary>
internal static class SignedToken
{
    /// <summary>Most characters; ours have about 600.</summary>
    public const int MaxLength = 8 * 1024;

    private const int MaxDepth = 4;

    /// <summary>Doubled, unknown and missing members, and null where none may be, are refused.</summary>
    private static readonly JsonSerializerOptions Header = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = MaxDepth,

        // A token is never part of a page, and "at+jwt" need not be written as "at\u002Bjwt".
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Claims may be added one day, and a node that is older must not refuse them.</summary>
    private static readonly JsonSerializerOptions Payload = new(Header) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public static string Write<T>(T claims, string type, TokenKey key)
    {
        var signed = Part(new TokenHeader(key.Algorithm, type, key.Id), Header) + "." + Part(claims, Payload);
        return signed + "." + Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    /// <summary>The claims of a token of this type with a sound signature, else null. Lifetimes and names are the caller's to check.</summary>
    public static T? Read<T>(string token, string type, Func<string, TokenKey?> find)
        where T : class
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature]
            || !TryDecode(header, out var headerBytes) || !TryDecode(payload, out var payloadBytes) || !TryDecode(signature, out var signatureBytes)
            || Parse<TokenHeader>(headerBytes, Header) is not { } head || head.Typ != type || find(head.Kid) is not { } key || head.Alg != key.Algorithm)
        {
            return null;
        }

        return key.Verify(Encoding.ASCII.GetBytes(token, 0, header.Length + 1 + payload.Length), signatureBytes) ? Parse<T>(payloadBytes, Payload) : null;
    }

    /// <summary>Base64url in its one canonical form: no padding, no space, no stray bits. Otherwise one token could be written in several ways.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var status = Base64Url.DecodeFromChars(text, buffer, out _, out var written);
        bytes = buffer[..written];
        return status == OperationStatus.Done && text.Length > 0 && Base64Url.EncodeToString(bytes) == text;
    }

    private static string Part<T>(T value, JsonSerializerOptions options) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value, options));

    private static T? Parse<T>(byte[] json, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record TokenHeader(string Alg, string Typ, string Kid);
}
