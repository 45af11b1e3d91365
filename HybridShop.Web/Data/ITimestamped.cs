using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HybridShop.Web.Data;

/// <summary>Entities whose times are kept for them.</summary>
internal interface ITimestamped
{
    DateTime CreatedUtc { get; set; }

    DateTime UpdatedUtc { get; set; }
}

/// <summary>Fills the times of <see cref="ITimestamped"/>; a creation time that is set already (demo, import) stays.</summary>
internal sealed class TimesInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Fill(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Fill(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Fill(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries<ITimestamped>())
        {
            if (entry.State == EntityState.Added && entry.Entity.CreatedUtc == default)
            {
                entry.Entity.CreatedUtc = clock.GetUtcNow().UtcDateTime;
            }

            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.UpdatedUtc = entry.State == EntityState.Added ? entry.Entity.CreatedUtc : clock.GetUtcNow().UtcDateTime;
            }
        }
    }
}
