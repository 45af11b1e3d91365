using System.Net;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace HybridShop.Web.Http;

/// <summary>
/// Where visitors find the shop: scheme, host and mount of every address that it writes. Out of Shop:PublicUrl, or else where it listens;
/// never out of a header, because those are written by whoever asks, and a letter with a link goes to somebody else.
/// </summary>
internal sealed class PublicAddress
{
    private const string Key = "Shop:PublicUrl";

    private readonly Uri? configured;
    private readonly PathString mount;
    private readonly StringSegment[]? allowedHosts;
    private readonly Lazy<List<Uri>> listening;

    /// <exception cref="ShopStartException">Shop:PublicUrl is no address of a site, or is missing in Production.</exception>
    public PublicAddress(IConfiguration configuration, IHostEnvironment environment, IServer server)
    {
        configured = Parse(configuration[Key]);
        if (configured is null && environment.IsProduction())
        {
            throw new ShopStartException(
                $"{Key} is missing: set it (environment Shop__PublicUrl) to the address at which visitors find the shop, such as "
                + "https://shop.example.");
        }

        mount = configured is null ? default : PathString.FromUriComponent(configured.AbsolutePath.TrimEnd('/'));
        allowedHosts = AllowedHosts(configuration["AllowedHosts"], configured);
        listening = new(() => AddressesOf(server));
    }

    /// <summary>
    /// Begins every absolute address of the shop, without a slash at the end. Without Shop:PublicUrl it is known once the shop listens.
    /// </summary>
    public string Root => configured is null
        ? ListeningAt(Uri.UriSchemeHttps).GetLeftPart(UriPartial.Authority)
        : configured.GetLeftPart(UriPartial.Authority) + mount.ToUriComponent();

    /// <summary>Whether visitors come by plain http over the network.</summary>
    public bool IsUnencrypted => configured is { IsLoopback: false, Scheme: "http" };

    /// <summary>Whether a request to that host is for this shop. That is all that the header decides.</summary>
    public bool Allows(HostString host) => allowedHosts is null || (host.HasValue && HostString.MatchesAny(host.Value, allowedHosts));

    /// <summary>
    /// Makes the request one to the public address, whatever its headers say, so that what the framework writes has no other either. The
    /// mount is taken off the path, unless the proxy has done so.
    /// </summary>
    public void ApplyTo(HttpRequest request)
    {
        if (configured is null)
        {
            var own = ListeningAt(request.Scheme);

            // Whoever sits at this machine may call it by any of its names; the cookie and the socket are then of that name.
            request.Host = IsThisMachine(request.Host.Host) && own.IsLoopback
                ? new(new UriBuilder(own) { Host = request.Host.Host }.Uri.Authority)
                : new(own.Authority);
            return;
        }

        (request.Scheme, request.Host) = (configured.Scheme, new(configured.Authority));
        if (mount.HasValue)
        {
            request.Path = request.Path.StartsWithSegments(mount, out var below) ? below : request.Path;
            request.PathBase = mount;
        }
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Uri? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : throw new ShopStartException(
                $"{Key} is “{text}”; it is the address at which visitors find the shop, such as https://shop.example or "
                + "https://example.com/shop.");
    }

    /// <summary>Those that are listed, with the shop's own; null is any.</summary>
    private static StringSegment[]? AllowedHosts(string? listed, Uri? own)
    {
        if (string.IsNullOrWhiteSpace(listed) && own is null)
        {
            return null;
        }

        var hosts = (listed ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        if (own is not null)
        {
            hosts.Add(new HostString(own.Authority).Host);
        }

        // As browsers send them: names beyond ASCII in their ASCII form.
        return [.. hosts.Select(host => new StringSegment(new HostString(host).ToUriComponent()))];
    }

    private static List<Uri> AddressesOf(IServer server) =>
        [.. (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(BindingAddress.Parse)
            .Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .Select(address => new UriBuilder(address.Scheme, NameOf(address.Host), address.Port).Uri)];

    private static string NameOf(string host) => host is "*" or "+" or "[::]" or "0.0.0.0" ? "localhost" : host;

    private Uri ListeningAt(string scheme)
    {
        var known = listening.Value;
        return known.Find(address => address.Scheme == scheme) ?? (known.Count > 0 ? known[0] : new("http://localhost"));
    }
}

internal static class PublicRequests
{
    /// <summary>Begins the absolute addresses that an answer to this request has in it, its mount and all; no slash at the end.</summary>
    public static string PublicRoot(this HttpRequest request) =>
        UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase).TrimEnd('/');
}
