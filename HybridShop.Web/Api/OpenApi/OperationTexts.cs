using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>
/// What an operation is called and what its parameters mean: out of its handler's name and comments, and of the class that its query is
/// gathered in.
/// </summary>
internal sealed class OperationTexts(CodeTexts texts) : IOpenApiOperationTransformer
{
    private const string Async = "Async";
    private const string Endpoints = "Endpoints";
    private const string List = "List";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var handler = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().First();
        operation.OperationId = IdOf(handler, operation);
        operation.Summary = texts.SummaryOf(handler);
        operation.Description = texts.RemarksOf(handler);
        var queries = handler.GetParameters().Where(parameter => parameter.GetCustomAttribute<AsParametersAttribute>() is not null)
            .SelectMany(parameter => parameter.ParameterType.GetProperties()).Where(property => property.GetCustomAttribute<FromQueryAttribute>() is not null)
            .ToDictionary(property => property.GetCustomAttribute<FromQueryAttribute>()!.Name!);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            Describe(parameter, queries.GetValueOrDefault(parameter.Name!));
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// ProductEndpoints.CreateAsync is createProduct, and stays so wherever it is mapped; lists are named by their tag, as listProducts and
    /// listStockMovements.
    /// </summary>
    private static string IdOf(MethodInfo handler, OpenApiOperation operation)
    {
        var (verb, thing) = (handler.Name, handler.DeclaringType!.Name);
        verb = verb.EndsWith(Async, StringComparison.Ordinal) ? verb[..^Async.Length] : verb;
        thing = thing.EndsWith(Endpoints, StringComparison.Ordinal) ? thing[..^Endpoints.Length] : thing;
        if (verb.StartsWith(List, StringComparison.Ordinal) && operation.Tags?.FirstOrDefault()?.Name is { } tag)
        {
            (verb, thing) = (List + tag, verb[List.Length..]);
        }

        return JsonNamingPolicy.CamelCase.ConvertName(verb + thing);
    }

    private void Describe(OpenApiParameter parameter, PropertyInfo? property)
    {
        var id = parameter.In == ParameterLocation.Path ? ApiDocumentText.PathId : ApiDocumentText.QueryId;
        parameter.Description = property is not null ? texts.SummaryOf(property) : id;
        if (parameter.Schema is not OpenApiSchema schema)
        {
            return;
        }

        schema.MinLength = schema.MinLength == 0 ? null : schema.MinLength;
        if (property?.GetCustomAttribute<DefaultValueAttribute>()?.Value is { } value)
        {
            schema.Default = JsonValue.Create(value);
        }

        if (property?.GetCustomAttribute<AllowedKeysAttribute>()?.WordsFor(property.DeclaringType!) is { } words)
        {
            (schema.Items as OpenApiSchema ?? schema).Enum = [.. words.Select(word => JsonValue.Create(word))];
        }

        parameter.Example = parameter.In == ParameterLocation.Path ? JsonValue.Create(ApiExamples.Id) : ApiExamples.Of(parameter.Name!);
    }
}
