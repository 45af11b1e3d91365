namespace HybridShop.Web.Http;

internal static class AsciiAddress
{
    /// <summary>An address as it goes into a header, which takes ASCII alone: other letters percent-encoded, the rest as it is.</summary>
    public static string InAscii(this string address) =>
        string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
