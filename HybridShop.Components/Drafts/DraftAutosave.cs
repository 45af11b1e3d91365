using System.Text.Encodings.Web;
using System.Text.Json;

namespace HybridShop.Components.Drafts;

/// <summary>
/// A panel's way to its drafts: what is typed is kept at most <see cref="Window"/> after it was typed, however fast somebody writes, and
/// what is left of it when the panel goes. Used on the panel's own context.
/// </summary>
public sealed class DraftAutosave : IDisposable
{
    /// <summary>How long typing is gathered before it is kept.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(400);

    /// <summary>How long it is held on to before the next try, when nothing can be written for the moment.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // The text is never part of a page, so it needs no more escaping than JSON does.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly IDraftService drafts;
    private readonly Func<Task<ShopActor>> getActor;
    private readonly Action<Exception> onFailure;
    private readonly ITimer timer;
    private readonly Dictionary<string, string> typed = [];
    private readonly HashSet<string> dropped = [];
    private Task writing = Task.CompletedTask;
    private bool isEnded;

    /// <param name="drafts">Where they are kept.</param>
    /// <param name="clock">Its timer says when.</param>
    /// <param name="getActor">Whose they are.</param>
    /// <param name="onFailure">Told what went wrong, on any thread; the typing itself goes on.</param>
    public DraftAutosave(IDraftService drafts, TimeProvider clock, Func<Task<ShopActor>> getActor, Action<Exception> onFailure)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (this.drafts, this.getActor, this.onFailure) = (drafts, getActor, onFailure);
        timer = clock.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Keeps a form's state under a key, soon.</summary>
    public void Save<T>(string key, T form)
    {
        lock (gate)
        {
            if (!isEnded && typed.Count == 0)
            {
                timer.Change(Window, Timeout.InfiniteTimeSpan);
            }

            dropped.Remove(key);
            typed[key] = JsonSerializer.Serialize(form, Json);
        }
    }

    /// <summary>Forgets what was typed, at once: what is saved must not be offered again.</summary>
    public Task DeleteAsync(string key)
    {
        lock (gate)
        {
            typed.Remove(key);
            dropped.Add(key);
            return writing = AfterAsync(writing, actor => drafts.DeleteAsync(key, actor, CancellationToken.None));
        }
    }

    /// <summary>
    /// What was typed before and not saved, newest first. What cannot be read (any more) is left out. There is nothing when drafts cannot be found at
    /// all just now: every editor works without them.
    /// </summary>
    public async Task<IReadOnlyList<(string Key, T Form)>> ListAsync<T>(string prefix, CancellationToken ct)
    {
        try
        {
            var kept = await drafts.ListAsync(prefix, await getActor(), ct);
            return [.. kept.Select(draft => (draft.Key, Form: Read<T>(draft.Text))).Where(draft => draft.Form is not null)
                .Select(draft => (draft.Key, draft.Form!))];
        }
        catch (Exception e) when (e is not UnauthorizedAccessException && !ct.IsCancellationRequested)
        {
            onFailure(e);
            return [];
        }
    }

    /// <summary>Keeps what is not kept yet and ends.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isEnded = true;
            Flush();
            timer.Dispose();
        }
    }

    private static T? Read<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (JsonException)
        {
            // Kept by an earlier version of the editor.
            return default;
        }
    }

    private void Flush()
    {
        lock (gate)
        {
            if (!isEnded && !writing.IsCompleted)
            {
                // While one write waits, what is typed meanwhile waits as one.
                timer.Change(Window, Timeout.InfiniteTimeSpan);
                return;
            }

            // Taken out first: what is refused at once comes back in.
            var waiting = typed.ToList();
            typed.Clear();
            foreach (var (key, text) in waiting)
            {
                writing = AfterAsync(writing, actor => SaveAsync(key, text, actor));
            }
        }
    }

    private async Task SaveAsync(string key, string text, ShopActor actor)
    {
        var outcome = await drafts.SaveAsync(key, text, actor, CancellationToken.None);
        lock (gate)
        {
            if (outcome.Kind == OutcomeKind.Unavailable && !isEnded && !dropped.Contains(key) && typed.TryAdd(key, text))
            {
                timer.Change(Pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>One after the other, so that an older text never comes after a newer one or after its end.</summary>
    private async Task AfterAsync(Task before, Func<ShopActor, Task> write)
    {
        await before;
        try
        {
            await write(await getActor());
        }
        catch (Exception e)
        {
            onFailure(e);
        }
    }
}
