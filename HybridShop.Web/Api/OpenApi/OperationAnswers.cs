using System.Globalization;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>What may come back besides what an endpoint says of itself, the headers of all that, and who is let in.</summary>
internal sealed class OperationAnswers : IOpenApiOperationTransformer
{
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var policies = metadata.OfType<IAuthorizeData>().ToList();
        var isForMembers = policies.Count > 0;
        var isRead = HttpMethods.IsGet(context.Description.HttpMethod!);
        var isRepeatable = HttpMethods.IsPost(context.Description.HttpMethod!) && !metadata.OfType<NoIdempotencyMetadata>().Any();
        var statuses = operation.Responses!.Keys.ToHashSet();
        var (isCompared, isConditional) = (statuses.Contains("304"), statuses.Contains("412"));
        AddWhere(operation.RequestBody is not null, 400, 413, 415);
        AddWhere(operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true, 404);
        AddWhere(operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true, 400);
        AddWhere(!metadata.OfType<IgnoreBearerTokenMetadata>().Any(), 401);
        AddWhere(!isRead || policies.Any(data => data.Policy is not null), 403);
        AddWhere(isRepeatable, 400, 409, 422);
        AddWhere(true, 412, 429, 500, 503, 504);

        foreach (var status in statuses.Where(status => string.CompareOrdinal(status, "400") >= 0))
        {
            operation.Responses[status] = new OpenApiResponseReference(ProblemResponses.NameOf(int.Parse(status, CultureInfo.InvariantCulture)), document);
        }

        operation.Security = Security(document, isForMembers, isRead);
        AddHeaders(operation, isTagged: isCompared || isConditional);
        AddConditions(operation, isCompared, isConditional, isRepeatable);
        var ordered = operation.Responses.OrderBy(response => response.Key, StringComparer.Ordinal).ToList();
        operation.Responses.Clear();
        ordered.ForEach(response => operation.Responses.Add(response.Key, response.Value));
        return Task.CompletedTask;

        void AddWhere(bool holds, params ReadOnlySpan<int> more)
        {
            foreach (var status in more)
            {
                if (holds)
                {
                    statuses.Add(status.ToString(CultureInfo.InvariantCulture));
                }
            }
        }
    }

    /// <summary>Whoever signs in or registers is nobody yet; reads that are for everybody may say more to somebody.</summary>
    private static List<OpenApiSecurityRequirement> Security(OpenApiDocument document, bool isForMembers, bool isRead)
    {
        if (isForMembers)
        {
            return Ways(document);
        }

        return isRead ? [[], .. Ways(document)] : [];
    }

    private static List<OpenApiSecurityRequirement> Ways(OpenApiDocument document) =>
        [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }, new() { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] }];

    private static void AddHeaders(OpenApiOperation operation, bool isTagged)
    {
        foreach (var (status, response) in operation.Responses!.Where(response => response.Value is OpenApiResponse))
        {
            var headers = ((OpenApiResponse)response).Headers ??= new Dictionary<string, IOpenApiHeader>();
            if (isTagged && status is "200" or "304")
            {
                headers[HeaderNames.ETag] = ProblemResponses.Header(ApiDocumentText.ETagHeader);
            }

            if (status == "201")
            {
                headers[HeaderNames.Location] = ProblemResponses.Header(ApiDocumentText.LocationHeader);
            }

            if (status == "200" && operation.Parameters?.Any(parameter => parameter.Name == "page") == true)
            {
                headers[HeaderNames.Link] = ProblemResponses.Header(ApiDocumentText.LinkHeader);
            }
        }
    }

    private static void AddConditions(OpenApiOperation operation, bool isCompared, bool isConditional, bool isRepeatable)
    {
        if (isCompared || isConditional)
        {
            Add(HeaderNames.IfNoneMatch, isCompared ? ApiDocumentText.IfNoneMatch : ApiDocumentText.IfNoneMatchToWrite);
        }

        if (isConditional)
        {
            Add(HeaderNames.IfMatch, isCompared ? ApiDocumentText.IfMatchToRead : ApiDocumentText.IfMatch);
        }

        if (isRepeatable)
        {
            Add(Idempotency.Header, ApiDocumentText.IdempotencyKey, IdempotencyRecord.KeyLength);
        }

        void Add(string name, string text, int? maxLength = null) => (operation.Parameters ??= []).Add(
            new OpenApiParameter
            {
                Name = name, In = ParameterLocation.Header, Description = text,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = maxLength }
            });
    }
}
