namespace HybridShop.Web.Live;

internal static class LiveServices
{
    /// <summary>What <see cref="LiveEndpoints"/> needs.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<ShopHub>(hub => hub.MaximumReceiveMessageSize = WebSocketHandler.MaxMessageBytes);
        return services
            .AddSingleton(p => ConnectionRegistry.From(p.GetRequiredService<IConfiguration>()))
            .AddSingleton<LiveMessageReader>().AddSingleton<LiveMessageFactory>().AddSingleton<ChangeReplay>().AddSingleton<LiveRequests>()
            .AddSingleton<WebSocketHandler>().AddSingleton<SseHandler>()
            .AddHostedService<LiveBroadcaster>().AddHostedService<SessionRevalidator>();
    }
}
