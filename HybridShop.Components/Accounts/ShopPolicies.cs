namespace HybridShop.Components.Accounts;

/// <summary>Names of the authorization policies; each is one of the roles and those above it.</summary>
public static class ShopPolicies
{
    /// <summary>Admins.</summary>
    public const string Admin = "Admin";

    /// <summary>Staff and admins.</summary>
    public const string Staff = "Staff";

    /// <summary>Sellers, staff and admins.</summary>
    public const string Seller = "Seller";
}
