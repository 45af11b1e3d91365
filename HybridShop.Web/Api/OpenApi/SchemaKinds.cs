using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using HybridShop.Components.Catalog.Products;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>What the wire holds where it differs from the C# behind it (<see cref="ApiJson"/>), and the bounds that attributes tell.</summary>
internal sealed partial class SchemaKinds(Currency currency, CodeTexts texts) : IOpenApiSchemaTransformer
{
    private const string HighestRating = "5";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        schema.MinLength = schema.MinLength == 0 ? null : schema.MinLength;
        if (context.JsonTypeInfo.Type == typeof(Money))
        {
            (schema.Type, schema.MultipleOf) = (JsonSchemaType.Number, currency.ToMajor(new(1)));
            (schema.Minimum, schema.Maximum) = (currency.Plain(default), currency.Plain(new(ProductLimits.MaxPriceMinor)));
        }
        else if (context.JsonTypeInfo.Type == typeof(Rating))
        {
            (schema.Type, schema.Minimum, schema.Maximum) = (JsonSchemaType.Number, "0", HighestRating);
        }

        if (schema.Enum is { Count: > 0 } words && schema.Type is null)
        {
            schema.Type = words.Any(IsNull) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }

        schema.Description = Plain(schema.Description?.Replace('\n', ' '));
        if (context.JsonPropertyInfo is { AttributeProvider: MemberInfo member } property)
        {
            schema.Description ??= Plain(texts.SummaryOf(member));
            Describe(schema, member);
            if (JsonAliases.NameOf(member) == property.Name)
            {
                schema.Description = Texts.Format(ApiDocumentText.Alias, ApiNames.Policy.ConvertName(member.Name));
            }

            if (ApiExamples.Of(property.Name) is { } example && schema.Type is not null && schema.Type != JsonSchemaType.Array)
            {
                schema.Examples = [example];
            }
        }
        else if (context.JsonPropertyInfo is null && context.JsonTypeInfo.Type is { IsClass: true } type && schema.Type == JsonSchemaType.Object)
        {
            schema.Description ??= Plain(texts.SummaryOf(type));
            AddDefaults(schema, type, context.JsonTypeInfo.Properties);
            AllowAliases(schema, context.JsonTypeInfo.Properties);
            (schema.Metadata ??= new Dictionary<string, object>())[OutputSchemas.Sometimes] = context.JsonTypeInfo.Properties
                .Where(one => one.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) == true).Select(one => one.Name).ToArray();
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema, MemberInfo member)
    {
        if (member.GetCustomAttribute<RequiredAttribute>() is { AllowEmptyStrings: false } && schema.Type?.HasFlag(JsonSchemaType.String) == true)
        {
            schema.MinLength ??= 1;
        }

        if (member.Name == nameof(OutcomeError.Current) && schema.AdditionalProperties is OpenApiSchema present)
        {
            present.Type |= JsonSchemaType.Null;
        }

        if (member.GetCustomAttribute<EmailAddressAttribute>() is not null)
        {
            schema.Format = "email";
        }
    }

    /// <summary>What an input holds when nobody sets it is what an absent member stands for.</summary>
    private static void AddDefaults(OpenApiSchema schema, Type type, IEnumerable<System.Text.Json.Serialization.Metadata.JsonPropertyInfo> properties)
    {
        if (type.Namespace?.StartsWith(nameof(HybridShop), StringComparison.Ordinal) != true || !type.Name.EndsWith("Input", StringComparison.Ordinal)
            || type.GetConstructor(Type.EmptyTypes) is null)
        {
            return;
        }

        var untouched = Activator.CreateInstance(type)!;
        foreach (var property in properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(JsonRequiredAttribute), inherit: true) == true
                && JsonAliases.NameOf(property.AttributeProvider) != property.Name
                || (property.Get?.Invoke(untouched) is int number && IsOutOfRange(number, property.AttributeProvider)))
            {
                // Nobody may leave it at that, so it has to be there.
                (schema.Required ??= new HashSet<string>()).Add(property.Name);
            }
            else if (schema.Required?.Contains(property.Name) != true && schema.Properties!.TryGetValue(property.Name, out var found)
                && found is OpenApiSchema inner)
            {
                inner.Default = property.Get?.Invoke(untouched) switch
                {
                    int whole => JsonValue.Create(whole),
                    bool flag => JsonValue.Create(flag),
                    string text => JsonValue.Create(text),
                    Enum word => JsonValue.Create(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString())),
                    _ => null,
                };
            }
        }
    }

    /// <summary>What has to be there may be there by its other name.</summary>
    private static void AllowAliases(OpenApiSchema schema, IEnumerable<System.Text.Json.Serialization.Metadata.JsonPropertyInfo> properties)
    {
        foreach (var property in properties)
        {
            if (JsonAliases.NameOf(property.AttributeProvider) is { } alias && schema.Required?.Remove(property.Name) == true)
            {
                schema.AnyOf = [new OpenApiSchema { Required = new HashSet<string> { property.Name } },
                    new OpenApiSchema { Required = new HashSet<string> { alias } }];
            }
        }
    }

    /// <summary>How the framework writes null among the words of an enum.</summary>
    public static bool IsNull(JsonNode? word) => word is null || word.IsJsonNullSentinel();

    private static bool IsOutOfRange(int number, ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(RangeAttribute), inherit: true).OfType<RangeAttribute>().Any(range => !range.IsValid(number)) == true;

    /// <summary>Comments speak to those who read the code; here are those who read JSON.</summary>
    private static string? Plain(string? comment) => comment is null ? null
        : Names().Replace(comment, name => ApiNames.Policy.ConvertName(name.Groups["member"].Value));

    [GeneratedRegex(@"\b((int|long|bool|string)\?? )?[A-Z][a-z]\w+\.(?<member>[A-Z]\w+)")]
    private static partial Regex Names();
}
