using System.Globalization;
using HybridShop.Components.Catalog;
using HybridShop.Components.Changes;

namespace HybridShop.Web.Live;

/// <summary>The shapes of all messages. Names become snake_case; prices are in major units.</summary>
internal static class LiveMessages
{
    public const string Reset = "reset";

    public static LiveMessage Stock(long sequence, ProductNow product, int stock)
    {
        var topic = new LiveTopic(LiveTopicKind.Stock, product.Id);
        const string type = "stock";
        return new(sequence, topic, type, new
        {
            sequence,
            topic = topic.ToString(),
            type,
            productId = product.Id,
            stock,
            availability = ProductSummary.AvailabilityOf(stock, product.LowStockThreshold),
        }, new(topic));
    }

    public static LiveMessage Product(long sequence, LiveTopic topic, ProductNow product, Currency currency)
    {
        const string type = "product";
        return new(sequence, topic, type, new
        {
            sequence,
            topic = topic.ToString(),
            type,
            productId = product.Id,
            product.Slug,
            product.Name,
            product.Status,
            product.CategoryId,
            price = decimal.Parse(currency.Plain(product.Price), CultureInfo.InvariantCulture),
            currency = currency.Code,
            product.Stock,
            product.Availability,
            averageRating = product.AverageRating.Stars,
            product.ReviewCount,
        }, new(new(LiveTopicKind.Product, product.Id)));
    }

    public static LiveMessage ProductGone(long sequence, LiveTopic topic, int productId)
    {
        const string type = "product_gone";
        return new(sequence, topic, type, new { sequence, topic = topic.ToString(), type, productId }, new(new(LiveTopicKind.Product, productId)));
    }

    public static LiveMessage Category(long sequence, CategoryNow category)
    {
        const string type = "category";
        return new(sequence, LiveTopic.Products, type, new
        {
            sequence,
            topic = LiveTopic.Products.ToString(),
            type,
            categoryId = category.Id,
            category.Name,
            category.Slug,
            category.ParentId,
        }, new(LiveTopic.Products, category.Id));
    }

    public static LiveMessage CategoryGone(long sequence, int categoryId)
    {
        const string type = "category_gone";
        return new(sequence, LiveTopic.Products, type, new { sequence, topic = LiveTopic.Products.ToString(), type, categoryId },
            new(LiveTopic.Products, categoryId));
    }

    public static LiveMessage Reviews(long sequence, ProductNow product)
    {
        var topic = new LiveTopic(LiveTopicKind.Reviews, product.Id);
        const string type = "reviews";
        return new(sequence, topic, type, new
        {
            sequence,
            topic = topic.ToString(),
            type,
            productId = product.Id,
            averageRating = product.AverageRating.Stars,
            product.ReviewCount,
        }, new(topic));
    }

    /// <summary>For staff, and never coalesced: a line is not made needless by the next one.</summary>
    public static LiveMessage Activity(ShopChange change, ProductNow? product)
    {
        const string type = "activity";
        return new(change.Sequence, LiveTopic.Activity, type, new
        {
            change.Sequence,
            topic = LiveTopic.Activity.ToString(),
            type,
            change.Kind,
            change.EntityId,
            change.ProductId,
            product?.Name,
            change.Stock,
            change.Delta,
            by = change.Actor,
        });
    }

    /// <summary>Read anew whatever you show.</summary>
    public static LiveMessage ResetAll(long sequence) => new(sequence, null, Reset, new { sequence, topic = "*", type = Reset });

    /// <summary>From here on everything about these topics is sent, and everything up to here was.</summary>
    public static LiveMessage Subscribed(long sequence, IEnumerable<LiveTopic> topics) => Answer(sequence, "subscribed", topics);

    public static LiveMessage Unsubscribed(long sequence, IEnumerable<LiveTopic> topics) => Answer(sequence, "unsubscribed", topics);

    public static LiveMessage Pong(long sequence)
    {
        const string type = "pong";
        return new(sequence, null, type, new { sequence, type });
    }

    /// <summary>What was wrong with a request, and where in it.</summary>
    public static LiveMessage Error(string detail, string where)
    {
        const string type = "error";
        return new(0, null, type, new { type, detail, where });
    }

    /// <summary>The last message over a transport without close frames.</summary>
    public static LiveMessage Closing(CloseReason end)
    {
        const string type = "closing";
        return new(0, null, type, new { type, code = (int)end.Status, detail = end.Reason });
    }

    private static LiveMessage Answer(long sequence, string type, IEnumerable<LiveTopic> topics) =>
        new(sequence, null, type, new { sequence, type, topics = topics.Select(t => t.ToString()).ToList() });
}
