using HybridShop.Components.Accounts;
using HybridShop.Components.Reviews;
using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog.Products;

/// <summary>The newest public reviews of a product. They are on every product page, so the query is a prepared one.</summary>
internal static class NewestReviews
{
    private const string Newest =
        """
        SELECT r."Id", r."ProductId", r."UserId", u."UserName",
            r."Rating", r."Comment", r."Reply", r."HelpfulCount", r."CreatedUtc", r."UpdatedUtc", r."Version"
        FROM "Reviews" AS r LEFT JOIN "AspNetUsers" AS u ON u."Id" = r."UserId"
        WHERE r."ProductId" = @product AND r."Status" = 1 ORDER BY r."CreatedUtc" DESC, r."Id" DESC LIMIT @take
        """;

    public static ValueTask<List<ReviewItem>> ListAsync(ReadSession session, int productId, int take, CancellationToken ct) =>
        session.ReadAsync(
            Newest,
            row => new ReviewItem(
                row.GetInt32(0), row.GetInt32(1), row.IsDBNull(3) ? null : new UserLink(row.GetInt32(2), row.GetString(3)), row.GetInt32(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetInt32(7),
                DateTime.SpecifyKind(row.GetDateTime(8), DateTimeKind.Utc), DateTime.SpecifyKind(row.GetDateTime(9), DateTimeKind.Utc),
                row.GetInt32(10)),
            [("@product", productId), ("@take", take)], ct, take);
}
