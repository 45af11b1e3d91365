using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>
/// Bodies that an endpoint takes as a bare JSON object, because it has to know which members are there: the whole input for PUT, a merge patch for PATCH.
/// And the second shape of lists that can be walked.
/// </summary>
internal sealed class OperationBodies : IOpenApiOperationTransformer
{
    /// <summary>Members of an input that are for its creation alone begin with it.</summary>
    private const string ForCreation = "Initial";

    private const string After = "after";
    private const string Seen = "seen";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        var input = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>()
            .LastOrDefault(accepts => accepts.RequestType is not null)?.RequestType;
        if (input is not null && operation.RequestBody is OpenApiRequestBody { Content: { } content }
            && context.Description.ParameterDescriptions.Any(parameter => parameter.Type == typeof(JsonObject)))
        {
            var whole = await context.GetOrCreateSchemaAsync(input, null, cancellationToken);
            foreach (var property in input.GetProperties().Where(property => property.Name.StartsWith(ForCreation, StringComparison.Ordinal)))
            {
                whole.Properties?.Remove(ApiNames.Policy.ConvertName(property.Name));
            }

            whole.Description = ApiDocumentText.Replacement;
            var isPatch = HttpMethods.IsPatch(context.Description.HttpMethod!);
            var (name, schema) = isPatch ? (SchemaNames.PatchOf(input), PatchOf(whole, input, document)) : (SchemaNames.ReplacementOf(input), whole);
            document.AddComponent(name, schema);
            foreach (var media in content.Values)
            {
                media.Schema = new OpenApiSchemaReference(name, document);
            }
        }

        if (operation.Parameters?.Any(parameter => parameter.Name == After) == true)
        {
            AddCursorPage(operation, context);
        }
    }

    private static OpenApiSchema PatchOf(OpenApiSchema whole, Type input, OpenApiDocument document)
    {
        // What has to be there, and what is kept unless it is set, cannot be taken back.
        var fixedOnes = (whole.Required ?? new HashSet<string>()).Concat(whole.AnyOf?.SelectMany(one => one.Required ?? new HashSet<string>()) ?? [])
            .Concat(input.GetProperties().Where(property => property.IsDefined(typeof(KeptUnlessSetAttribute)))
                .SelectMany(property => new[] { ApiNames.Policy.ConvertName(property.Name), JsonAliases.NameOf(property) })).ToHashSet();
        var properties = whole.Properties!.ToDictionary(
            property => property.Key, property => (IOpenApiSchema)(fixedOnes.Contains(property.Key) ? Fixed(property.Value) : Optional(property.Value)));
        document.AddComponent(SchemaNames.SeenOf(input), new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Properties = properties, AdditionalPropertiesAllowed = false, Description = ApiDocumentText.Seen,
        });
        return new()
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(properties) { [Seen] = new OpenApiSchemaReference(SchemaNames.SeenOf(input), document) },
            AdditionalPropertiesAllowed = false,
            Description = ApiDocumentText.Patch,
            Examples = [.. ExampleOf(whole)],
        };
    }

    /// <summary>As it is, and never null.</summary>
    private static IOpenApiSchema Fixed(IOpenApiSchema schema)
    {
        if (schema.OneOf is { Count: > 0 } either)
        {
            return either.Single(one => one.Type != JsonSchemaType.Null);
        }

        if (schema is not OpenApiSchema own)
        {
            return schema;
        }

        var copy = (OpenApiSchema)own.CreateShallowCopy();
        copy.Type = own.Type & ~JsonSchemaType.Null;
        copy.Enum = own.Enum?.Where(word => !SchemaKinds.IsNull(word)).ToList();
        return copy;
    }

    /// <summary>As it is or null, which takes it back to what it is when nobody sets it.</summary>
    private static OpenApiSchema Optional(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema own || own.Type is null || own.Enum is { Count: > 0 })
        {
            return new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] };
        }

        var copy = (OpenApiSchema)own.CreateShallowCopy();
        (copy.Type, copy.Default) = (own.Type | JsonSchemaType.Null, null);
        return copy;
    }

    private static IEnumerable<JsonNode> ExampleOf(OpenApiSchema whole)
    {
        var (name, schema) = whole.Properties!.FirstOrDefault(property => property.Value.Examples is { Count: > 0 });
        return name is null
            ? []
            : [new JsonObject { [name] = schema.Examples![0].DeepClone(), [Seen] = new JsonObject { [name] = schema.Examples[0].DeepClone() } }];
    }

    private static void AddCursorPage(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var page = context.Description.SupportedResponseTypes.Select(response => response.Type)
            .FirstOrDefault(type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(PageOf<>));
        if (page is null || operation.Responses?.GetValueOrDefault("200")?.Content?.Values.FirstOrDefault() is not { } media)
        {
            return;
        }

        var row = page.GetGenericArguments()[0];
        var name = SchemaNames.Of(typeof(CursorPage<>).MakeGenericType(row))!;
        context.Document!.AddComponent(name, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = ApiDocumentText.CursorPage,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["items"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(SchemaNames.NameOf(row), context.Document),
                    Description = ApiDocumentText.CursorPageItems,
                },
                [After] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer | JsonSchemaType.Null, Format = "int32",
                    Description = ApiDocumentText.CursorPageAfter
                },
            },
        });
        media.Schema = new OpenApiSchema { OneOf = [media.Schema!, new OpenApiSchemaReference(name, context.Document)] };
    }
}
