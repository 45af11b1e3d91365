using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts;

/// <summary>
/// An account. UserName is the public name; Email is the sign-in name, shown to its owner and admins only; EmailConfirmed is
/// "verified".
/// </summary>
internal sealed class ShopUser : IdentityUser<int>, ITimestamped
{
    public const int UserNameLength = AccountLimits.UserNameLength;
    public const int EmailLength = AccountLimits.EmailLength;
    public const int PhoneNumberLength = 16;

    public DateTime CreatedUtc { get; set; }

    public DateTime UpdatedUtc { get; set; }
}

internal sealed class ShopRole : IdentityRole<int>;
