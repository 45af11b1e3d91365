using System.Data.Common;

namespace HybridShop.Web.Catalog.Products;

/// <summary>
/// The columns that are read of a product. Their order here is that of every SELECT, so a value is read by its name and found by its number. A list for
/// people stops after what a tile shows: the rest of a row costs as much again.
/// </summary>
internal enum ProductColumn
{
    Id,
    Slug,
    Name,
    Summary,
    Price,
    Stock,
    LowStockThreshold,
    ReviewCount,
    AverageRating,
    CategoryId,
    Picture,
    LastOfTile = Picture,
    Sku,
    Description,
    CategoryName,
    CategorySlug,
    Options,
    GroupId,
    Status,
    CreatedById,
    CreatedByName,
    CreatedUtc,
    UpdatedUtc,
    Version,
    LastOfSummary = Version,
    LeadHtml,
    SpecsHtml,
    BodyHtml,
    Stars1,
    Stars2,
    Stars3,
    Stars4,
    Stars5,
    LastOfDetails = Stars5,
}

/// <summary>How the columns are asked for, and how a row of them is read.</summary>
internal static class ProductColumns
{
    public const string Picture = """(SELECT i."File" FROM "ProductImages" AS i WHERE i."ProductId" = p."Id" AND i."Role" = 0 AND i."Position" = 0)""";

    /// <summary>The columns up to one of them. Names come by sub-queries and not by joins, which would be made for the rows that a deep page skips,
    /// too.</summary>
    public static string UpTo(ProductColumn last) => string.Join(", ", Enum.GetValues<ProductColumn>().Distinct().Where(column => column <= last).Select(Sql));

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Sql(ProductColumn column) => column switch
    {
        ProductColumn.Picture => Picture,
        ProductColumn.CategoryName => """(SELECT c."Name" FROM "Categories" AS c WHERE c."Id" = p."CategoryId")""",
        ProductColumn.CategorySlug => """(SELECT c."Slug" FROM "Categories" AS c WHERE c."Id" = p."CategoryId")""",
        ProductColumn.CreatedByName => """(SELECT u."UserName" FROM "AspNetUsers" AS u WHERE u."Id" = p."CreatedById")""",
        _ => $"p.\"{column}\"",
    };
}

/// <summary>A row of the columns up to one of them. What was not asked for reads as nothing.</summary>
internal readonly struct ProductRowReader(DbDataReader row, ProductColumn last)
{
    public string Text(ProductColumn column) => column <= last ? row.GetString((int)column) : "";

    public string? TextOrNull(ProductColumn column) => column <= last ? row.TextOrNull((int)column) : null;

    public int Number(ProductColumn column) => column <= last ? row.GetInt32((int)column) : 0;

    public int? NumberOrNull(ProductColumn column) => column <= last && !row.IsDBNull((int)column) ? row.GetInt32((int)column) : null;

    public long Amount(ProductColumn column) => row.GetInt64((int)column);

    public DateTime Utc(ProductColumn column) => column <= last ? DateTime.SpecifyKind(row.GetDateTime((int)column), DateTimeKind.Utc) : default;
}
