using System.Data.Common;
using HybridShop.Components.Accounts;
using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Products;

/// <summary>
/// Products as programs read them. One product, and the newest of all, are what programs ask for most and are prepared statements; every other choice
/// is found by LINQ and its rows come by their ids.
/// </summary>
internal sealed class ProductItemReader(
    PreparedReads reads, IDbContextFactory<ShopDbContext> contexts, KeysetBookmarks anchors, CacheVersions revisions, Currency currency)
{
    /// <summary>Names come by sub-queries and not by joins, which would be made for the rows that a deep page skips, too.</summary>
    private const string Columns =
        $"""
        p."Id", p."Name", p."Slug", p."Sku", p."Summary", p."Description", p."PriceMinor", p."Stock", p."LowStockThreshold", p."CategoryId",
        (SELECT c."Name" FROM "Categories" AS c WHERE c."Id" = p."CategoryId"), (SELECT c."Slug" FROM "Categories" AS c WHERE c."Id" = p."CategoryId"),
        p."Options", p."GroupId", p."Status", {CatalogQueries.Picture}, p."RatingMilli", p."ReviewCount", p."CreatedById",
        (SELECT u."UserName" FROM "AspNetUsers" AS u WHERE u."Id" = p."CreatedById"), p."CreatedUtc", p."UpdatedUtc", p."Version"
        """;

    private const string One = $"""SELECT {Columns}, p."Stars1", p."Stars2", p."Stars3", p."Stars4", p."Stars5" FROM "Products" AS p WHERE p."Id" = @id""";

    private const string Newest = $"""SELECT {Columns} FROM "Products" AS p WHERE {CatalogQueries.Listed} {CatalogQueries.NewestFirst}""";

    private const string NewestFrom =
        $"""SELECT {Columns} FROM "Products" AS p WHERE {CatalogQueries.Listed} AND (p."CreatedUtc", p."Id") <= (@created, @id) {CatalogQueries.NewestFirst}""";

    private const string After = $"""SELECT {Columns} FROM "Products" AS p WHERE p."Status" = 1 AND p."Id" > @after ORDER BY p."Id" LIMIT @take""";

    private const string TagColumns = """SELECT p."Version", p."Stock", p."Status", p."CreatedById", p."GroupId" FROM "Products" AS p WHERE p."Id" = @id""";

    private const string Siblings = """SELECT p."Id" FROM "Products" AS p WHERE p."GroupId" = @group""";

    /// <summary>What it would be stamped with, and who may know; null when there is no such product.</summary>
    public async Task<ProductETagRow?> FindTagAsync(int id, CancellationToken ct)
    {
        var revision = revisions.OfProduct(id);
        using var session = await reads.RentAsync(ct);
        return await session.ReadAsync(
            TagColumns,
            row => (Version: row.GetInt32(0), Stock: row.GetInt32(1), Status: (ProductStatus)row.GetInt32(2),
                CreatedById: CatalogQueries.Number(row, 3), GroupId: CatalogQueries.Number(row, 4)),
            [("@id", id)], ct, expected: 1) is [var product]
            ? new(new(product.Version, product.Stock, await RevisionAsync(session, revision, product.GroupId, ct)), product.Status, product.CreatedById)
            : null;
    }

    public async Task<ProductItemDetails?> FindAsync(int id, CancellationToken ct)
    {
        // Before the rows: what changes while they are read makes the tag older than they are, and never newer.
        var revision = revisions.OfProduct(id);
        using var session = await reads.RentAsync(ct);
        if (await session.ReadAsync(One, row => (Item: Item(row), Stars: Stars(row)), [("@id", id)], ct, expected: 1) is not [var (item, stars)])
        {
            return null;
        }

        return new(item)
        {
            Stamp = new(item.Version, item.Stock, await RevisionAsync(session, revision, item.GroupId, ct)),
            ReviewsByRating = stars,
            Reviews = item.ReviewCount == 0 ? [] : await NewestReviews.ListAsync(session, id, ProductItemDetails.ReviewsShown, ct),
            Pictures = await CatalogQueries.PicturesAsync(session, id, ct),
            Variants = item.GroupId is { } group ? await CatalogQueries.VariantsAsync(session, group, ct) : [],
        };
    }

    public async Task<IReadOnlyList<ProductItem>> ListAsync(ResolvedFilter choice, int skip, int take, CancellationToken ct)
    {
        if (choice is { IsPlain: true, Sort: CatalogSort.Newest, CategoryIds: null })
        {
            var anchor = skip >= KeysetBookmarks.Spacing ? await anchors.BeforeAsync(skip) : null;
            return anchor is null
                ? await ReadAsync(Newest, [("@skip", skip), ("@take", take)], take, ct)
                : await ReadAsync(NewestFrom, [("@created", anchor.CreatedUtc), ("@id", anchor.Id), ("@skip", skip - anchor.Skip), ("@take", take)], take, ct);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindManyAsync(db, await choice.Rows(db.Products).Skip(skip).Take(take).Select(p => p.Id).ToListAsync(ct), ct);
    }

    /// <summary>All published products, variants too, by id.</summary>
    public Task<IReadOnlyList<ProductItem>> ListAfterAsync(int after, int take, CancellationToken ct) =>
        ReadAsync(After, [("@after", after), ("@take", take)], take, ct);

    /// <summary>Whatever their status, in the order of the ids.</summary>
    public async Task<IReadOnlyList<ProductItem>> FindManyAsync(IReadOnlyList<int> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindManyAsync(db, ids, ct);
    }

    /// <summary>A variant shows the stock and price of its siblings, so their changes are its own. Read before they are.</summary>
    private async ValueTask<long> RevisionAsync(ReadSession session, long own, int? groupId, CancellationToken ct) => groupId is not { } group ? own
        : (await session.ReadAsync(Siblings, row => row.GetInt32(0), [("@group", group)], ct)).Select(revisions.OfProduct).Append(own).Max();

    private async Task<IReadOnlyList<ProductItem>> FindManyAsync(ShopDbContext db, IReadOnlyList<int> ids, CancellationToken ct)
    {
        var rows = await db.Products.Where(p => ids.Contains(p.Id)).Select(p => new
        {
            p.Id,
            p.Name,
            p.Slug,
            p.Sku,
            p.Summary,
            p.Description,
            p.PriceMinor,
            p.Stock,
            p.LowStockThreshold,
            Category = new CategoryLink(p.CategoryId, p.Category!.Name, p.Category.Slug),
            p.Options,
            p.GroupId,
            p.Status,
            Picture = p.Images.Where(i => i.Role == ProductImageRole.Gallery && i.Position == 0).Select(i => i.File).FirstOrDefault(),
            p.RatingMilli,
            p.ReviewCount,
            CreatedBy = p.CreatedBy == null ? null : new UserLink(p.CreatedBy.Id, p.CreatedBy.UserName!),
            p.CreatedUtc,
            p.UpdatedUtc,
            p.Version,
        }).ToDictionaryAsync(p => p.Id, ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(p => new ProductItem
        {
            Id = p.Id,
            Name = p.Name,
            Slug = p.Slug,
            Sku = p.Sku,
            Summary = p.Summary,
            Description = p.Description,
            PriceMinor = p.PriceMinor,
            Currency = currency.Code,
            Stock = p.Stock,
            LowStockThreshold = p.LowStockThreshold,
            Category = p.Category,
            Options = p.Options,
            GroupId = p.GroupId,
            Status = p.Status,
            Picture = ProductProjections.SmallAddressOf(p.Picture),
            RatingMilli = p.RatingMilli,
            ReviewCount = p.ReviewCount,
            CreatedBy = p.CreatedBy,
            CreatedUtc = p.CreatedUtc,
            UpdatedUtc = p.UpdatedUtc,
            Version = p.Version,
        })];
    }

    private async Task<IReadOnlyList<ProductItem>> ReadAsync(string sql, (string, object)[] parameters, int take, CancellationToken ct)
    {
        using var session = await reads.RentAsync(ct);
        return await session.ReadAsync(sql, row => Item(row), parameters, ct, take);
    }

    private ProductItem Item(DbDataReader row) => new()
    {
        Id = row.GetInt32(0),
        Name = row.GetString(1),
        Slug = row.GetString(2),
        Sku = CatalogQueries.Text(row, 3),
        Summary = row.GetString(4),
        Description = row.GetString(5),
        PriceMinor = row.GetInt64(6),
        Currency = currency.Code,
        Stock = row.GetInt32(7),
        LowStockThreshold = row.GetInt32(8),
        Category = new(row.GetInt32(9), row.GetString(10), row.GetString(11)),
        Options = CatalogQueries.Text(row, 12),
        GroupId = CatalogQueries.Number(row, 13),
        Status = (ProductStatus)row.GetInt32(14),
        Picture = ProductProjections.SmallAddressOf(CatalogQueries.Text(row, 15)),
        RatingMilli = row.GetInt32(16),
        ReviewCount = row.GetInt32(17),
        CreatedBy = CatalogQueries.Text(row, 19) is { } name ? new(row.GetInt32(18), name) : null,
        CreatedUtc = DateTime.SpecifyKind(row.GetDateTime(20), DateTimeKind.Utc),
        UpdatedUtc = DateTime.SpecifyKind(row.GetDateTime(21), DateTimeKind.Utc),
        Version = row.GetInt32(22),
    };

    private static int[] Stars(DbDataReader row) => [row.GetInt32(23), row.GetInt32(24), row.GetInt32(25), row.GetInt32(26), row.GetInt32(27)];
}

/// <summary>A stamp, and who may know of it.</summary>
internal sealed record ProductETagRow(ProductETag Stamp, ProductStatus Status, int? CreatedById);
