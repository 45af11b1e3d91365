using System.Globalization;
using System.Security.Claims;

namespace HybridShop.Components.Accounts;

/// <summary>From a signed-in principal, by cookie, token or circuit, to the actor that the services ask for.</summary>
public static class ShopActorExtensions
{
    private const string RequestKeyClaim = "request_key";

    /// <summary>The actor, or null when nobody is signed in.</summary>
    public static ShopActor? ToShopActor(this ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true } && principal.FindUserId() is { } id
            ? new(id, principal.FindFirstValue(ClaimTypes.Name) ?? "", [.. ShopRoles.All.Where(principal.IsInRole)])
            {
                RequestKey = principal.FindFirstValue(RequestKeyClaim),
            }
            : null;

    /// <summary>The same principal for one request that came with this key. The given one may serve other requests and stays as it is.</summary>
    public static ClaimsPrincipal WithRequestKey(this ClaimsPrincipal principal, string key) =>
        new([.. principal.Identities, new ClaimsIdentity([new(RequestKeyClaim, key)])]);

    /// <summary>The actor, behind a policy that lets only signed-in callers through.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint lacks its policy.</exception>
    public static ShopActor RequireShopActor(this ClaimsPrincipal principal) =>
        principal.ToShopActor() ?? throw new InvalidOperationException("Nobody is signed in, though this needs an actor.");

    /// <summary>The user's id as signed in, or null.</summary>
    public static int? FindUserId(this ClaimsPrincipal principal) =>
        int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string? FindFirstValue(this ClaimsPrincipal principal, string type) => principal.FindFirst(type)?.Value;
}
