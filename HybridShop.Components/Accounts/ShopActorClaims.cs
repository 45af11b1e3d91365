using System.Globalization;
using System.Security.Claims;

namespace HybridShop;

/// <summary>Reads the actor out of a signed-in user's claims.</summary>
public static class ShopActorClaims
{
    /// <summary>
    /// The actor: id from <see cref="ClaimTypes.NameIdentifier"/>, public name, and those roles that the shop knows. Null when nobody is
    /// signed in or the claims hold no usable id.
    /// </summary>
    public static ShopActor? Read(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
            && int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new(id, name, [.. ShopRoles.All.Where(user.IsInRole)])
                : null;
    }
}
