using System.Text.Json;
using System.Text.Json.Serialization;

namespace HybridShop.Web.Api;

/// <summary>What is wrong with a value, as a sentence for whoever sent it; where it is not said where, the serializer adds it.</summary>
internal sealed class ApiJsonException(string message, string? path = null) : JsonException(message, path, lineNumber: null, bytePositionInLine: null);

/// <summary>Minor units inside, a decimal number in major units in JSON. A finer amount than the currency has is refused, never rounded.</summary>
internal sealed class AmountConverter(Currency currency) : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var major) && currency.FromMajor(major) is { } minor
            ? minor
            : throw new ApiJsonException(Texts.Format(ApiText.AmountInvalid, currency.MinorDigits));

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteRawValue(currency.Plain(value));
}

/// <summary>Thousandths inside, a decimal number in JSON: 4600 is 4.6.</summary>
internal sealed class ThousandthsConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new ApiJsonException(ApiText.ReadOnlyMember);

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value / 1000m);
}
