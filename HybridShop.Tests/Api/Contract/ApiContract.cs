using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Api.Contract;

/// <summary>The document of the API as a client's maker reads it.</summary>
internal sealed class ApiContract
{
    public const string Address = "/openapi/v1.json";

    private ApiContract(JsonObject document) => (Document, Answers, Inputs) = (document, new(document, isClosed: true), new(document, isClosed: false));

    public JsonObject Document { get; }

    /// <summary>For what the shop answers.</summary>
    public SchemaCheck Answers { get; }

    /// <summary>For what the shop is sent.</summary>
    public SchemaCheck Inputs { get; }

    /// <summary>In an order in which each finds what it needs: reads, then writes, deletions at the end, the caller's own account last.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        .. Document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(verb => new ApiOperation(this, verb.Key.ToUpperInvariant(), path.Key, verb.Value!.AsObject())))
            .OrderBy(operation => Array.IndexOf(Verbs, operation.Verb)).ThenBy(operation => operation.Path.Contains("/me", StringComparison.Ordinal)),
    ];

    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static async Task<ApiContract> OfAsync(WebShop shop) => new((await shop.NewCaller().GetAsync(Address)).Json.AsObject());

    /// <summary>A part of the document, or what it refers to.</summary>
    public JsonObject Follow(JsonNode part) => part["$ref"]?.GetValue<string>() is { } reference ? Answers.Resolve(reference).AsObject() : part.AsObject();
}

/// <summary>A verb at an address.</summary>
internal sealed record ApiOperation(ApiContract Contract, string Verb, string Path, JsonObject Node)
{
    public string Id => Node["operationId"]!.GetValue<string>();

    public IEnumerable<JsonObject> Parameters => (Node["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject());

    public IEnumerable<string> Statuses => Node["responses"]!.AsObject().Select(response => response.Key);

    public bool NeedsSignIn => Node["security"] is JsonArray { Count: > 0 } ways && ways.All(way => way!.AsObject().Count > 0);

    /// <summary>Content type and schema of the body, the first that is offered; null without a body.</summary>
    public (string Type, JsonNode Schema)? Body =>
        Node["requestBody"]?["content"]?.AsObject().FirstOrDefault() is { Key: { } type, Value: { } media } ? (type, media["schema"]!) : null;

    public JsonObject? Response(int status) => Node["responses"]![$"{status}"] is { } response ? Contract.Follow(response) : null;

    public override string ToString() => $"{Verb} {Path}";
}
