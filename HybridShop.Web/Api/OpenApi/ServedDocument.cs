using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>The document as it goes over the wire: made and compressed once, as the endpoints do not change while the shop runs.</summary>
internal sealed class ServedDocument(IOpenApiDocumentProvider provider)
{
    private const string Plain = "identity";

    private static readonly string[] Compressions = ["br", "gzip"];

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, Shape>>>> shapes = new();

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        // Where the shop is mounted is a matter of its configuration, so there are few of them.
        var known = await shapes.GetOrAdd(http.Request.PathBase.Value ?? "", mount => new(() => MakeAsync(mount))).Value;
        var encoding = EncodingFor(http.Request);
        var shape = known[encoding];
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        http.Response.Headers.CacheControl = "public, no-cache";
        if (encoding != Plain)
        {
            http.Response.Headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(shape.Bytes, "application/json", entityTag: new(shape.Tag));
    }

    private static string EncodingFor(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
            ? Compressions.FirstOrDefault(one => accepted.Any(
                a => a.Value.Equals(one, StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0)) ?? Plain
            : Plain;

    private async Task<IReadOnlyDictionary<string, Shape>> MakeAsync(string mount)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        document.Servers = [new() { Url = mount.Length == 0 ? "/" : mount }];
        var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        var plain = text.ToArray();
        return new Dictionary<string, Shape>
        {
            [Plain] = Shape.Of(plain),
            ["gzip"] = Shape.Of(Compress(plain, to => new GZipStream(to, CompressionLevel.SmallestSize))),
            ["br"] = Shape.Of(Compress(plain, to => new BrotliStream(to, CompressionLevel.SmallestSize))),
        };
    }

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
    {
        var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            stream.Write(plain);
        }

        return compressed.ToArray();
    }

    private sealed record Shape(byte[] Bytes, string Tag)
    {
        public static Shape Of(byte[] bytes) => new(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(..12))}\"");
    }
}
