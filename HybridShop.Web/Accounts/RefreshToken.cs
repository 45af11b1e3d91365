using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Accounts;

/// <summary>
/// A refresh token, kept as its hash alone. It is used once and replaced by its successor (by several when it came several times at once); all that
/// came out of one sign-in are a family, which ends as a whole. It goes with its user.
/// </summary>
internal sealed class RefreshToken
{
    public long Id { get; set; }

    /// <summary>SHA-256 of the token, which is random enough to need no salt.</summary>
    public required byte[] Hash { get; set; }

    public Guid Family { get; set; }

    /// <summary>The token that it was given for, whose row may have gone; null for the first of its family.</summary>
    public long? PredecessorId { get; set; }

    public int UserId { get; set; }

    /// <summary>The account's security stamp at sign-in: another password ends the family.</summary>
    public required string Stamp { get; set; }

    public DateTime CreatedUtc { get; set; }

    public DateTime ExpiresUtc { get; set; }

    /// <summary>When it was first exchanged for a successor; one that comes again later than a short grace after that is stolen.</summary>
    public DateTime? UsedUtc { get; set; }

    /// <summary>When its family was ended: by a logout, or because a used one came again.</summary>
    public DateTime? RevokedUtc { get; set; }
}

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    private const int HashBytes = 32;
    private const int StampLength = 100;

    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("RefreshTokens");
        token.Property(t => t.Hash).HasMaxLength(HashBytes);
        token.Property(t => t.Stamp).HasMaxLength(StampLength);
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasIndex(t => t.Family);
        token.HasIndex(t => t.ExpiresUtc);
        token.HasOne<ShopUser>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
