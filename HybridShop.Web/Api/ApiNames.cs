using System.Text.Json;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog.Products;

namespace HybridShop.Web.Api;

/// <summary>
/// How programs see our names, in bodies, queries and the keys of errors alike: snake_case, moments as created_at, and the few names that shops are used to.
/// </summary>
internal sealed class ApiNames : JsonNamingPolicy
{
    private const string UtcSuffix = "Utc";

    private static readonly Dictionary<string, string> Own = new()
    {
        [nameof(ProductInput.InitialStock)] = "stock",
        [nameof(AccountDetails.UserName)] = "username",
        [nameof(AccountDetails.IsEmailConfirmed)] = "is_verified",
        [nameof(AccountDetails.IsLocked)] = "locked",
        [nameof(AccountDetails.Phone)] = "phone_number",
    };

    public static ApiNames Policy { get; } = new();

    public override string ConvertName(string name)
    {
        if (Own.TryGetValue(name, out var own))
        {
            return own;
        }

        if (name.EndsWith(UtcSuffix, StringComparison.Ordinal))
        {
            return SnakeCaseLower.ConvertName(name[..^UtcSuffix.Length] + "At");
        }

        return SnakeCaseLower.ConvertName(name);
    }

    /// <summary>A path of names, such as Rows[3].SetTo, as rows[3].set_to.</summary>
    public static string OfPath(string path) => string.Join('.', path.Split('.').Select(part =>
    {
        var index = part.IndexOf('[');
        return index < 0 ? Policy.ConvertName(part) : Policy.ConvertName(part[..index]) + part[index..];
    }));
}
