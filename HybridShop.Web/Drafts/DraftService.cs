using HybridShop.Components.Drafts;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Drafts;

internal sealed class DraftService(IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork, TimeProvider clock) : IDraftService
{
    public async Task<IReadOnlyList<SavedDraft>> ListAsync(string prefix, ShopActor actor, CancellationToken ct = default)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - IDraftService.KeptFor;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Drafts.Where(d => d.UserId == actor.Id && d.Key.StartsWith(prefix) && d.UpdatedUtc > oldest)
            .OrderByDescending(d => d.UpdatedUtc).ThenBy(d => d.Key).Select(d => new SavedDraft(d.Key, d.Text, d.UpdatedUtc)).ToListAsync(ct);
    }

    public Task<Outcome<SavedDraft>> SaveAsync(string key, string text, ShopActor actor, CancellationToken ct = default) =>
        unitOfWork.RunAsync(actor, async write =>
    {
        if (actor.Id is not { } userId)
        {
            return Outcome.Forbidden(SharedText.NotSignedIn);
        }

        if (key.Length is 0 or > IDraftService.MaxKeyLength || text.Length > IDraftService.MaxTextLength)
        {
            return Outcome.Invalid(nameof(text), SharedText.DraftTooLong);
        }

        await write.Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Drafts" ("UserId", "Key", "Text", "UpdatedUtc") VALUES ({userId}, {key}, {text}, {write.NowUtc})
            ON CONFLICT ("UserId", "Key") DO UPDATE SET "Text" = excluded."Text", "UpdatedUtc" = excluded."UpdatedUtc"
            """, ct);
        await MakeRoomAsync(write, userId, ct);
        return Outcome.Done(new SavedDraft(key, text, write.NowUtc));
    }, ct);

    public async Task DeleteAsync(string key, ShopActor actor, CancellationToken ct = default)
    {
        var outcome = await unitOfWork.RunAsync(actor, async write =>
            Outcome.Done(await write.Db.Drafts.Where(d => d.UserId == actor.Id && d.Key == key).ExecuteDeleteAsync(ct)), ct);
        outcome.Demand();
    }

    private static async Task MakeRoomAsync(WriteContext write, int userId, CancellationToken ct)
    {
        var own = write.Db.Drafts.Where(d => d.UserId == userId);
        var tooMany = await own.OrderByDescending(d => d.UpdatedUtc).Skip(IDraftService.MaxPerPerson).Select(d => (DateTime?)d.UpdatedUtc)
            .FirstOrDefaultAsync(ct);
        var tooOld = write.NowUtc - IDraftService.KeptFor;
        var oldest = tooMany > tooOld ? tooMany.Value : tooOld;
        await own.Where(d => d.UpdatedUtc <= oldest).ExecuteDeleteAsync(ct);
    }
}
