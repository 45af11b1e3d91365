namespace HybridShop.Components.Changes;

/// <summary>What a change is about.</summary>
public enum ChangeKind
{
    /// <summary>A product's stock moved; the change says to how many.</summary>
    Stock = 0,

    /// <summary>A product was created or its fields changed.</summary>
    Product = 1,

    /// <summary>A category was created, changed or deleted.</summary>
    Category = 2,

    /// <summary>Something about a product's reviews changed; <see cref="ShopChange.ProductId"/> says whose.</summary>
    Review = 3,

    /// <summary>So much changed at once that everything is to be read anew.</summary>
    Everything = 4,

    /// <summary>A user's public name changed, or the account went; the entity is the user.</summary>
    User = 5,
}

/// <summary>One committed change that others must hear of.</summary>
/// <param name="Sequence">Rising in the order of commits.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="EntityId">The product, category, review or user; 0 for everything.</param>
/// <param name="ProductId">The product that is touched, or null.</param>
/// <param name="Stock">On <see cref="ChangeKind.Stock"/>: pieces on hand after it.</param>
/// <param name="Delta">On <see cref="ChangeKind.Stock"/>: what it moved.</param>
/// <param name="Actor">Public name of whoever did it.</param>
/// <param name="IsListed">
/// Whether visitors' lists look different now: a tile's words, price, rating or coarse availability, which products are there, or what is shown of
/// a review.
/// </param>
public sealed record ShopChange(
    long Sequence, ChangeKind Kind, int EntityId, int? ProductId, int? Stock, int? Delta, string Actor, bool IsListed);

/// <summary>
/// The shop's feed of changes, in the order of their commits, without gaps. Subscribe before you load, and drop what is older than
/// what you loaded.
/// </summary>
public interface IShopFeed
{
    /// <summary>The newest sequence that every subscriber has been told.</summary>
    long LatestSequence { get; }

    /// <summary>
    /// Calls <paramref name="onChange"/> for every change from now on, in order, outside any lock. It must return soon and not throw:
    /// hand the work to your own context (InvokeAsync, a channel). Disposing the result ends it.
    /// </summary>
    IDisposable Subscribe(Action<ShopChange> onChange);
}
