using System.Globalization;
using System.Security.Claims;

namespace HybridShop.Web.Accounts;

internal static class ShopActorExtensions
{
    /// <summary>Who is signed in, or null.</summary>
    public static ShopActor? ToShopActor(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(id, user.Identity.Name ?? "", [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)])
            : null;

    /// <summary>Who is signed in, behind a door that only opens to those who are.</summary>
    public static ShopActor RequireShopActor(this ClaimsPrincipal user) =>
        user.ToShopActor() ?? throw new InvalidOperationException("Nobody is signed in, but this page demands it.");
}
