using HybridShop.Components.Changes;
using HybridShop.Components.Drafts;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Dashboard;

/// <summary>
/// A panel that changes by itself: it hears of changes in batches from before it loads until it is left. What is typed into it is kept on its
/// <see cref="Autosave"/>.
/// </summary>
public abstract class LivePanel : DashboardComponent
{
    private readonly List<ShopChange> heldBack = [];
    private ChangeBatches? batches;
    private DraftAutosave? autosave;

    [Inject]
    private IShopFeed Feed { get; set; } = null!;

    [Inject]
    private IDraftService DraftService { get; set; } = null!;

    /// <summary>What time it is, and what waits.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Where the panel keeps what was typed and not saved.</summary>
    protected DraftAutosave Autosave => autosave ??= new(DraftService, Clock, GetActorAsync, e => LogFailure(e, "Keeping what was typed"));

    /// <summary>
    /// Takes a batch in; the panel is rendered afterwards. Runs on the panel's own context, and never while the panel loads: what comes then waits for
    /// the end of the load.
    /// </summary>
    protected abstract Task ApplyAsync(IReadOnlyList<ShopChange> changes);

    /// <summary>Subscribes first, so that nothing is missed while the panel loads.</summary>
    protected override void OnInitialized() => batches = new(Feed, Clock, TakeIn);

    /// <inheritdoc />
    protected override void OnLoaded()
    {
        if (heldBack.Count > 0)
        {
            TakeIn([]);
        }
    }

    /// <summary>Does what nobody waits for, on the panel's own context. What fails it breaks the panel, unless that was left meanwhile.</summary>
    protected async Task RunAsync(Func<Task> work)
    {
        try
        {
            await InvokeAsync(work);
        }
        catch (Exception e) when (Leaving.IsCancellationRequested)
        {
            // The circuit went away while this was under way.
            _ = e;
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    /// <summary>Does something for the changes that come, at most once in the throttle's pause; the panel is rendered each time.</summary>
    private protected void RunThrottled(Throttle throttle, Func<Task> work) => _ = RunAsync(() => throttle.RunAsync(
        async () =>
        {
            await work();
            StateHasChanged();
        },
        Clock,
        Leaving));

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        batches?.Dispose();
        autosave?.Dispose();
        base.Dispose(disposing);
    }

    private void TakeIn(IReadOnlyList<ShopChange> changes) => _ = RunAsync(async () =>
    {
        heldBack.AddRange(changes);
        if (!IsLoading)
        {
            IReadOnlyList<ShopChange> batch = [.. heldBack];
            heldBack.Clear();
            await ApplyAsync(batch);
            StateHasChanged();
        }
    });
}
