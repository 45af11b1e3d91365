using System.Data.Common;
using HybridShop.Components.Catalog;
using HybridShop.Web.Catalog.Pictures;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using static HybridShop.Web.Catalog.Products.ProductColumn;

namespace HybridShop.Web.Catalog.Products;

/// <summary>
/// Products as pages and programs read them, as plain prepared statements for both databases: one product, and the newest of all or of a sub-category, are
/// what is asked for most. Every other choice finds its ids by LINQ and reads its rows here.
/// </summary>
internal sealed class ProductReader(PreparedReads reads, KeysetBookmarks anchors, CacheVersions revisions, Currency currency)
{
    /// <summary>Most reviews that come with a product; the others are a list of their own.</summary>
    private const int ReviewsShown = 5;

    /// <summary>ProductProjections.IsListed; the lists' indexes are filtered by the same words.</summary>
    private const string Listed = """p."Status" = 1 AND p."VariantRank" = 0""";

    private const string NewestFirst = """ORDER BY p."CreatedUtc" DESC, p."Id" DESC LIMIT @take OFFSET @skip""";

    private const string Pictures =
        """
        SELECT i."File", i."Alt", i."Caption", i."Width", i."Height" FROM "ProductImages" AS i
        WHERE i."ProductId" = @product AND i."Role" = 0 AND i."File" IS NOT NULL ORDER BY i."Position"
        """;

    private const string Variants =
        $"""
        SELECT p."Id", p."Slug", coalesce(p."Options", p."Name"), p."Stock", p."LowStockThreshold", p."Price", {ProductColumns.Picture}
        FROM "Products" AS p WHERE p."GroupId" = @group AND p."Status" = 1 ORDER BY p."VariantRank"
        """;

    private const string TagColumns = """SELECT p."Version", p."Stock", p."Status", p."CreatedById", p."GroupId" FROM "Products" AS p WHERE p."Id" = @id""";

    private const string Siblings = """SELECT p."Id" FROM "Products" AS p WHERE p."GroupId" = @group""";

    private static readonly string DetailsById = Select(LastOfDetails) + """WHERE p."Id" = @id""";
    private static readonly string DetailsBySlug = Select(LastOfDetails) + """WHERE p."Slug" = @slug""";
    private static readonly Statements Tiles = new(LastOfTile);
    private static readonly Statements Summaries = new(LastOfSummary);

    /// <summary>What it would be stamped with, and who may know; null when there is no such product.</summary>
    public async Task<ProductETagRow?> FindTagAsync(int id, CancellationToken ct)
    {
        var revision = revisions.OfProduct(id);
        using var session = await reads.RentAsync(ct);
        return await session.ReadAsync(
            TagColumns,
            row => (Version: row.GetInt32(0), Stock: row.GetInt32(1), Status: (ProductStatus)row.GetInt32(2),
                CreatedById: row.IsDBNull(3) ? (int?)null : row.GetInt32(3), GroupId: row.IsDBNull(4) ? (int?)null : row.GetInt32(4)),
            [("@id", id)], ct, expected: 1) is [var product]
            ? new(new(product.Version, product.Stock, await RevisionAsync(session, revision, product.GroupId, ct)), product.Status, product.CreatedById)
            : null;
    }

    /// <summary>A product whatever its status, with all that belongs to it; null when there is none.</summary>
    public async Task<ProductDetails?> FindAsync(int id, CancellationToken ct)
    {
        // Before the rows: what changes while they are read makes the tag older than they are, and never newer.
        var revision = revisions.OfProduct(id);
        using var session = await reads.RentAsync(ct);
        return await session.ReadAsync(DetailsById, Row, [("@id", id)], ct, expected: 1) is [var row]
            ? await DetailsAsync(session, row, await RevisionAsync(session, revision, row.Summary.GroupId, ct), ct)
            : null;
    }

    /// <summary>What is at an address: the whole of a published product, of any other its own row alone; both null when there is none.</summary>
    public async Task<(ProductSummary? Product, ProductDetails? Published)> FindAsync(string slug, CancellationToken ct)
    {
        using var session = await reads.RentAsync(ct);
        return await session.ReadAsync(DetailsBySlug, Row, [("@slug", slug)], ct, expected: 1) is [var row]
            ? (row.Summary, row.Summary.Status == ProductStatus.Published ? await DetailsAsync(session, row, revision: 0, ct) : null)
            : (null, null);
    }

    /// <summary>A page of the newest products, of the whole shop or of one sub-category.</summary>
    public async Task<IReadOnlyList<ProductSummary>> ListNewestAsync(int? categoryId, int skip, int take, bool isWhole, CancellationToken ct)
    {
        var sql = isWhole ? Summaries : Tiles;
        if (categoryId is { } category)
        {
            return await ReadAsync(sql, sql.NewestOfCategory, [("@category", category), ("@skip", skip), ("@take", take)], take, ct);
        }

        var anchor = skip >= KeysetBookmarks.Spacing ? await anchors.BeforeAsync(skip) : null;
        return anchor is null
            ? await ReadAsync(sql, sql.Newest, [("@skip", skip), ("@take", take)], take, ct)
            : await ReadAsync(sql, sql.NewestFrom,
                [("@created", anchor.CreatedUtc), ("@id", anchor.Id), ("@skip", skip - anchor.Skip), ("@take", take)], take, ct);
    }

    /// <summary>All published products, variants too, by id.</summary>
    public Task<List<ProductSummary>> ListAfterAsync(int after, int take, CancellationToken ct) =>
        ReadAsync(Summaries, Summaries.After, [("@after", after), ("@take", take)], take, ct);

    /// <summary>Products whatever their status, in the order of the ids.</summary>
    public async Task<IReadOnlyList<ProductSummary>> ListAsync(IReadOnlyList<int> ids, bool isWhole, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var sql = isWhole ? Summaries : Tiles;
        var rows = (await ReadAsync(sql, sql.ByIds + reads.IsAmong, [("@ids", reads.AmongIds(ids))], ids.Count, ct)).ToDictionary(product => product.Id);
        return [.. ids.Select(rows.GetValueOrDefault).OfType<ProductSummary>()];
    }

    private async Task<List<ProductSummary>> ReadAsync(Statements sql, string statement, (string, object)[] parameters, int take, CancellationToken ct)
    {
        using var session = await reads.RentAsync(ct);
        return await session.ReadAsync(statement, row => Summary(new(row, sql.Last)), parameters, ct, take);
    }

    private static async Task<ProductDetails> DetailsAsync(ReadSession session, DetailsRow row, long revision, CancellationToken ct)
    {
        var product = row.Summary;
        return new(product)
        {
            Stamp = new(product.Version, product.Stock, revision),
            LeadHtml = row.LeadHtml,
            SpecsHtml = row.SpecsHtml,
            BodyHtml = row.BodyHtml,
            ReviewsByRating = row.Stars,
            Reviews = product.ReviewCount == 0 ? [] : await NewestReviews.ListAsync(session, product.Id, ReviewsShown, ct),
            Pictures = await session.ReadAsync(
                Pictures, row => new Picture(MediaStore.AddressOf(row.GetString(0)), row.GetString(1), row.TextOrNull(2), row.GetInt32(3), row.GetInt32(4)),
                [("@product", product.Id)], ct),
            Variants = product.GroupId is not { } group ? [] : await session.ReadAsync(
                Variants,
                row => new ProductVariant(
                    row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), new(row.GetInt64(5)),
                    ProductProjections.PictureOf(row.TextOrNull(6))),
                [("@group", group)], ct),
        };
    }

    /// <summary>A variant shows the stock and price of its siblings, so their changes are its own. Read before they are.</summary>
    private async ValueTask<long> RevisionAsync(ReadSession session, long own, int? groupId, CancellationToken ct)
    {
        if (groupId is not { } group)
        {
            return own;
        }

        var siblings = await session.ReadAsync(Siblings, row => row.GetInt32(0), [("@group", group)], ct);
        return siblings.Select(revisions.OfProduct).Append(own).Max();
    }

    private DetailsRow Row(DbDataReader reader)
    {
        var row = new ProductRowReader(reader, LastOfDetails);
        return new(
            Summary(row), row.TextOrNull(LeadHtml), row.Text(SpecsHtml), row.Text(BodyHtml),
            [row.Number(Stars1), row.Number(Stars2), row.Number(Stars3), row.Number(Stars4), row.Number(Stars5)]);
    }

    private ProductSummary Summary(ProductRowReader row) => new()
    {
        Id = row.Number(Id),
        Name = row.Text(Name),
        Slug = row.Text(Slug),
        Sku = row.TextOrNull(Sku),
        Summary = row.Text(ProductColumn.Summary),
        Description = row.Text(Description),
        Price = new(row.Amount(ProductColumn.Price)),
        Currency = currency.Code,
        Stock = row.Number(ProductColumn.Stock),
        LowStockThreshold = row.Number(LowStockThreshold),
        Category = new(row.Number(CategoryId), row.Text(CategoryName), row.Text(CategorySlug)),
        Options = row.TextOrNull(Options),
        GroupId = row.NumberOrNull(GroupId),
        Status = (ProductStatus)row.Number(ProductColumn.Status),
        Picture = ProductProjections.PictureOf(row.TextOrNull(ProductColumn.Picture)),
        AverageRating = new(row.Number(ProductColumn.AverageRating)),
        ReviewCount = row.Number(ReviewCount),
        CreatedBy = row.TextOrNull(CreatedByName) is { } name ? new(row.Number(CreatedById), name) : null,
        CreatedUtc = row.Utc(CreatedUtc),
        UpdatedUtc = row.Utc(UpdatedUtc),
        Version = row.Number(ProductColumn.Version),
    };

    private static string Select(ProductColumn last) => $"""SELECT {ProductColumns.UpTo(last)} FROM "Products" AS p """;

    /// <summary>The statements of lists that read the columns up to one of them.</summary>
    private sealed class Statements(ProductColumn last)
    {
        public ProductColumn Last => last;

        public string Newest { get; } = $"{Select(last)} WHERE {Listed} {NewestFirst}";

        /// <summary>The same from a row of the list on, whose place is known.</summary>
        public string NewestFrom { get; } = $"""{Select(last)} WHERE {Listed} AND (p."CreatedUtc", p."Id") <= (@created, @id) {NewestFirst}""";

        public string NewestOfCategory { get; } = $"""{Select(last)} WHERE {Listed} AND p."CategoryId" = @category {NewestFirst}""";

        public string After { get; } = $"""{Select(last)} WHERE p."Status" = 1 AND p."Id" > @after ORDER BY p."Id" LIMIT @take""";

        public string ByIds { get; } = $"""{Select(last)} WHERE p."Id" """;
    }

    /// <summary>A product's own columns, before its pictures, variants and reviews are read.</summary>
    private readonly record struct DetailsRow(ProductSummary Summary, string? LeadHtml, string SpecsHtml, string BodyHtml, int[] Stars);
}

/// <summary>A stamp, and who may know of it.</summary>
internal sealed record ProductETagRow(ProductETag Stamp, ProductStatus Status, int? CreatedById);
