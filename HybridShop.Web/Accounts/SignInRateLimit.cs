using System.Globalization;
using HybridShop.Web.Data;
using HybridShop.Web.Http;

namespace HybridShop.Web.Accounts;

/// <summary>
/// How many wrong tries to sign in one network may make in a minute, over pages and API together. Right ones count nothing, so that an
/// office behind one address may sign in as often as it likes. Accounts have a pause of their own (<see cref="IdentitySetup"/>).
/// </summary>
internal sealed class SignInRateLimit(IConfiguration configuration, TimeProvider clock)
{
    private const int DefaultAttempts = 20;

    /// <summary>Against a flood from more networks than that counting by network is no help, and it must not fill the memory.</summary>
    private const int MaxNetworks = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int max = AttemptsPerMinute(configuration);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Network> networks = [];

    /// <summary>Accounts:AttemptsPerMinute; 20 when nothing is set.</summary>
    public static int AttemptsPerMinute(IConfiguration configuration) =>
        Math.Max(1, configuration.Number("Accounts:AttemptsPerMinute", DefaultAttempts));

    /// <summary>
    /// Begins a try, which is to be disposed of when it has ended. As long as open tries could use up what is left, the next one waits for
    /// them: side by side they may neither exceed the limit, nor be refused because of others that turn out right.
    /// </summary>
    public async Task<SignInTry> BeginAsync(string name, CancellationToken ct)
    {
        while (true)
        {
            Task nextEnd;
            lock (gate)
            {
                var network = Find(name);
                if (network.Wrong >= max)
                {
                    return new(network.WrongUntil - clock.GetUtcNow(), null);
                }

                if (network.Wrong + network.Open < max)
                {
                    network.Open++;
                    return new(null, isWrong => End(network, isWrong));
                }

                nextEnd = network.NextEnd.Task;
            }

            await nextEnd.WaitAsync(ct);
        }
    }

    private void End(Network network, bool isWrong)
    {
        lock (gate)
        {
            network.Open--;
            if (isWrong)
            {
                network.WrongUntil = network.Wrong++ == 0 ? clock.GetUtcNow() + Window : network.WrongUntil;
            }

            network.NextEnd.SetResult();
            network.NextEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>How many networks are remembered.</summary>
    internal int NetworkCount => networks.Count;

    /// <summary>Within the lock.</summary>
    private Network Find(string name)
    {
        if (networks.TryGetValue(name, out var network))
        {
            network.Wrong = network.WrongUntil > clock.GetUtcNow() ? network.Wrong : 0;
            return network;
        }

        if (networks.Count >= MaxNetworks)
        {
            foreach (var (idle, _) in networks.Where(one => one.Value.Open == 0).ToList())
            {
                networks.Remove(idle);
            }
        }

        return networks[name] = new();
    }

    private sealed class Network
    {
        public int Open { get; set; }

        public int Wrong { get; set; }

        public DateTimeOffset WrongUntil { get; set; }

        public TaskCompletionSource NextEnd { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>One try to sign in.</summary>
/// <param name="refusedFor">How long its network has to wait, or null when it may go on.</param>
/// <param name="end">Is told at the end whether it was wrong.</param>
internal sealed class SignInTry(TimeSpan? refusedFor, Action<bool>? end) : IDisposable
{
    public TimeSpan? RefusedFor => refusedFor;

    public bool IsWrong { get; set; }

    public void Dispose() => end?.Invoke(IsWrong);
}

/// <summary>Marks the pages and endpoints at which one signs in.</summary>
internal sealed class TriesSignIn;

internal static class SignInTries
{
    /// <summary>429 for a network that has tried wrongly too often. Behind routing.</summary>
    public static void UseSignInRateLimit(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<SignInRateLimit>();
        app.Use(async (context, next) =>
        {
            if (!HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<TriesSignIn>() is null)
            {
                await next(context);
                return;
            }

            using var attempt = await limit.BeginAsync(ClientNetwork.Of(context), context.RequestAborted);
            if (attempt.RefusedFor is { } wait)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return;
            }

            context.Features.Set(attempt);
            await next(context);
        });
    }

    /// <summary>Password or second factor did not fit.</summary>
    public static void CountWrongSignIn(this HttpContext http)
    {
        if (http.Features.Get<SignInTry>() is { } attempt)
        {
            attempt.IsWrong = true;
        }
    }
}
