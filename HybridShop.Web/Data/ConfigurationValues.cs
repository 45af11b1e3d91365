using System.Globalization;

namespace HybridShop.Web.Data;

/// <summary>Settings that are not text; what cannot be read stops the start with a sentence.</summary>
internal static class ConfigurationValues
{
    public static bool Flag(this IConfiguration configuration, string key, bool otherwise)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        throw new ShopStartException($"{key} is “{text}”; it can be true or false.");
    }

    public static int Number(this IConfiguration configuration, string key, int otherwise)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        throw new ShopStartException($"{key} is “{text}”; it is a number.");
    }
}
