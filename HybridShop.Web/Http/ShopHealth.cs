using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Http;

internal static class ShopHealth
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    /// <summary>/health/live: the process answers. /health/ready: it can read its database.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapMethods("/health/live", Methods, () => Results.Text("live"));
        app.MapMethods("/health/ready", Methods, async (HttpContext http, IDbContextFactory<ShopDbContext> contexts, CancellationToken ct) =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Database.CanConnectAsync(ct))
            {
                return Results.Text("ready");
            }

            FaultLog.MarkUnavailable(http, "The database does not answer.");
            return Results.Text("not ready");
        });
    }
}
