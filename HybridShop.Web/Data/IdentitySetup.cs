using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Data;

internal static class IdentitySetup
{
    /// <summary>The one place that sets Identity up: the running shop, `dotnet ef` and tests all call it.</summary>
    public static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Stores.MaxLengthForKeys = 128;

        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";

        // Length is what makes a password strong; rules about digits and signs make it forgettable.
        options.Password.RequiredLength = AccountLimits.MinPasswordLength;
        options.Password.RequiredUniqueChars = 4;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;

        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }
}
