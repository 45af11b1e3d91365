using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Web.Accounts;

internal static class ShopAccounts
{
    /// <summary>Identity, its cookies and keys, the policies, and what pages, API and dashboard ask about accounts.</summary>
    public static IHostApplicationBuilder AddShopAccounts(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDefaultIdentity<ShopUser>(IdentitySetup.Configure)
            .AddRoles<ShopRole>()
            .AddEntityFrameworkStores<ShopDbContext>()
            .AddSignInManager<ShopSignInManager>()
            .AddErrorDescriber<ShopIdentityErrors>()
            .AddUserValidator<ShopUserRules>()
            .AddPasswordValidator<ShopPasswordRules>();
        services.AddScoped<ILookupNormalizer, CanonicalLookup>();
        services.AddShopCookies(builder.Environment);
        services.AddShopKeys();
        services.AddShopTokens(TokenSettings.From(builder.Configuration, builder.Environment));
        services.AddAuthorizationBuilder()
            .AddPolicy(ShopPolicies.Admin, policy => policy.RequireRole(ShopRoles.Admin))
            .AddPolicy(ShopPolicies.Staff, policy => policy.RequireRole(ShopRoles.Staff, ShopRoles.Admin))
            .AddPolicy(ShopPolicies.Seller, policy => policy.RequireRole(ShopRoles.Seller, ShopRoles.Staff, ShopRoles.Admin));

        services.AddAccounts();
        services.AddScoped<ISecurityStampValidator, SignInValidator>();
        services.AddSingleton<UnknownEmailThrottle>().AddScoped<EmailSignIn>().AddScoped<TwoFactorGuard>().AddScoped<RefreshOwnSignInFilter>();
        services.AddSingleton<SetupLink>();
        services.AddScoped<ConfirmationLetters>().AddSingleton<PickupEmailSender>()
            .AddSingleton<IEmailSender<ShopUser>>(p => p.GetRequiredService<PickupEmailSender>())
            .AddSingleton<Microsoft.AspNetCore.Identity.UI.Services.IEmailSender>(p => p.GetRequiredService<PickupEmailSender>());
        services.AddAccountRateLimits(builder.Configuration);
        services.AddAccountPages();
        return builder;
    }

    /// <summary>The accounts themselves, without any page.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<SecurityStampCache>().AddSingleton<UserSessions>().AddSingleton<AdminRole>()
        .AddScoped<UserWrites>().AddScoped<AdminCreation>().AddScoped<IAccountService, AccountService>();
}
