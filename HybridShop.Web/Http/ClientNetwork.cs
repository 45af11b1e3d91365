using System.Net;
using System.Net.Sockets;

namespace HybridShop.Web.Http;

/// <summary>Whom a limit by address is about.</summary>
internal static class ClientNetwork
{
    private const int PrefixBytes = 8;

    /// <summary>
    /// The IPv4 address of whoever asks, or the first 64 bits of an IPv6 address: the rest of it is chosen by the customer, and again at
    /// will. Empty without a network, as behind a Unix socket.
    /// </summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, PrefixBytes))
            : address.ToString();
    }
}
