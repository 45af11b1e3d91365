using HybridShop.Components.Accounts;
using HybridShop.Components.Stock;
using HybridShop.Web.Accounts;
using HybridShop.Web.Catalog.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Stock;

/// <summary>One line of the ledger, append-only. The sum of a product's deltas is its stock, always.</summary>
internal sealed class StockMovement
{
    public long Id { get; set; }

    public int ProductId { get; set; }

    public Product? Product { get; set; }

    public int Delta { get; set; }

    public int BalanceAfter { get; set; }

    public StockReason Reason { get; set; }

    public string? Note { get; set; }

    public int? ActorId { get; set; }

    public ShopUser? Actor { get; set; }

    /// <summary>The name as it was then: the ledger goes on saying who when the account is gone.</summary>
    public required string ActorName { get; set; }

    /// <summary>What belongs to one bulk act; null for a single one.</summary>
    public Guid? Batch { get; set; }

    /// <summary>The line that this one takes back. Unique: nothing is undone twice.</summary>
    public long? ReversesId { get; set; }

    public StockMovement? Reverses { get; set; }

    public DateTime CreatedUtc { get; set; }
}

internal sealed class StockMovementConfiguration : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> movement)
    {
        movement.ToTable("StockMovements", table =>
        {
            table.HasCheckConstraint("CK_StockMovements_Balance", "\"BalanceAfter\" >= 0");
            table.HasCheckConstraint("CK_StockMovements_Delta", "\"Delta\" <> 0");
            table.HasCheckConstraint("CK_StockMovements_Reason", "\"Reason\" BETWEEN 0 AND 8");
        });
        movement.Property(m => m.Note).HasMaxLength(StockAdjustment.MaxNoteLength);
        movement.Property(m => m.ActorName).HasMaxLength(AccountLimits.UserNameLength);
        movement.HasOne(m => m.Product).WithMany().HasForeignKey(m => m.ProductId).OnDelete(DeleteBehavior.Restrict);
        movement.HasOne(m => m.Actor).WithMany().HasForeignKey(m => m.ActorId).OnDelete(DeleteBehavior.SetNull);
        movement.HasOne(m => m.Reverses).WithMany().HasForeignKey(m => m.ReversesId).OnDelete(DeleteBehavior.Restrict);
        movement.HasIndex(m => m.ReversesId).IsUnique();
        movement.HasIndex(m => new { m.ProductId, m.Id }).IsDescending(false, true);
        movement.HasIndex(m => new { m.CreatedUtc, m.ProductId }).IsDescending(true, false);
    }
}
