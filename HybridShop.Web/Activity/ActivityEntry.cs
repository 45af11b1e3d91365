using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Activity;

/// <summary>
/// Who did what, for every write by staff, append-only. Stock acts stand in their own ledger (<see cref="Stock.StockMovement"/>), which
/// says the same and is not written twice.
/// </summary>
internal sealed class ActivityEntry
{
    public const int ValueLength = 2_000;

    public long Id { get; set; }

    public int? ActorId { get; set; }

    public ShopUser? Actor { get; set; }

    public required string ActorName { get; set; }

    /// <summary>The act, such as product.edit.</summary>
    public required string What { get; set; }

    public int? EntityId { get; set; }

    public required string Subject { get; set; }

    public string? Before { get; set; }

    public string? After { get; set; }

    public DateTime CreatedUtc { get; set; }
}

internal sealed class ActivityEntryConfiguration : IEntityTypeConfiguration<ActivityEntry>
{
    public void Configure(EntityTypeBuilder<ActivityEntry> entry)
    {
        entry.ToTable("ActivityEntries");
        entry.Property(e => e.ActorName).HasMaxLength(AccountLimits.UserNameLength);
        entry.Property(e => e.What).HasMaxLength(50);
        entry.Property(e => e.Subject).HasMaxLength(ProductLimits.NameLength);
        entry.Property(e => e.Before).HasMaxLength(ActivityEntry.ValueLength);
        entry.Property(e => e.After).HasMaxLength(ActivityEntry.ValueLength);
        entry.HasOne(e => e.Actor).WithMany().HasForeignKey(e => e.ActorId).OnDelete(DeleteBehavior.SetNull);
        entry.HasIndex(e => e.CreatedUtc).IsDescending();
    }
}
