using HybridShop.Components.Catalog.Pictures;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HybridShop.Web.Catalog.Products;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    /// <summary>What lists show; the indexes below are filtered by the same words so that they serve the lists alone.</summary>
    private const string Listed = "\"Status\" = 1 AND \"VariantRank\" = 0";

    private const string Count = "(\"Stars1\" + \"Stars2\" + \"Stars3\" + \"Stars4\" + \"Stars5\")";
    private const string Sum = "(\"Stars1\" + 2 * \"Stars2\" + 3 * \"Stars3\" + 4 * \"Stars4\" + 5 * \"Stars5\")";

    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("Products", table =>
        {
            table.HasCheckConstraint("CK_Products_Stock", $"\"Stock\" BETWEEN 0 AND {ProductLimits.MaxStock}");
            table.HasCheckConstraint("CK_Products_Price", $"\"Price\" BETWEEN 0 AND {ProductLimits.MaxPriceMinor}");
            table.HasCheckConstraint("CK_Products_LowStockThreshold", "\"LowStockThreshold\" >= 0");
            table.HasCheckConstraint("CK_Products_Status", "\"Status\" IN (0, 1, 2)");
            table.HasCheckConstraint("CK_Products_VariantRank", "\"VariantRank\" >= 0 AND (\"GroupId\" IS NOT NULL OR \"VariantRank\" = 0)");
            table.HasCheckConstraint("CK_Products_Name", "length(\"Name\") > 0");
            table.HasCheckConstraint(
                "CK_Products_Stars", "\"Stars1\" >= 0 AND \"Stars2\" >= 0 AND \"Stars3\" >= 0 AND \"Stars4\" >= 0 AND \"Stars5\" >= 0");
        });

        product.HasLengthsOf<ProductInput>();
        product.Property(p => p.Summary).HasMaxLength(ProductLimits.SummaryLength);
        product.Property(p => p.SearchText).HasMaxLength(1_000);
        product.Property(p => p.Options).HasMaxLength(ProductLimits.OptionsLength);
        product.Property(p => p.SourceKey).HasMaxLength(700);
        product.Property(p => p.Version).IsConcurrencyToken();
        product.Property(p => p.ReviewCount).HasComputedColumnSql(Count, stored: true);
        product.Property(p => p.AverageRating).HasComputedColumnSql($"CASE WHEN {Count} = 0 THEN 0 ELSE 1000 * {Sum} / {Count} END", stored: true);

        product.HasOne(p => p.Category).WithMany().HasForeignKey(p => p.CategoryId).OnDelete(DeleteBehavior.Restrict);
        product.HasOne(p => p.CreatedBy).WithMany().HasForeignKey(p => p.CreatedById).OnDelete(DeleteBehavior.SetNull);
        product.HasOne(p => p.Group).WithMany().HasForeignKey(p => p.GroupId).OnDelete(DeleteBehavior.Restrict);

        product.HasIndex(p => p.Slug).IsUnique();
        product.HasIndex(p => p.Sku).IsUnique();
        product.HasIndex(p => p.SourceKey).IsUnique();
        product.HasIndex(p => new { p.GroupId, p.VariantRank }).IsUnique();
        product.HasIndex(p => p.Name);

        // All that the stock board filters and sorts by, so that any order of it is found without touching the wide rows, and at its end what
        // the overview adds up. Status too: SQLite looks at it again though the index is filtered by it.
        product.HasIndex(
            p => new { p.CategoryId, p.Stock, p.LowStockThreshold, p.Sku, p.Name, p.Id, p.Status, p.Price, p.CreatedUtc }, "IX_Products_Board")
            .HasFilter("\"Status\" <> 2");
        product.HasIndex(p => new { p.CategoryId, p.Status }, "IX_Products_Withdrawn").HasFilter("\"Status\" = 2");

        product.HasIndex(p => new { p.CreatedUtc, p.Id }, "IX_Products_Listed_Created").IsDescending().HasFilter(Listed);
        product.HasIndex(p => new { p.CategoryId, p.CreatedUtc, p.Id }, "IX_Products_Listed_Category").IsDescending(false, true, true).HasFilter(Listed);
        product.HasIndex(p => new { p.Price, p.Id }, "IX_Products_Listed_Price").HasFilter(Listed);
        product.HasIndex(p => new { p.Name, p.Id }, "IX_Products_Listed_Name").HasFilter(Listed);
        product.HasIndex(p => new { p.AverageRating, p.ReviewCount, p.Id }, "IX_Products_Listed_Rating").IsDescending().HasFilter(Listed);
    }
}

internal sealed class ProductGroupConfiguration : IEntityTypeConfiguration<ProductGroup>
{
    public void Configure(EntityTypeBuilder<ProductGroup> group)
    {
        group.ToTable("ProductGroups");
        group.Property(g => g.SourceKey).HasMaxLength(300);
        group.HasIndex(g => g.SourceKey).IsUnique();
    }
}

internal sealed class ProductSlugConfiguration : IEntityTypeConfiguration<ProductSlug>
{
    public void Configure(EntityTypeBuilder<ProductSlug> slug)
    {
        slug.ToTable("ProductSlugs");
        slug.HasKey(s => s.Slug);
        slug.Property(s => s.Slug).HasMaxLength(ProductLimits.SlugLength);
        slug.HasOne(s => s.Product).WithMany().HasForeignKey(s => s.ProductId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProductImageConfiguration : IEntityTypeConfiguration<ProductImage>
{
    public void Configure(EntityTypeBuilder<ProductImage> image)
    {
        image.ToTable("ProductImages", table =>
        {
            table.HasCheckConstraint("CK_ProductImages_Role", "\"Role\" IN (0, 1, 2)");
            table.HasCheckConstraint("CK_ProductImages_Origin", "\"File\" IS NOT NULL OR \"SourceAddress\" IS NOT NULL");
        });
        image.Property(i => i.File).HasMaxLength(80);
        image.Property(i => i.SourceAddress).HasMaxLength(ProductImage.SourceLength);
        image.Property(i => i.Alt).HasMaxLength(PictureLimits.AltLength);
        image.Property(i => i.Caption).HasMaxLength(PictureLimits.CaptionLength);
        image.HasOne(i => i.Product).WithMany(p => p.Images).HasForeignKey(i => i.ProductId).OnDelete(DeleteBehavior.Cascade);
        image.HasIndex(i => new { i.ProductId, i.Role, i.Position }).IsUnique();
    }
}
