using HybridShop.Components.Accounts;
using HybridShop.Components.Changes;
using HybridShop.Components.Drafts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Dashboard;

/// <summary>
/// A panel that changes by itself: it hears of changes in batches from before it loads until it is left, and knows who looks at it. What
/// is typed into it is kept on its <see cref="Autosave"/>.
/// </summary>
public abstract partial class LivePanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private ChangeBatches? batches;
    private DraftAutosave? autosave;

    [Inject]
    private IShopFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IDraftService DraftService { get; set; } = null!;

    [Inject]
    private ILogger<DraftAutosave> AutosaveLogger { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Keeps the token, which the source gives out no more once it is disposed.</summary>
    protected LivePanel() => Leaving = leaving.Token;

    /// <summary>Canceled when the panel is left.</summary>
    protected CancellationToken Leaving { get; }

    /// <summary>Where the panel keeps what was typed and not saved.</summary>
    protected DraftAutosave Autosave => autosave ??= new(DraftService, Clock, GetActorAsync, e => LogNotKept(AutosaveLogger, e));

    /// <summary>Ends the subscription and whatever waits on <see cref="Leaving"/>.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes a batch in; the panel is rendered afterwards. Runs on the panel's own context.</summary>
    protected abstract Task ApplyAsync(IReadOnlyList<ShopChange> changes);

    /// <summary>Subscribes first, so that nothing is missed while the panel loads.</summary>
    protected override void OnInitialized() => batches = new(Feed, Clock, changes => _ = TakeInAsync(changes));

    /// <summary>Who looks at the panel.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in (any more).</exception>
    protected async Task<ShopActor> GetActorAsync() =>
        (await Authentication).User.ToShopActor() ?? throw new UnauthorizedAccessException(SharedText.NotSignedIn);

    /// <summary>See <see cref="Dispose()"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        batches?.Dispose();
        autosave?.Dispose();
        leaving.Cancel();
        leaving.Dispose();
    }

    private async Task TakeInAsync(IReadOnlyList<ShopChange> changes)
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await ApplyAsync(changes);
                StateHasChanged();
            });
        }
        catch (Exception e) when (leaving.IsCancellationRequested)
        {
            // The circuit went away while this was under way.
            _ = e;
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was typed could not be kept.")]
    private static partial void LogNotKept(ILogger logger, Exception exception);
}
