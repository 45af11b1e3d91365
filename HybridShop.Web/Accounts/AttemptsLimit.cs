using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace HybridShop.Web.Accounts;

/// <summary>
/// How often one address may send what guesses, as form or as JSON: sign-in, registration (which tells whether a name or address is taken),
/// password and second factor. Looking is free.
/// </summary>
internal sealed class AttemptsLimit(IConfiguration configuration) : IRateLimiterPolicy<IPAddress>
{
    public const string Name = "accounts";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int attempts = configuration.GetValue("Accounts:AttemptsPerMinute", 20);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = (context, _) =>
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.HttpContext.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    };

    public RateLimitPartition<IPAddress> GetPartition(HttpContext httpContext)
    {
        var address = httpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        var verb = httpContext.Request.Method;
        return HttpMethods.IsGet(verb) || HttpMethods.IsHead(verb)
            ? RateLimitPartition.GetNoLimiter(IPAddress.IPv6None)
            : RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = attempts, Window = Window, QueueLimit = 0 });
    }
}
