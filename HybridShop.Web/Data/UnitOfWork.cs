using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Changes;
using HybridShop.Web.Activity;
using HybridShop.Web.Changes;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Data;

/// <summary>
/// The one way to write: an act is one transaction together with its changes and activity; after the commit the feed is told, and only
/// then the caller gets the answer. An outcome that is not done leaves no trace. When somebody else writes for too long, or the database is away,
/// that is the outcome.
/// </summary>
internal sealed partial class UnitOfWork(
    IDbContextFactory<ShopDbContext> contexts, DatabaseOptions database, IChangePublisher publisher, TimeProvider clock, ILogger<UnitOfWork> logger) : IDisposable
{
    private const int MaxAttempts = 5;

    // SQLite has one writer at a time anyway; waiting here is fair and blocks no thread.
    private readonly SemaphoreSlim? gate = database.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    // On SQLite, behind the gate: its connection stays open and keeps its statements prepared (README, Figures).
    private ShopDbContext? writer;

    /// <summary>
    /// Runs an act. When another act got in between (a row's version moved, a unique value was taken, a category went), it is run again from the
    /// start and sees what the other one wrote; so an act reads all that it decides on within itself.
    /// </summary>
    public async Task<Outcome<T>> RunAsync<T>(ShopActor actor, Func<WriteContext, Task<Outcome<T>>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (outcome, committed) = await TryAsync(actor, act, attempt == MaxAttempts, ct);
            if (outcome is not null)
            {
                await publisher.PublishAsync(committed);
                return outcome;
            }
        }
    }

    public void Dispose()
    {
        writer?.Dispose();
        gate?.Dispose();
    }

    private async Task<(Outcome<T>? Outcome, IReadOnlyList<ShopChange> Committed)> TryAsync<T>(
        ShopActor actor, Func<WriteContext, Task<Outcome<T>>> act, bool isLast, CancellationToken ct)
    {
        if (gate is not null && !await gate.WaitAsync(database.WriteWait, ct))
        {
            return (Outcome.Unavailable(SharedText.WriterBusy), []);
        }

        try
        {
            return await TryInTurnAsync(actor, act, isLast, ct);
        }
        finally
        {
            gate?.Release();
        }
    }

    private async Task<(Outcome<T>? Outcome, IReadOnlyList<ShopChange> Committed)> TryInTurnAsync<T>(
        ShopActor actor, Func<WriteContext, Task<Outcome<T>>> act, bool isLast, CancellationToken ct)
    {
        var isCommitting = false;
        try
        {
            var db = await LeaseAsync(ct);
            var isSound = false;
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                var write = new WriteContext(db, actor, clock.GetUtcNow().UtcDateTime);
                var outcome = await act(write);
                if (!outcome.IsDone)
                {
                    isSound = true;
                    return (outcome, []);
                }

                await db.SaveChangesAsync(ct);
                await (ActWitness.Current?.Invoke(db, ct) ?? Task.CompletedTask);
                await write.SaveChangeRowsAsync(ct);

                // From here on there is no way back, so nobody may call it off half-way.
                isCommitting = true;
                await transaction.CommitAsync(CancellationToken.None);
                isSound = true;
                return (outcome, [.. write.Changes.Select(change => change.ToShopChange())]);
            }
            catch (Exception e) when (!isLast && (e is DbUpdateConcurrencyException || db.IsKeyViolation(e)))
            {
                return (null, []);
            }
            finally
            {
                await GiveBackAsync(db, isSound);
            }
        }
        catch (Exception e) when (!isCommitting && DatabaseFaults.Of(e) is { } fault)
        {
            // A commit that breaks off may have been carried out: that is not ours to call undone.
            LogUnavailable(fault, e.GetBaseException().Message);
            return (Outcome.Unavailable(fault == DatabaseFault.Busy ? SharedText.WriterBusy : SharedText.DatabaseAway), []);
        }
    }

    private async ValueTask<ShopDbContext> LeaseAsync(CancellationToken ct)
    {
        if (writer is not null)
        {
            return writer;
        }

        var db = await contexts.CreateDbContextAsync(ct);
        if (gate is not null)
        {
            await db.Database.OpenConnectionAsync(ct);
            writer = db;
        }

        return db;
    }

    /// <summary>After an exception the writer begins anew, whatever state its context was left in.</summary>
    private async ValueTask GiveBackAsync(ShopDbContext db, bool isSound)
    {
        if (db == writer && isSound)
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            return;
        }

        writer = null;
        await db.DisposeAsync();
    }

    // Whoever asked is told, and logs that with the request's number.
    [LoggerMessage(Level = LogLevel.Debug, Message = "Nothing could be written ({Fault}): {Reason}")]
    private partial void LogUnavailable(DatabaseFault fault, string reason);
}

/// <summary>An act under way: its context, its actor, its one moment, and what others must hear of it.</summary>
internal sealed class WriteContext(ShopDbContext db, ShopActor actor, DateTime nowUtc)
{
    private readonly List<Change> changes = [];

    public ShopDbContext Db => db;

    public ShopActor Actor => actor;

    public DateTime NowUtc => nowUtc;

    public IReadOnlyList<Change> Changes => changes;

    /// <summary>Announces a change after the commit. <paramref name="isListed"/>: see <see cref="ShopChange.IsListed"/>.</summary>
    public void AddChange(ChangeKind kind, int entityId, int? productId = null, bool isListed = false, int? stock = null, int? delta = null) =>
        changes.Add(new Change
        {
            Kind = kind,
            EntityId = entityId,
            ProductId = productId,
            Stock = stock,
            Delta = delta,
            Actor = actor.Name,
            IsListed = isListed,
            CreatedUtc = nowUtc,
        });

    /// <summary>Says instead of all that was announced so far that everything is to be read anew.</summary>
    public void AddChangeOfEverything()
    {
        changes.Clear();
        AddChange(ChangeKind.Everything, 0, isListed: true);
    }

    /// <summary>Writes a line of the activity list; values that are too long for it are cut.</summary>
    public void Record(string what, int? entityId, string subject, string? before = null, string? after = null) =>
        db.ActivityEntries.Add(new ActivityEntry
        {
            ActorId = actor.Id,
            ActorName = actor.Name,
            What = what,
            EntityId = entityId,
            Subject = Cut(subject, ProductLimits.NameLength)!,
            Before = Cut(before, ActivityEntry.ValueLength),
            After = Cut(after, ActivityEntry.ValueLength),
            CreatedUtc = nowUtc,
        });

    public async Task SaveChangeRowsAsync(CancellationToken ct)
    {
        if (changes.Count == 0)
        {
            return;
        }

        await db.OrderCommitsAsync(ct);
        foreach (var change in changes)
        {
            var insert = db.Command(
                """
                INSERT INTO "Changes" ("Kind", "EntityId", "ProductId", "Stock", "Delta", "Actor", "IsListed", "CreatedUtc")
                VALUES (@kind, @entity, @product, @stock, @delta, @actor, @listed, @now) RETURNING "Sequence"
                """,
                ("@kind", (int)change.Kind), ("@entity", change.EntityId), ("@product", change.ProductId), ("@stock", change.Stock),
                ("@delta", change.Delta), ("@actor", change.Actor), ("@listed", change.IsListed), ("@now", change.CreatedUtc));
            change.Sequence = Convert.ToInt64(await insert.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
        }

        await db.NotifyAsync(ct);
    }

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text.Cut(length - 1) + "…";
}
