using System.Globalization;

namespace HybridShop.Web.Live;

internal enum LiveTopicKind
{
    /// <summary>The shelves: products that appear, change or go, and categories.</summary>
    Products,

    /// <summary>The same of one product.</summary>
    Product,

    /// <summary>Each movement of one product's stock.</summary>
    Stock,

    /// <summary>What visitors see of one product's reviews.</summary>
    Reviews,

    /// <summary>Everything that happens, drafts included; staff only.</summary>
    Activity,
}

/// <summary>What one can listen to, as named on the wire: products, products:7, stock:7, reviews:7, activity.</summary>
internal readonly record struct LiveTopic(LiveTopicKind Kind, int ProductId = 0)
{
    public static readonly LiveTopic Products = new(LiveTopicKind.Products);

    public static readonly LiveTopic Activity = new(LiveTopicKind.Activity);

    public bool IsForStaff => Kind == LiveTopicKind.Activity;

    /// <summary>What an open page of products listens to.</summary>
    public static IEnumerable<LiveTopic> OfProduct(int id) =>
        [new(LiveTopicKind.Product, id), new(LiveTopicKind.Stock, id), new(LiveTopicKind.Reviews, id)];

    /// <summary>The topic of this name, or null when there is none.</summary>
    public static LiveTopic? Find(string? name) => name?.Split(':') switch
    {
        ["products"] => Products,
        ["activity"] => Activity,
        ["products", var id] when Id(id) is { } product => new(LiveTopicKind.Product, product),
        ["stock", var id] when Id(id) is { } product => new(LiveTopicKind.Stock, product),
        ["reviews", var id] when Id(id) is { } product => new(LiveTopicKind.Reviews, product),
        _ => null,
    };

    public override string ToString() => Kind switch
    {
        LiveTopicKind.Products => "products",
        LiveTopicKind.Activity => "activity",
        LiveTopicKind.Product => Named("products"),
        LiveTopicKind.Stock => Named("stock"),
        _ => Named("reviews"),
    };

    /// <summary>One name for each topic: no signs, spaces or leading zeros.</summary>
    private static int? Id(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 && text[0] != '0' ? id : null;

    private string Named(string word) => string.Create(CultureInfo.InvariantCulture, $"{word}:{ProductId}");
}
