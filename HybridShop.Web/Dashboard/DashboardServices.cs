using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Stock;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HybridShop.Web.Dashboard;

internal static class DashboardServices
{
    /// <summary>
    /// Each letter that is typed sends its whole field, twice. The longest description in a script of three bytes a letter must pass with room
    /// for what JSON escapes, or the circuit ends while somebody writes.
    /// </summary>
    private const int MaxMessageBytes = 2 * 4 * ProductLimits.DescriptionLength;

    /// <summary>Blazor Server with bounds: what a circuit may hold, and for how long, when its browser is away or does not answer.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddServerSideBlazor(circuits =>
            {
                circuits.DisconnectedCircuitMaxRetained = 50;
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
                circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
            })
            .AddHubOptions(hub =>
            {
                // Uploads come in pieces.
                hub.MaximumReceiveMessageSize = MaxMessageBytes;

                // dashboard.js takes ten silent seconds for a lost line.
                hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
            });
        services.AddSingleton(provider => OpenCircuits.From(provider.GetRequiredService<IConfiguration>()));
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<OpenCircuits>());
        services.AddScoped<CircuitPresence>().AddScoped<IStockPresence>(provider => provider.GetRequiredService<CircuitPresence>());
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitPresence>());
        services.AddScoped<AuthenticationStateProvider, RevalidatingAuthenticationState>();
        return services;
    }

    /// <summary>The circuits' endpoint, behind the same policy as the page that opens them.</summary>
    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        // Now, so that a wrong number stops the start.
        _ = routes.ServiceProvider.GetRequiredService<OpenCircuits>();
        routes.MapBlazorHub().RequireAuthorization(ShopPolicies.Staff);
        return routes;
    }
}
