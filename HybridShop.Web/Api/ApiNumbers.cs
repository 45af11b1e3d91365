using System.Text.Json;
using System.Text.Json.Serialization;

namespace HybridShop.Web.Api;

/// <summary>What is wrong with a value, as a sentence for whoever sent it; where it is not said where, the serializer adds it.</summary>
internal sealed class ApiJsonException(string message, string? path = null) : JsonException(message, path, lineNumber: null, bytePositionInLine: null);

/// <summary>A decimal number in major units. A finer amount than the currency has is refused, never rounded.</summary>
internal sealed class MoneyConverter(Currency currency) : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var major) && currency.FromMajor(major) is { } amount
            ? amount
            : throw new ApiJsonException(Texts.Format(ApiText.AmountInvalid, currency.MinorDigits));

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteRawValue(currency.Plain(value));
}

/// <summary>A decimal number of stars: 4.6.</summary>
internal sealed class RatingConverter : JsonConverter<Rating>
{
    public override Rating Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new ApiJsonException(ApiText.ReadOnlyMember);

    public override void Write(Utf8JsonWriter writer, Rating value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Stars);
}
