namespace HybridShop.Web.Live;

internal static class LiveServices
{
    /// <summary>What the doors of <see cref="LiveDoors"/> need; they open for whom the accounts know, so these come first.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<ShopHub>(hub => hub.MaximumReceiveMessageSize = LiveSocket.MaxMessageBytes);
        return services
            .AddSingleton(p => LiveSwitchboard.From(p.GetRequiredService<IConfiguration>()))
            .AddSingleton<LiveFacts>().AddSingleton<LiveNews>().AddSingleton<MissedChanges>().AddSingleton<LiveRequests>()
            .AddSingleton<LiveSocket>().AddSingleton<LiveStream>()
            .AddHostedService<LiveReporter>().AddHostedService<SignInWatch>();
    }
}
