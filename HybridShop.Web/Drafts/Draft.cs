using HybridShop.Components.Drafts;
using HybridShop.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Drafts;

/// <summary>What a user typed and has not saved; it goes with its user.</summary>
internal sealed class Draft
{
    public int UserId { get; set; }

    public required string Key { get; set; }

    public required string Text { get; set; }

    public DateTime UpdatedUtc { get; set; }
}

internal sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.ToTable("Drafts");
        draft.HasKey(d => new { d.UserId, d.Key });
        draft.Property(d => d.Key).HasMaxLength(IDraftService.MaxKeyLength);
        draft.Property(d => d.Text).HasMaxLength(IDraftService.MaxTextLength);
        draft.HasOne<ShopUser>().WithMany().HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
