using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>What stands around the operations: title, tags, ways to sign in, shared refusals; and at the end the order of the schemas.</summary>
internal sealed class DocumentFrame(CodeTexts texts, IOptionsMonitor<CookieAuthenticationOptions> cookies) : IOpenApiDocumentTransformer
{
    /// <summary>Taken in place of others, so nothing refers to them any more.</summary>
    private static readonly string[] Unused = [nameof(JsonObject), nameof(ProblemDetails), nameof(HttpValidationProblemDetails)];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = ApiDocumentText.Title, Version = "1", Description = ApiDocumentText.Description,
            License = new() { Name = "MIT", Identifier = "MIT" }
        };
        document.Tags = TagsOf(context).ToHashSet();
        document.AddComponent(OperationAnswers.Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = ApiDocumentText.BearerScheme,
        });
        document.AddComponent(OperationAnswers.Cookie, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = cookies.Get(IdentityConstants.ApplicationScheme).Cookie.Name,
            Description = ApiDocumentText.CookieScheme,
        });
        ProblemResponses.AddTo(document);
        NameAliases(document);
        var schemas = document.Components!.Schemas!;
        foreach (var name in Unused)
        {
            schemas.Remove(name);
        }

        foreach (var shared in schemas.Values.OfType<OpenApiSchema>().Where(schema => schema.Enum is { Count: > 0 }))
        {
            // Members that may be null say so beside their reference.
            (shared.Type, shared.Enum) = (shared.Type & ~JsonSchemaType.Null, [.. shared.Enum!.Where(word => !SchemaKinds.IsNull(word))]);
        }

        OutputSchemas.Complete(document);
        document.Components.Schemas = schemas.OrderBy(schema => schema.Key, StringComparer.Ordinal).ToDictionary();
        return Task.CompletedTask;
    }

    /// <summary>One handler may answer at several addresses; the first keeps its name.</summary>
    private static void NameAliases(OpenApiDocument document)
    {
        var taken = new HashSet<string>();
        foreach (var (address, path) in document.Paths)
        {
            foreach (var operation in path.Operations!.Values.Where(operation => !taken.Add(operation.OperationId!)))
            {
                var words = address.Split(['/', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Skip(1).Where(word => !word.StartsWith('{'));
                operation.OperationId += "At" + string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            }
        }
    }

    /// <summary>In the order of the operations; each with the words of the class that maps it.</summary>
    private IEnumerable<OpenApiTag> TagsOf(OpenApiDocumentTransformerContext context) =>
        context.DescriptionGroups.SelectMany(group => group.Items)
            .Where(description => description.RelativePath!.StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(description => (description.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().LastOrDefault()?.Tags ?? [])
                .Select(tag => (Tag: tag, description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().First().DeclaringType)))
            .DistinctBy(one => one.Tag)
            .Select(one => new OpenApiTag { Name = one.Tag, Description = texts.SummaryOf(one.DeclaringType!) });
}
