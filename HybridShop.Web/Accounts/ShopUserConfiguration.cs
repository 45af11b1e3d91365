using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Accounts;

internal sealed class ShopUserConfiguration : IEntityTypeConfiguration<ShopUser>
{
    public void Configure(EntityTypeBuilder<ShopUser> user)
    {
        user.Property(u => u.UserName).HasMaxLength(ShopUser.UserNameLength).IsRequired();
        user.Property(u => u.NormalizedUserName).HasMaxLength(ShopUser.UserNameLength).IsRequired();
        user.Property(u => u.Email).HasMaxLength(ShopUser.EmailLength).IsRequired();
        user.Property(u => u.NormalizedEmail).HasMaxLength(ShopUser.EmailLength).IsRequired();
        user.Property(u => u.PhoneNumber).HasMaxLength(ShopUser.PhoneNumberLength);

        // Identity leaves email non-unique; here it is the sign-in name.
        user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }
}
