namespace HybridShop.Components.Accounts;

/// <summary>Somebody as everybody may see them.</summary>
/// <param name="Id">Id of the account.</param>
/// <param name="UserName">The public name.</param>
public sealed record UserLink(int Id, string UserName);
