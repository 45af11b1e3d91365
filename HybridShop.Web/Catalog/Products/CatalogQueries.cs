using System.Data.Common;
using HybridShop.Components.Catalog;
using HybridShop.Web.Catalog.Pictures;
using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog.Products;

/// <summary>The reads that most visitors cause, as plain prepared statements for both databases. Everything else is LINQ.</summary>
internal static class CatalogQueries
{
    public const string Picture = """(SELECT i."File" FROM "ProductImages" AS i WHERE i."ProductId" = p."Id" AND i."Role" = 0 AND i."Position" = 0)""";

    private const string SummaryColumns =
        $"""
        p."Id", p."Slug", p."Name", p."Summary", p."PriceMinor", p."Stock", p."LowStockThreshold", p."ReviewCount", p."RatingMilli", p."CategoryId", {Picture}
        """;

    /// <summary>ProductProjections.IsListed; the lists' indexes are filtered by the same words.</summary>
    public const string Listed = """p."Status" = 1 AND p."VariantRank" = 0""";

    public const string NewestFirst = """ORDER BY p."CreatedUtc" DESC, p."Id" DESC LIMIT @take OFFSET @skip""";

    private const string Newest = $"""SELECT {SummaryColumns} FROM "Products" AS p WHERE {Listed} {NewestFirst}""";

    private const string NewestFrom =
        $"""SELECT {SummaryColumns} FROM "Products" AS p WHERE {Listed} AND (p."CreatedUtc", p."Id") <= (@created, @id) {NewestFirst}""";

    private const string NewestOfCategory = $"""SELECT {SummaryColumns} FROM "Products" AS p WHERE {Listed} AND p."CategoryId" = @category {NewestFirst}""";

    private const string BySlug =
        $"""
        SELECT {SummaryColumns}, p."Sku", p."SpecsHtml", p."BodyHtml", p."Options", p."GroupId", p."Status",
            p."Stars1", p."Stars2", p."Stars3", p."Stars4", p."Stars5", p."Version", p."CreatedById", p."CreatedUtc", p."LeadHtml"
        FROM "Products" AS p WHERE p."Slug" = @slug
        """;

    private const string Pictures =
        """
        SELECT i."File", i."Alt", i."Caption", i."Width", i."Height" FROM "ProductImages" AS i
        WHERE i."ProductId" = @product AND i."Role" = 0 AND i."File" IS NOT NULL ORDER BY i."Position"
        """;

    private const string Variants =
        $"""
        SELECT p."Id", p."Slug", coalesce(p."Options", p."Name"), p."Stock", p."LowStockThreshold", p."PriceMinor", {Picture}
        FROM "Products" AS p WHERE p."GroupId" = @group AND p."Status" = 1 ORDER BY p."VariantRank"
        """;

    public static ValueTask<List<ProductSummary>> NewestAsync(ReadSession session, int skip, int take, CancellationToken ct) =>
        session.ReadAsync(Newest, Summary, [("@skip", skip), ("@take", take)], ct, take);

    /// <summary>The same from a row of the list on, whose place is known.</summary>
    public static ValueTask<List<ProductSummary>> NewestFromAsync(ReadSession session, KeysetBookmark anchor, int skip, int take, CancellationToken ct) =>
        session.ReadAsync(
            NewestFrom, Summary, [("@created", anchor.CreatedUtc), ("@id", anchor.Id), ("@skip", skip - anchor.Skip), ("@take", take)], ct, take);

    public static ValueTask<List<ProductSummary>> NewestOfCategoryAsync(ReadSession session, int categoryId, int skip, int take, CancellationToken ct) =>
        session.ReadAsync(NewestOfCategory, Summary, [("@category", categoryId), ("@skip", skip), ("@take", take)], ct, take);

    public static async ValueTask<ProductPageRow?> FindAsync(ReadSession session, string slug, CancellationToken ct) =>
        (await session.ReadAsync(BySlug, PageRow, [("@slug", slug)], ct, expected: 1)) is [var row] ? row : null;

    public static ValueTask<List<Picture>> PicturesAsync(ReadSession session, int productId, CancellationToken ct) =>
        session.ReadAsync(
            Pictures, row => new Picture(MediaStore.AddressOf(row.GetString(0)), row.GetString(1), Text(row, 2), row.GetInt32(3), row.GetInt32(4)),
            [("@product", productId)], ct);

    public static ValueTask<List<ProductVariant>> VariantsAsync(ReadSession session, int groupId, CancellationToken ct) =>
        session.ReadAsync(
            Variants,
            row => new ProductVariant(
                row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt64(5),
                ProductProjections.PictureOf(Text(row, 6))),
            [("@group", groupId)], ct);

    private static ProductSummary Summary(DbDataReader row) => new()
    {
        Id = row.GetInt32(0),
        Slug = row.GetString(1),
        Name = row.GetString(2),
        Summary = row.GetString(3),
        PriceMinor = row.GetInt64(4),
        Stock = row.GetInt32(5),
        LowStockThreshold = row.GetInt32(6),
        ReviewCount = row.GetInt32(7),
        RatingMilli = row.GetInt32(8),
        CategoryId = row.GetInt32(9),
        Picture = ProductProjections.PictureOf(Text(row, 10)),
    };

    private static ProductPageRow PageRow(DbDataReader row) => new(
        Summary(row), Text(row, 11), row.GetString(12), row.GetString(13), Text(row, 14), Number(row, 15), (ProductStatus)row.GetInt32(16),
        [row.GetInt32(17), row.GetInt32(18), row.GetInt32(19), row.GetInt32(20), row.GetInt32(21)], row.GetInt32(22), Number(row, 23),
        DateTime.SpecifyKind(row.GetDateTime(24), DateTimeKind.Utc), Text(row, 25));

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}

/// <summary>A product's own columns, before its pictures, variants and neighbors are fetched.</summary>
internal sealed record ProductPageRow(
    ProductSummary Summary, string? Sku, string SpecsHtml, string BodyHtml, string? Options, int? GroupId, ProductStatus Status,
    IReadOnlyList<int> ReviewsByRating, int Version, int? CreatedById, DateTime CreatedUtc, string? LeadHtml);
