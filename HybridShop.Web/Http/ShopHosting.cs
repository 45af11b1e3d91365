using System.Net.Sockets;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;

namespace HybridShop.Web.Http;

/// <summary>Between the shop and the network: which proxies it believes, by which address it goes, and its start and end.</summary>
internal static class ShopHosting
{
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";

    public static WebApplicationBuilder AddShopHosting(this WebApplicationBuilder builder)
    {
        builder.Services.AddKnownProxies(builder.Configuration);
        builder.Services.AddSingleton<PublicAddress>();

        // The framework's own filter would refuse probes too; UsePublicAddress filters in its place.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);

        // What stops the start is said once, at the end of Program; the host would log it with a stack trace before.
        var progress = new StartProgress();
        builder.Services.AddSingleton(progress);
        builder.Logging.AddFilter(HostLog, level => level >= LogLevel.Information && (level < LogLevel.Error || progress.IsServing));
        return builder;
    }

    /// <summary>First of all: who asks, by which address, and whether that is one of the shop's. Probes are answered by any name.</summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            var asked = context.Request.Host;
            address.ApplyTo(context.Request);
            return address.Allows(asked) || context.Request.Path.StartsWithSegments("/health")
                ? next(context)
                : TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: ApiText.HostUnknown).ExecuteAsync(context);
        });
    }

    /// <summary>Serves until the process is told to end.</summary>
    /// <exception cref="ShopStartException">The shop cannot listen where it should.</exception>
    public static async Task ServeAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is SocketException or FormatException or IOException { InnerException: AddressInUseException })
        {
            throw new ShopStartException(
                $"The shop cannot listen ({e.Message.TrimEnd('.')}): end the program that has the port, or set ASPNETCORE_URLS to another address.",
                e);
        }

        app.Services.GetRequiredService<StartProgress>().IsServing = true;

        // A service that failed before failures were logged.
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await (service.ExecuteTask is { IsFaulted: true } failed ? failed : Task.CompletedTask);
        }

        await app.WaitForShutdownAsync();
    }

    private sealed class StartProgress
    {
        public volatile bool IsServing;
    }
}
