using HybridShop.Components.Catalog.Categories;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Catalog.Categories;

internal sealed class Category : ITimestamped
{
    public int Id { get; set; }

    public required string Name { get; set => (field, NameKey) = (value, CanonicalText.KeyOf(value)); }

    /// <summary>By which a sibling has the same name.</summary>
    public string NameKey { get; private set; } = "";

    public required string Slug { get; set; }

    public string Description { get; set; } = "";

    public int? ParentId { get; set; }

    public Category? Parent { get; set; }

    public DateTime CreatedUtc { get; set; }

    public DateTime UpdatedUtc { get; set; }
}

internal sealed class CategoryConfiguration : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("Categories", table => table.HasCheckConstraint("CK_Categories_Parent", "\"ParentId\" <> \"Id\""));
        category.Property(c => c.Name).HasMaxLength(CategoryLimits.NameLength);
        category.Property(c => c.NameKey).HasMaxLength(CanonicalText.MaxKeyLength);
        category.Property(c => c.Slug).HasMaxLength(CategoryLimits.SlugLength);
        category.Property(c => c.Description).HasMaxLength(CategoryLimits.DescriptionLength);
        category.HasOne(c => c.Parent).WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
        category.HasIndex(c => c.Slug).IsUnique();
        category.HasIndex(c => new { c.ParentId, c.Name }).IsUnique();
        category.HasIndex(c => new { c.ParentId, c.NameKey }).IsUnique();

        // A unique index does not bind rows whose ParentId is null.
        category.HasIndex(c => c.Name, "IX_Categories_RootName").IsUnique().HasFilter("\"ParentId\" IS NULL");
        category.HasIndex(c => c.NameKey, "IX_Categories_RootNameKey").IsUnique().HasFilter("\"ParentId\" IS NULL");
    }
}
