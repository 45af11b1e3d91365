using HybridShop.Components.Changes;

namespace HybridShop.Web.Data;

/// <summary>Where committed changes go to, before the writer gets the answer.</summary>
internal interface IChangePublisher
{
    /// <summary>Publishes the changes of one transaction, in the order of their sequence.</summary>
    /// <returns>Ends when every subscriber has been called.</returns>
    Task PublishAsync(IReadOnlyList<ShopChange> committed);
}
