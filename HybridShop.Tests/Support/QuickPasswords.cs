using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HybridShop.Tests.Support;

/// <summary>Hashes that cost nothing. The rounds of a real shop, which stand in each hash, are a tenth of a second for every sign-in.</summary>
internal static class QuickPasswords
{
    public static IServiceCollection AddQuickPasswords(this IServiceCollection services) => services.Configure<PasswordHasherOptions>(Set);

    /// <summary>For accounts that are written straight into the database.</summary>
    public static PasswordHasher<ShopUser> Hasher()
    {
        var options = new PasswordHasherOptions();
        Set(options);
        return new(Options.Create(options));
    }

    private static void Set(PasswordHasherOptions options) => options.IterationCount = 1;
}
