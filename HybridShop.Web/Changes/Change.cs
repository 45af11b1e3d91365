using HybridShop.Components.Accounts;
using HybridShop.Components.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Changes;

/// <summary>A committed change that subscribers and other nodes are told of. The row is written in the transaction of the change itself.</summary>
internal sealed class Change
{
    public long Sequence { get; set; }

    public ChangeKind Kind { get; set; }

    public int EntityId { get; set; }

    public int? ProductId { get; set; }

    public int? Stock { get; set; }

    public int? Delta { get; set; }

    public required string Actor { get; set; }

    public bool IsListed { get; set; }

    public DateTime CreatedUtc { get; set; }

    public ShopChange ToShopChange() => new(Sequence, Kind, EntityId, ProductId, Stock, Delta, Actor, IsListed);
}

internal sealed class ChangeConfiguration : IEntityTypeConfiguration<Change>
{
    public void Configure(EntityTypeBuilder<Change> change)
    {
        change.ToTable("Changes");
        change.HasKey(c => c.Sequence);
        change.Property(c => c.Sequence).ValueGeneratedOnAdd();
        change.Property(c => c.Actor).HasMaxLength(AccountLimits.UserNameLength);
        change.HasIndex(c => c.CreatedUtc);
    }
}
