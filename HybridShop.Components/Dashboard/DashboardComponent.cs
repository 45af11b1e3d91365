using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;

namespace HybridShop.Components.Dashboard;

/// <summary>
/// A part of the dashboard that loads and acts for whoever looks at it. Of loads that overlap the last one wins, acts run one at a time, and a failure
/// of either is logged here and shown by the component, with all that was known and typed before it.
/// </summary>
public abstract partial class DashboardComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private CancellationTokenSource? loading;

    /// <summary>Keeps the token, which the source gives out no more once it is disposed.</summary>
    protected DashboardComponent() => Leaving = leaving.Token;

    [Inject]
    private ILogger<DashboardComponent> Logger { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Where the dashboard is, and the way to elsewhere.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Canceled when the component is left.</summary>
    protected CancellationToken Leaving { get; }

    /// <summary>Whether a load is under way.</summary>
    protected bool IsLoading => loading is not null;

    /// <summary>Whether the last load failed, so that what is shown may be old.</summary>
    protected bool HasLoadFailed { get; private set; }

    /// <summary>Whether an act is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Ends whatever waits on <see cref="Leaving"/>.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Who looks.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in (any more).</exception>
    protected async Task<ShopActor> GetActorAsync() =>
        (await Authentication).User.ToShopActor() ?? throw new UnauthorizedAccessException(SharedText.NotSignedIn);

    /// <summary>Loads what is shown. A load that is still under way is canceled: this one began after all that was told and chosen before it.</summary>
    /// <param name="load">Reads, for whoever looks.</param>
    /// <param name="show">Takes in what was read, unless a later load has begun.</param>
    protected async Task LoadLatestAsync<T>(Func<ShopActor, CancellationToken, Task<T>> load, Action<T> show)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(show);
        loading?.Cancel();
        using var own = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        (loading, HasLoadFailed) = (own, false);
        try
        {
            var loaded = await load(await GetActorAsync(), own.Token);
            if (own.IsCancellationRequested)
            {
                return;
            }

            show(loaded);
        }
        catch (Exception) when (own.IsCancellationRequested)
        {
            // Nobody waits for this answer any more, whatever it is.
            return;
        }
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            LogFailure(e, "Loading");
            HasLoadFailed = true;
        }
        finally
        {
            if (loading == own)
            {
                loading = null;
            }
        }

        OnLoaded();
    }

    /// <summary>The latest load has ended, with an answer or a failure.</summary>
    protected virtual void OnLoaded()
    {
    }

    /// <summary>Runs an act, unless one is under way. What fails it for a reason that is no refusal is shown by <see cref="OnActFailed"/>.</summary>
    protected async Task ActAsync(Func<ShopActor, Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        try
        {
            await act(await GetActorAsync());
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !Leaving.IsCancellationRequested)
        {
            LogFailure(e, "Saving");
            OnActFailed();
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>The same for an act with an answer; null when there is none.</summary>
    protected async Task<T?> ActAsync<T>(Func<ShopActor, Task<T>> act)
        where T : class
    {
        T? answer = null;
        await ActAsync(async actor => { answer = await act(actor); });
        return answer;
    }

    /// <summary>Says that the act failed, where whoever did it looks. What was typed stays.</summary>
    protected virtual void OnActFailed()
    {
    }

    /// <summary>Logs what went wrong, with the address where it did; on any thread.</summary>
    protected void LogFailure(Exception exception, string task) =>
        LogFailure(Logger, exception, task, GetType().Name, Navigation.ToBaseRelativePath(Navigation.Uri));

    /// <summary>See <see cref="Dispose()"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Task} failed in {Component} at {Address}.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string task, string component, string address);
}
