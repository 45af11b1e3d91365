using HybridShop.Web.Api;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Authentication;

namespace HybridShop.Web.Live;

/// <summary>The endpoints of the three transports, /ws, /hubs/shop and /live/stock, and what each of them checks before it accepts a connection.</summary>
internal static class LiveEndpoints
{
    public static void MapLive(this WebApplication app)
    {
        // Now, so that a wrong number stops the start.
        var registry = app.Services.GetRequiredService<ConnectionRegistry>();
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<LiveEndpoint>() is null ? next(context) : EnterAsync(context, registry, next));
        app.Map("/ws", (HttpContext context, WebSocketHandler handler) => handler.ServeAsync(context)).AsLive();
        app.MapGet("/live/stock", (HttpContext context, SseHandler handler) => handler.ServeAsync(context)).AsLive();
        app.MapHub<ShopHub>("/hubs/shop").AsLive();
    }

    /// <summary>The connection of this request, with the time at which its token or cookie expires.</summary>
    public static LiveConnection Connect(HttpContext context, TimeProvider clock) => new(
        context.User, context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc, clock);

    public static IResult Full(HttpContext context)
    {
        FaultLog.MarkUnavailable(context, LiveText.Full);
        return Results.Problem(LiveText.Full, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>
    /// Browsers ask nobody before they open a WebSocket to another origin, with the cookies that belong there; so the endpoint looks at the Origin
    /// header itself. A client that sends none is no browser.
    /// </summary>
    public static bool IsWelcome(HttpRequest request, ApiOrigins origins) =>
        request.Headers.Origin is var named && (named.Count == 0 || (named is [{ } origin] && origins.Allows(origin, request)));

    private static Task EnterAsync(HttpContext context, ConnectionRegistry registry, RequestDelegate next)
    {
        if (!IsWelcome(context.Request, context.RequestServices.GetRequiredService<ApiOrigins>()))
        {
            return Results.Problem(LiveText.ForeignOrigin, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        }

        // A hub's connection is accepted once; its later requests carry its id.
        return registry.IsFull && !context.Request.Query.ContainsKey("id") ? Full(context).ExecuteAsync(context) : next(context);
    }

    private static void AsLive<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LiveEndpoint()).ExcludeFromDescription().DisableRequestTimeout();

    private sealed class LiveEndpoint;
}
