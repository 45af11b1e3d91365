using System.Globalization;
using System.Threading.RateLimiting;
using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;

namespace HybridShop.Web.Api;

/// <summary>How much a program may ask: requests in a minute, bytes of a body, seconds for an answer.</summary>
internal static class ApiLimits
{
    /// <summary>Most bytes of a JSON body: the longest product, and a batch of 500 stock acts with their notes, are far below.</summary>
    public const long BodyBytes = 1024 * 1024;

    private const string Nobody = "";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddApiLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var byUser = configuration.Number("Api:RequestsPerMinute", 1_200);
        var byAddress = configuration.Number("Api:AnonymousRequestsPerMinute", 600);
        services.Configure<RateLimiterOptions>(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = TellWhen;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            {
                if (!http.Request.Path.StartsWithSegments("/api"))
                {
                    return RateLimitPartition.GetNoLimiter(Nobody);
                }

                return http.User.FindUserId() is { } user ? Bucket($"user {user}", byUser) : Bucket($"network {ClientNetwork.Of(http)}", byAddress);
            });
        });
        return services.AddRequestTimeouts(options => options.DefaultPolicy = null);
    }

    /// <summary>For the whole group; an endpoint that takes files says so itself.</summary>
    public static RouteGroupBuilder Limit(this RouteGroupBuilder api)
    {
        api.WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(BodyBytes));
        api.WithRequestTimeout(new RequestTimeoutPolicy { Timeout = AnswerWithin, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout });
        return api;
    }

    /// <summary>Refilled each second, so that a program that waits as it is told is served soon; 0 is no limit.</summary>
    private static RateLimitPartition<string> Bucket(string whose, int perMinute) => perMinute == 0
        ? RateLimitPartition.GetNoLimiter(whose)
        : RateLimitPartition.GetTokenBucketLimiter(whose, _ => new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = Refill,
            QueueLimit = 0,
        });

    private static ValueTask TellWhen(OnRejectedContext context, CancellationToken ct)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Refill;
        context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
