using System.Net;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace HybridShop.Web.Http;

/// <summary>
/// The proxies that are believed when they say who asks (X-Forwarded-For) and how (X-Forwarded-Proto): addresses and networks out of
/// Proxy:Known, with commas between them. X-Forwarded-Host is never read.
/// </summary>
internal static class KnownProxies
{
    private const string Key = "Proxy:Known";
    private const string Loopback = "127.0.0.0/8, ::1";

    /// <summary>So much of a chain of known proxies is followed; the first address that is not one of them ends it before.</summary>
    private const int MaxProxies = 8;

    public static void AddKnownProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var known = From(configuration);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = MaxProxies;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in known)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
    }

    /// <exception cref="ShopStartException">One of them is neither an address nor a network.</exception>
    public static IReadOnlyList<IPNetwork> From(IConfiguration configuration)
    {
        if (configuration.GetSection(Key).Get<string[]>() is { Length: > 0 } listed)
        {
            return [.. listed.Select(Parse)];
        }

        var text = configuration[Key] is { Length: > 0 } set ? set : Loopback;
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static IPNetwork Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return new(address, address.GetAddressBytes().Length * 8);
        }

        throw new ShopStartException($"{Key} has “{text}”; it names proxies by address or network, such as 10.0.0.5 or 10.0.0.0/8.");
    }
}
