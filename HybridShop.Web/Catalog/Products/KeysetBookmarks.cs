using HybridShop.Web.Changes;
using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog.Products;

/// <summary>A place in the newest-first list: the row that has <paramref name="Skip"/> rows before it. The time is as the database gives it.</summary>
internal sealed record KeysetBookmark(int Skip, object CreatedUtc, int Id);

/// <summary>
/// Marks every thousandth row of the newest-first list, so that page 1,000 need not count 24,000 rows from the start. Kept by revision.
/// </summary>
internal sealed class KeysetBookmarks(PreparedReads reads, CacheVersions revisions)
{
    public const int Spacing = 1_000;

    private const string EveryThousandth =
        """
        SELECT n - 1, "CreatedUtc", "Id" FROM (
            SELECT "CreatedUtc", "Id", row_number() OVER (ORDER BY "CreatedUtc" DESC, "Id" DESC) AS n
            FROM "Products" WHERE "Status" = 1 AND "VariantRank" = 0) AS numbered
        WHERE (n - 1) % 1000 = 0 ORDER BY n
        """;

    private readonly RevisionCache<int, List<KeysetBookmark>> cache = new(capacity: 1);

    /// <summary>The last mark at or before a row.</summary>
    public async Task<KeysetBookmark?> BeforeAsync(int skip)
    {
        var anchors = await cache.GetAsync(0, revisions.Structure, LoadAsync);
        return anchors.ElementAtOrDefault(Math.Min(skip / Spacing, anchors.Count - 1));
    }

    private async Task<List<KeysetBookmark>> LoadAsync()
    {
        using var session = await reads.RentAsync(CancellationToken.None);
        return await session.ReadAsync(
            EveryThousandth, row => new KeysetBookmark((int)row.GetInt64(0), row.GetValue(1), row.GetInt32(2)), [], CancellationToken.None, expected: 100);
    }
}
