using System.Globalization;

namespace HybridShop.Components.Stock;

/// <summary>Numbers, reasons and times as the board writes them.</summary>
internal static class StockFormat
{
    public static string Signed(long delta) => delta.ToString("+#,0;−#,0;±0", CultureInfo.CurrentCulture);

    public static string Pieces(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    public static string By(StockMove move) => move.Actor ?? StockText.SeveralPeople;

    public static string Of(StockReason reason) => reason switch
    {
        StockReason.Initial => StockText.ReasonInitial,
        StockReason.Received => StockText.ReasonReceived,
        StockReason.Sold => StockText.ReasonSold,
        StockReason.Returned => StockText.ReasonReturned,
        StockReason.Damaged => StockText.ReasonDamaged,
        StockReason.Counted => StockText.ReasonCounted,
        StockReason.Correction => StockText.ReasonCorrection,
        StockReason.Import => StockText.ReasonImport,
        _ => StockText.ReasonUndo,
    };

    public static DateTime In(this TimeZoneInfo zone, DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    public static string Minute(DateTime local) => local.ToString("HH:mm", CultureInfo.CurrentCulture);
}
