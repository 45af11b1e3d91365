using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>The refusals that every operation shares: one schema, one response for each status.</summary>
internal static class ProblemResponses
{
    private static readonly int[] Statuses = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503, 504];

    /// <summary>404 is NotFound.</summary>
    public static string NameOf(int status) => ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);

    public static OpenApiHeader Header(string text, JsonSchemaType type = JsonSchemaType.String) =>
        new() { Description = text, Schema = new OpenApiSchema { Type = type } };

    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent(SchemaNames.Problem, Problem());
        foreach (var status in Statuses)
        {
            document.AddComponent(NameOf(status), Response(status, document));
        }
    }

    private static OpenApiResponse Response(int status, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = ReasonPhrases.GetReasonPhrase(status),
            Headers = new Dictionary<string, IOpenApiHeader>(),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(SchemaNames.Problem, document), Example = Example(status) },
            },
        };
        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers[HeaderNames.WWWAuthenticate] = Header(ApiDocumentText.WwwAuthenticateHeader);
        }
        else if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers[HeaderNames.RetryAfter] = Header(ApiDocumentText.RetryAfterHeader, JsonSchemaType.Integer);
        }

        return response;
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = ApiDocumentText.Problem,
        Required = new HashSet<string> { "title", "status", "trace_id" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(ApiDocumentText.ProblemType, "uri-reference"),
            ["title"] = Text(ApiDocumentText.ProblemTitle),
            ["status"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer, Format = "int32", Minimum = "400", Maximum = "599",
                Description = ApiDocumentText.ProblemStatus
            },
            ["detail"] = Text(ApiDocumentText.ProblemDetail),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object, Description = ApiDocumentText.ProblemErrors,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            ["current"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object, Description = ApiDocumentText.ProblemCurrent,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
            },
            ["trace_id"] = Text(ApiDocumentText.ProblemTrace),
        },
    };

    private static OpenApiSchema Text(string description, string? format = null) =>
        new() { Type = JsonSchemaType.String, Format = format, Description = description };

    private static JsonObject Example(int status)
    {
        var changed = Texts.Format(SharedText.ChangedMeanwhile, "52.00");
        var example = new JsonObject { ["title"] = ReasonPhrases.GetReasonPhrase(status), ["status"] = status };
        if (status is StatusCodes.Status400BadRequest)
        {
            example["detail"] = ApiText.ValueMissing;
            example["errors"] = new JsonObject { ["name"] = new JsonArray(ApiText.ValueMissing) };
        }
        else if (status is StatusCodes.Status409Conflict)
        {
            example["detail"] = changed;
            example["errors"] = new JsonObject { ["price"] = new JsonArray(changed) };
            example["current"] = new JsonObject { ["price"] = "52.00" };
        }

        example["trace_id"] = "0af7651916cd43dd8448eb211c80319c";
        return example;
    }
}
