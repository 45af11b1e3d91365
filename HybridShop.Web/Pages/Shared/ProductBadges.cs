using System.Globalization;
using System.Text.Encodings.Web;
using HybridShop.Components.Catalog;
using Microsoft.AspNetCore.Html;

namespace HybridShop.Web.Pages.Shared;

/// <summary>
/// The marks that stand beside every product: the tally gate for ratings, the disc for stock. Pieces that repeat are made once; a list
/// shows dozens.
/// </summary>
internal static class ProductBadges
{
    private const string Off = """<path class="off" d="M4 2v12M10 2v12M16 2v12M22 2v12M1 12l24-8"/>""";
    private const int PostHeight = 12;

    private static readonly HtmlString[] Gates = [.. Enumerable.Range(0, 51).Select(tenths => DrawGate(tenths, "gate"))];
    private static readonly HtmlString[] BigGates = [.. Enumerable.Range(0, 51).Select(tenths => DrawGate(tenths, "gate big"))];

    private static MarkWords? words;

    /// <summary>Five strokes, drawn as far as the average reaches: posts to their height, the fifth across to its length.</summary>
    public static IHtmlContent Gate(Rating rating) => Gates[Tenths(rating)];

    public static IHtmlContent BigGate(Rating rating) => BigGates[Tenths(rating)];

    /// <summary>The average as it is written beside the gate, with one decimal.</summary>
    public static string Average(Rating rating) => (Tenths(rating) / 10m).ToString("0.0", CultureInfo.CurrentCulture);

    /// <summary>Gate, number and count of a product; a note when nobody has reviewed it.</summary>
    public static IHtmlContent Rating(ProductSummary product) => product.ReviewCount == 0
        ? new HtmlString($"""<span class="rating note" data-live="rating">{Words.NotRated}</span>""")
        : new HtmlString(
            $"""<span class="rating" data-live="rating">{Gate(product.AverageRating)}<b>{Average(product.AverageRating)}</b>"""
            + $"""<span class="hidden"> {Words.OutOfFive}</span> <span aria-hidden="true">({Number(product.ReviewCount)})</span>"""
            + $"""<span class="hidden">, {Texts.Count(product.ReviewCount, Words.OneReview, Words.NumberOfReviews)}</span></span>""");

    /// <summary>Gate and number of one review.</summary>
    public static IHtmlContent Rating(int strokes) => new HtmlString(
        $"""<span class="rating">{Gate(new(strokes * 1000))}<b>{Average(new(strokes * 1000))}</b><span class="hidden"> {Words.OutOfFive}</span></span>""");

    /// <summary>Disc and word; lists name the number only when few are left.</summary>
    public static IHtmlContent Stock(ProductSummary product) => product.Availability switch
    {
        Availability.SoldOut => Words.SoldOut,
        Availability.FewLeft => StockMark(Availability.FewLeft, Texts.Format(PageText.NumberLeft, product.Stock)),
        _ => Words.InStock,
    };

    /// <summary>Disc and the exact number, for a product's own page.</summary>
    public static IHtmlContent ExactStock(ProductSummary product) => product.Stock == 0
        ? Words.SoldOut
        : StockMark(product.Availability, Texts.Format(PageText.NumberInStock, product.Stock));

    /// <summary>"38 reviews", "1 review".</summary>
    public static string Reviews(int count) => Texts.Count(count, PageText.OneReview, PageText.NumberOfReviews);

    public static string StateName(Availability availability) => availability switch
    {
        Availability.SoldOut => "out",
        Availability.FewLeft => "few",
        _ => "in",
    };

    /// <summary>The present language's words: a list would ask the resources, which lock at each question, a hundred times.</summary>
    private static MarkWords Words => words is { } present && present.Culture.Equals(CultureInfo.CurrentUICulture) ? present : words = new(
        CultureInfo.CurrentUICulture, Encode(PageText.NoReviewsShort), Encode(PageText.OutOfFive), Encode(PageText.OneReview),
        Encode(PageText.NumberOfReviews), StockMark(Availability.SoldOut, PageText.SoldOut), StockMark(Availability.InStock, PageText.InStock));

    private static HtmlString StockMark(Availability availability, string words) =>
        new($"""<span class="stock" data-state="{StateName(availability)}" data-live="stock">{Encode(words)}</span>""");

    private static HtmlString DrawGate(int tenths, string cssClass)
    {
        var posts = string.Concat(Enumerable.Range(0, 4).Select(post => Post(4 + (post * 6), Math.Clamp(tenths - (post * 10), 0, 10))));
        var across = Math.Clamp(tenths - 40, 0, 10);
        var on = posts.Length == 0 ? "" : $"""<path class="on" d="{posts}"/>""";
        var bar = across == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"""<path class="bar" d="M1 12l{across * 2.4m:0.#}-{across * 0.8m:0.#}"/>""");
        return new($"""<svg class="{cssClass}" viewBox="0 0 26 16" aria-hidden="true">{Off}{on}{bar}</svg>""");
    }

    private static string Post(int x, int tenths) =>
        tenths == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"M{x} 14v-{PostHeight * tenths / 10m:0.#}");

    private static int Tenths(Rating rating) => Math.Clamp((rating.Thousandths + 50) / 100, 0, 50);

    private static string Number(int value) => value.ToString("N0", CultureInfo.CurrentCulture);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private sealed record MarkWords(
        CultureInfo Culture, string NotRated, string OutOfFive, string OneReview, string NumberOfReviews, HtmlString SoldOut, HtmlString InStock);
}
