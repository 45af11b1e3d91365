using HybridShop.Components.Reviews;
using HybridShop.Web.Accounts;
using HybridShop.Web.Catalog.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Reviews;

internal sealed class Review
{
    public int Id { get; set; }

    public int ProductId { get; set; }

    public Product? Product { get; set; }

    /// <summary>Null once the account is gone: the words stay, the name does not.</summary>
    public int? UserId { get; set; }

    public ShopUser? User { get; set; }

    public int Rating { get; set; }

    public string? Comment { get; set; }

    public ReviewStatus Status { get; set; }

    /// <summary>An edit that waits while the approved words stay public; null without one.</summary>
    public int? PendingRating { get; set; }

    public string? PendingComment { get; set; }

    /// <summary>Why it was refused; beside a pending edit: why that was, and so it waits no more.</summary>
    public string? Reason { get; set; }

    public string? Reply { get; set; }

    public DateTime? RepliedUtc { get; set; }

    public int HelpfulCount { get; set; }

    public int Version { get; set; } = 1;

    public DateTime CreatedUtc { get; set; }

    public DateTime UpdatedUtc { get; set; }
}

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("Reviews", table =>
        {
            table.HasCheckConstraint("CK_Reviews_Rating", "\"Rating\" BETWEEN 1 AND 5");
            table.HasCheckConstraint("CK_Reviews_PendingRating", "\"PendingRating\" BETWEEN 1 AND 5");
            table.HasCheckConstraint("CK_Reviews_Status", "\"Status\" IN (0, 1, 2)");
        });
        review.Property(r => r.Comment).HasMaxLength(ReviewInput.MaxCommentLength);
        review.Property(r => r.PendingComment).HasMaxLength(ReviewInput.MaxCommentLength);
        review.Property(r => r.Reason).HasMaxLength(ModerationInput.MaxTextLength);
        review.Property(r => r.Reply).HasMaxLength(ModerationInput.MaxTextLength);
        review.Property(r => r.Version).IsConcurrencyToken();
        review.HasOne(r => r.Product).WithMany().HasForeignKey(r => r.ProductId).OnDelete(DeleteBehavior.Cascade);
        review.HasOne(r => r.User).WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.SetNull);
        review.HasIndex(r => new { r.ProductId, r.UserId }, "unique_product_user_review").IsUnique();
        review.HasIndex(r => new { r.ProductId, r.Status, r.CreatedUtc, r.Id }).IsDescending(false, false, true, true);
        review.HasIndex(r => new { r.UserId, r.CreatedUtc }).IsDescending(false, true);
        review.HasIndex(r => r.CreatedUtc);
        review.HasIndex(r => r.Id, "IX_Reviews_Refused").HasFilter("\"Status\" = 2 OR (\"PendingRating\" IS NOT NULL AND \"Reason\" IS NOT NULL)");
        review.HasIndex(r => new { r.UpdatedUtc, r.Id }, "IX_Reviews_Waiting").HasFilter(
            "\"Status\" = 0 OR (\"PendingRating\" IS NOT NULL AND \"Reason\" IS NULL)");
    }
}
