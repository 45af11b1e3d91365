using System.Globalization;
using HybridShop.Web.Data;

namespace HybridShop.Web.Pages.Shared;

/// <summary>Times as the store's clock shows them: UTC inside, Shop:TimeZone on pages.</summary>
internal static class ShopTime
{
    public static string Day(this ShopSettings shop, DateTime utc) => Local(shop, utc).ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public static string DayAndMinute(this ShopSettings shop, DateTime utc) => Local(shop, utc).ToString("d MMMM, HH:mm", CultureInfo.CurrentCulture);

    /// <summary>For the datetime attribute of a time element.</summary>
    public static string Machine(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static DateTime Local(ShopSettings shop, DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, shop.TimeZone);
}
