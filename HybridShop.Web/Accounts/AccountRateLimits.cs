using System.Threading.RateLimiting;
using HybridShop.Web.Data;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace HybridShop.Web.Accounts;

/// <summary>
/// How often one network may send what costs a letter or tells something, and how often it may refresh its tokens. Signing in has
/// <see cref="SignInRateLimit"/>.
/// </summary>
internal static class AccountRateLimits
{
    /// <summary>Registration, which tells whether a name is taken; passwords that are asked for again; letters. Looking is free.</summary>
    public const string Forms = "account-forms";

    public const string Refresh = "refresh";

    public static IServiceCollection AddAccountRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var forms = new PerMinute(SignInRateLimit.AttemptsPerMinute(configuration));
        var refreshes = new PerMinute(configuration.Number("Accounts:RefreshesPerMinute", 120));
        services.AddSingleton<SignInRateLimit>().AddSingleton<SignInQueue>();
        return services.AddRateLimiter(options => options.AddPolicy(Forms, forms).AddPolicy(Refresh, refreshes));
    }

    private sealed class PerMinute(int permits) : IRateLimiterPolicy<string>
    {
        /// <summary>The name of no network: the limiter of a name is made once.</summary>
        private const string Looking = "looking";

        public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null;

        public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
            HttpMethods.IsGet(httpContext.Request.Method) || HttpMethods.IsHead(httpContext.Request.Method)
                ? RateLimitPartition.GetNoLimiter(Looking)
                : RateLimitPartition.GetFixedWindowLimiter(
                    ClientNetwork.Of(httpContext), _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
    }
}
