namespace HybridShop.Components.Shared;

/// <summary>Who acts: an explicit argument of every writing service method; the services decide by it what is allowed.</summary>
/// <param name="Id">The user's id, or null for the shop itself (import and seed on the command line).</param>
/// <param name="Name">The public name, as the ledger and the activity list show it.</param>
/// <param name="Roles">Names out of <see cref="ShopRoles"/>; empty for a customer.</param>
public sealed record ShopActor(int? Id, string Name, IReadOnlyCollection<string> Roles)
{
    /// <summary>
    /// The Idempotency-Key of the request that this actor sent, or null: what the actor writes marks it as carried out, in the same transaction.
    /// </summary>
    public string? RequestKey { get; init; }

    /// <summary>The shop itself: commands that are run on its own machine.</summary>
    public static ShopActor Shop { get; } = new(null, "Command line", [ShopRoles.Admin]);

    /// <summary>May do everything.</summary>
    public bool IsAdmin => Roles.Contains(ShopRoles.Admin);

    /// <summary>Catalog, stock, imports and review moderation; every admin is staff too.</summary>
    public bool IsStaff => IsAdmin || Roles.Contains(ShopRoles.Staff);

    /// <summary>May create products; staff may as well.</summary>
    public bool IsSeller => IsStaff || Roles.Contains(ShopRoles.Seller);

    /// <summary>Whether this actor may edit and stock a product made by <paramref name="creatorId"/>.</summary>
    public bool MayChange(int? creatorId) => IsStaff || (IsSeller && Id is not null && Id == creatorId);

    /// <summary>For lists that only staff's pages ask for: anybody else here is a defect of the caller, not a refusal to show.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff.</exception>
    public void DemandStaff()
    {
        if (!IsStaff)
        {
            throw new UnauthorizedAccessException($"{Name} is not staff.");
        }
    }
}

/// <summary>The roles of the shop. A signed-in user without one is a customer.</summary>
public static class ShopRoles
{
    /// <summary>All rights.</summary>
    public const string Admin = "Admin";

    /// <summary>Catalog, stock, imports, review moderation.</summary>
    public const string Staff = "Staff";

    /// <summary>Creates products, edits and stocks own ones.</summary>
    public const string Seller = "Seller";

    /// <summary>Every role, highest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Admin, Staff, Seller];

    /// <summary>The role of that name, whatever its letter case, or null.</summary>
    public static string? Find(string name) => All.FirstOrDefault(role => role.Equals(name, StringComparison.OrdinalIgnoreCase));
}
