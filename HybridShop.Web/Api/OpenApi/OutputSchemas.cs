using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>
/// Schemas of what the shop answers. Every member is always there, so that a client need not ask; and more members may come one day, so that nothing is
/// closed that the framework calls closed because inputs are.
/// </summary>
internal static class OutputSchemas
{
    /// <summary>Where a schema keeps the names of members that are left out when they say nothing.</summary>
    public const string Sometimes = "sometimes";

    public static void Complete(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        var asked = Reach(document, operation => operation.RequestBody?.Content?.Values.Select(media => media.Schema) ?? []);
        var answered = Reach(document, operation => operation.Responses!.Values.OfType<OpenApiResponse>()
            .SelectMany(response => response.Content?.Values.Select(media => media.Schema) ?? []));
        foreach (var name in answered.Except(asked))
        {
            if (schemas[name] is OpenApiSchema { Properties: { Count: > 0 } properties } schema)
            {
                schema.Required = properties.Keys.Except(schema.Metadata?.TryGetValue(Sometimes, out var names) == true ? (string[])names : []).ToHashSet();
                schema.AdditionalPropertiesAllowed = true;
                foreach (var property in properties.Values.OfType<OpenApiSchema>())
                {
                    property.Default = null;
                }
            }
        }

        foreach (var orphan in schemas.Keys.Except(asked).Except(answered).Where(name => name != SchemaNames.Problem).ToList())
        {
            schemas.Remove(orphan);
        }
    }

    /// <summary>Names of all schemas that these lead to.</summary>
    private static HashSet<string> Reach(OpenApiDocument document, Func<OpenApiOperation, IEnumerable<IOpenApiSchema?>> start)
    {
        var reached = new HashSet<string>();
        foreach (var schema in document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(start))
        {
            Visit(schema);
        }

        return reached;

        void Visit(IOpenApiSchema? schema)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } name })
            {
                if (reached.Add(name))
                {
                    Visit(document.Components!.Schemas![name]);
                }
            }
            else if (schema is not null)
            {
                IEnumerable<IOpenApiSchema?> inner = [schema.Items, schema.AdditionalProperties, .. schema.OneOf ?? [],
                    .. schema.AnyOf ?? [], .. schema.AllOf ?? [], .. schema.Properties?.Values ?? []];
                inner.ToList().ForEach(Visit);
            }
        }
    }
}
