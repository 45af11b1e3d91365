using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Accounts;

internal enum SignInAnswerKind
{
    Done,

    /// <summary>The password is right; a second factor is asked for next.</summary>
    TwoFactor,

    /// <summary>Address and password do not belong together, or there is no such address: the answers are alike.</summary>
    Wrong,

    /// <summary>Too many wrong tries, or locked by somebody.</summary>
    Paused,
}

/// <param name="Kind">How it ended.</param>
/// <param name="TriesLeft">After a wrong try: how many more until the pause.</param>
/// <param name="User">Who it is, when the password is right.</param>
internal sealed record SignInAnswer(SignInAnswerKind Kind, int TriesLeft = 0, ShopUser? User = null);

/// <summary>Signing in by email and password, for the page and for tokens. Neither answer nor time tells whether an address is known.</summary>
internal sealed class EmailSignIn(
    SignInManager<ShopUser> signIn,
    IPasswordHasher<ShopUser> hasher,
    UnknownEmailThrottle unknown,
    SignInQueue queue,
    IHostEnvironment environment)
{
    private static readonly ShopUser Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<ShopUser>().HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>Signs in by cookie, which outlives the browser's session when <paramref name="remember"/> is set.</summary>
    public Task<SignInAnswer> SignInAsync(string email, string password, bool remember) =>
        RunAsync(email, password, (user, typed) => signIn.PasswordSignInAsync(user, typed, remember, lockoutOnFailure: true));

    /// <summary>The same check without a cookie.</summary>
    public Task<SignInAnswer> CheckAsync(string email, string password) => RunAsync(email, password, async (user, typed) =>
    {
        var result = await signIn.CheckPasswordSignInAsync(user, typed, lockoutOnFailure: true);
        return result.Succeeded && await signIn.IsTwoFactorEnabledAsync(user) ? SignInResult.TwoFactorRequired : result;
    });

    /// <summary>For a second factor that did not fit; passwords are counted here.</summary>
    public void CountWrong() => signIn.Context.CountWrongSignIn();

    private async Task<SignInAnswer> RunAsync(string email, string password, Func<ShopUser, string, Task<SignInResult>> attempt)
    {
        var answer = await queue.RunAsync(email, () => TryAsync(email, password, attempt));
        if (answer.Kind is SignInAnswerKind.Wrong or SignInAnswerKind.Paused)
        {
            CountWrong();
        }

        return answer;
    }

    private async Task<SignInAnswer> TryAsync(string email, string password, Func<ShopUser, string, Task<SignInResult>> attempt)
    {
        // An empty password fits nobody, and fails in the ordinary way.
        var typed = password.Length > AccountLimits.MaxPasswordLength || (environment.IsProduction() && password == DemoAccounts.Password) ? "" : password;
        if (await signIn.UserManager.FindByEmailAsync(email) is not { } user)
        {
            return unknown.Try(email, () => hasher.VerifyHashedPassword(Nobody, NobodysHash, typed));
        }

        var result = await attempt(user, typed);
        if (result.Succeeded)
        {
            return new(SignInAnswerKind.Done, User: user);
        }

        if (result.RequiresTwoFactor)
        {
            return new(SignInAnswerKind.TwoFactor, User: user);
        }

        if (result.IsLockedOut)
        {
            return new(SignInAnswerKind.Paused);
        }

        return new(SignInAnswerKind.Wrong, signIn.Options.Lockout.MaxFailedAccessAttempts - user.AccessFailedCount);
    }
}

/// <summary>
/// Counts wrong tries of addresses that nobody has, like those of accounts: otherwise the number of tries left would tell which exist.
/// </summary>
internal sealed class UnknownEmailThrottle(TimeProvider clock, IOptions<IdentityOptions> identity)
{
    private const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Tries> tries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>One more try; <paramref name="hash"/> takes the time that a real check takes, and like it is left out in a pause.</summary>
    public SignInAnswer Try(string email, Action hash)
    {
        if (IsPaused(email))
        {
            return new(SignInAnswerKind.Paused);
        }

        hash();
        var lockout = identity.Value.Lockout;
        lock (gate)
        {
            if (tries.Count >= Capacity)
            {
                tries.Clear();
            }

            var wrong = tries.GetValueOrDefault(email).Wrong + 1;
            var isLast = wrong >= lockout.MaxFailedAccessAttempts;
            tries[email] = isLast ? new(0, clock.GetUtcNow() + lockout.DefaultLockoutTimeSpan) : new(wrong, default);
            return isLast ? new(SignInAnswerKind.Paused) : new(SignInAnswerKind.Wrong, lockout.MaxFailedAccessAttempts - wrong);
        }
    }

    private bool IsPaused(string email)
    {
        lock (gate)
        {
            return tries.GetValueOrDefault(email).PausedUntil > clock.GetUtcNow();
        }
    }

    private readonly record struct Tries(int Wrong, DateTimeOffset PausedUntil);
}
