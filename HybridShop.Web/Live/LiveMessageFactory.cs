using HybridShop.Components.Changes;

namespace HybridShop.Web.Live;

/// <summary>Makes messages out of changes: what of them is for visitors, and in which words.</summary>
internal sealed class LiveMessageFactory(LiveMessageReader facts, Currency currency)
{
    /// <summary>
    /// Messages of all topics in the order of the changes. Facts are read as they are now, so of several changes to the same facts only the
    /// newest is sent; of stock, whose number stands in the change itself, each.
    /// </summary>
    public async Task<IReadOnlyList<LiveMessage>> MakeAsync(IReadOnlyList<ShopChange> changes, CancellationToken ct)
    {
        var products = await facts.ProductsAsync([.. changes.Select(c => c.ProductId).OfType<int>().Distinct()], ct);
        var categories = await facts.CategoriesAsync([.. changes.Where(c => c.Kind == ChangeKind.Category).Select(c => c.EntityId).Distinct()], ct);
        var messages = changes
            .SelectMany(change => Of(change, change.ProductId is { } id ? products.GetValueOrDefault(id) : null, categories.GetValueOrDefault(change.EntityId)))
            .ToList();
        var newest = new Dictionary<(LiveTopic?, LiveSubject), LiveMessage>();
        foreach (var message in messages.Where(IsOfNow))
        {
            newest[(message.Topic, message.Subject!.Value)] = message;
        }

        messages.RemoveAll(message => IsOfNow(message) && newest[(message.Topic, message.Subject!.Value)] != message);
        return messages;
    }

    private static bool IsOfNow(LiveMessage message) => message is { Subject: not null, Topic.Kind: not LiveTopicKind.Stock };

    private IEnumerable<LiveMessage> Of(ShopChange change, ProductNow? product, CategoryNow? category)
    {
        switch (change.Kind)
        {
            case ChangeKind.Everything:
                return [LiveMessages.ResetAll(change.Sequence)];
            case ChangeKind.User:
                return [];
            case ChangeKind.Category:
                return [category is null
                    ? LiveMessages.CategoryGone(change.Sequence, change.EntityId)
                    : LiveMessages.Category(change.Sequence, category), LiveMessages.Activity(change, null)];
            default:
                return [.. OfProduct(change, product), LiveMessages.Activity(change, product)];
        }
    }

    /// <summary>
    /// What visitors may hear. A change that is listed was public before it or is since, so that its removal is sent; what was a draft before and
    /// after is nobody's business, not even its id.
    /// </summary>
    private IEnumerable<LiveMessage> OfProduct(ShopChange change, ProductNow? product)
    {
        if (change.ProductId is not { } id)
        {
            yield break;
        }

        var isPublic = product is { IsPublic: true };
        if (isPublic && change is { Kind: ChangeKind.Stock, Stock: { } stock })
        {
            yield return LiveMessages.Stock(change.Sequence, product!, stock);
        }

        if (isPublic && change is { Kind: ChangeKind.Review, IsListed: true })
        {
            yield return LiveMessages.Reviews(change.Sequence, product!);
        }

        if (!change.IsListed && (!isPublic || change.Kind != ChangeKind.Product))
        {
            yield break;
        }

        foreach (var topic in (LiveTopic[])[LiveTopic.Products, new(LiveTopicKind.Product, id)])
        {
            yield return isPublic ? LiveMessages.Product(change.Sequence, topic, product!, currency) : LiveMessages.ProductGone(change.Sequence, topic, id);
        }
    }
}
