using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace HybridShop.Web.Api;

/// <summary>The one JSON of the API: the services' own records and inputs, strictly read.</summary>
internal static class ApiJson
{
    private const int MaxDepth = 16;

    public static void Apply(JsonSerializerOptions options, Currency currency)
    {
        options.PropertyNamingPolicy = ApiNames.Policy;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxDepth;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonObjectConverter());
        options.Converters.Add(new MoneyConverter(currency));
        options.Converters.Add(new RatingConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Arrange } };
    }

    private static void Arrange(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is not MemberInfo { DeclaringType: { } owner })
            {
                continue;
            }

            // What a record adds to another one comes after it.
            property.Order = DepthOf(owner);
        }

        JsonAliases.AddTo(type);
    }

    private static int DepthOf(Type type) => type.BaseType is { } below ? 1 + DepthOf(below) : 0;
}
