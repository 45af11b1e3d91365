using Microsoft.AspNetCore.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>
/// The description of the API that clients are generated from. It is made out of the endpoints themselves; what they cannot say is added
/// here.
/// </summary>
internal static class ApiDocument
{
    public const string Address = "/openapi/v1.json";

    private const string Name = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services
        .AddSingleton<CodeTexts>()
        .AddSingleton(provider => new ServedDocument(provider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)))
        .AddOpenApi(Name, options =>
        {
            options.ShouldInclude = description => description.RelativePath!.StartsWith("api/", StringComparison.Ordinal);
            options.CreateSchemaReferenceId = type => SchemaNames.IsPlain(type.Type)
                ? null
                : SchemaNames.Of(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.AddSchemaTransformer<SchemaKinds>();
            options.AddOperationTransformer<OperationTexts>();
            options.AddOperationTransformer<OperationBodies>();
            options.AddOperationTransformer<OperationAnswers>();
            options.AddDocumentTransformer<DocumentFrame>();
        });

    public static void MapApiDocument(this WebApplication app) => app.MapGet(Address, (HttpContext http, ServedDocument document) => document.AnswerAsync(http))
        .ExcludeFromDescription();
}
