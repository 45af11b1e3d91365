namespace HybridShop.Web.Data;

/// <summary>Fills what rows from before a migration lack and SQL cannot work out. Runs after each migration, and at the start when there was none.</summary>
internal interface IBackfill
{
    Task RunAsync(CancellationToken ct);
}
