using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Accounts;

/// <summary>
/// A browser's sign-in: its cookie carries the id, and with it every circuit and socket that the browser opens. It holds while its row is there; it
/// goes with its user.
/// </summary>
internal sealed class UserSession
{
    public Guid Id { get; set; }

    public int UserId { get; set; }

    /// <summary>The account's security stamp at sign-in: with another one the session is over.</summary>
    public required string Stamp { get; set; }

    public DateTime CreatedUtc { get; set; }

    /// <summary>Moves on whenever the cookie is written anew.</summary>
    public DateTime ExpiresUtc { get; set; }
}

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    private const int StampLength = 100;

    public void Configure(EntityTypeBuilder<UserSession> session)
    {
        session.ToTable("UserSessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Stamp).HasMaxLength(StampLength);
        session.HasIndex(s => s.UserId);
        session.HasIndex(s => s.ExpiresUtc);
        session.HasOne<ShopUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
