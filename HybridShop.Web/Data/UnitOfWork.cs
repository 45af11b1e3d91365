using HybridShop.Components.Catalog.Products;
using HybridShop.Components.Changes;
using HybridShop.Web.Activity;
using HybridShop.Web.Api;
using HybridShop.Web.Changes;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Data;

/// <summary>
/// The one way to write. A command runs in one transaction together with its rows of changes and activity; after the commit the changes are
/// published, and only then does the caller get the answer. An outcome that is not done is rolled back. When another process writes for too long, or
/// the database is away, the outcome says so.
/// </summary>
internal sealed partial class UnitOfWork(
    IDbContextFactory<ShopDbContext> contexts, DatabaseOptions database, IChangePublisher publisher, TimeProvider clock,
    ILogger<UnitOfWork> logger) : IDisposable
{
    private const int MaxAttempts = 5;

    // SQLite has one writer at a time anyway; waiting here is fair and blocks no thread.
    private readonly SemaphoreSlim? gate = database.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    // On SQLite, behind the gate: its connection stays open and keeps its statements prepared (README, Figures).
    private ShopDbContext? writer;

    /// <summary>
    /// Runs a command. When another one was committed in between (a row's version moved, a unique value was taken, a category was deleted), it is run
    /// again from the start and sees what the other one wrote; so a command reads all that it decides on within itself.
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
                await MarkRequestAsync(db, actor, ct);
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

    /// <summary>A process that dies before it answers has then left word that the request was carried out, and does not carry it out again.</summary>
    private static async Task MarkRequestAsync(ShopDbContext db, ShopActor actor, CancellationToken ct)
    {
        if (actor is { Id: { } id, RequestKey: { } key })
        {
            var caller = IdempotencyRecord.CallerOf(id);
            await db.IdempotencyRecords.Where(r => r.Caller == caller && r.Key == key)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.IsCarriedOut, true), ct);
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

    // The caller gets the outcome, and logs it with the number of the request.
    [LoggerMessage(Level = LogLevel.Debug, Message = "Nothing could be written ({Fault}): {Reason}")]
    private partial void LogUnavailable(DatabaseFault fault, string reason);
}

/// <summary>A command while it runs: its database context, its actor, its one time stamp, and the changes that will be published.</summary>
internal sealed class WriteContext(ShopDbContext db, ShopActor actor, DateTime nowUtc)
{
    private readonly List<Change> changes = [];

    public ShopDbContext Db => db;

    public ShopActor Actor => actor;

    public DateTime NowUtc => nowUtc;

    public IReadOnlyList<Change> Changes => changes;

    /// <summary>Adds a change, which is published after the commit. <paramref name="isListed"/>: see <see cref="ShopChange.IsListed"/>.</summary>
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

    /// <summary>Replaces all changes so far by one that asks subscribers to read everything anew.</summary>
    public void AddChangeOfEverything()
    {
        changes.Clear();
        AddChange(ChangeKind.Everything, 0, isListed: true);
    }

    /// <summary>Adds a line to the activity list; values that are too long for it are cut.</summary>
    public void AddAuditEntry(string what, int? entityId, string subject, string? before = null, string? after = null) =>
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
