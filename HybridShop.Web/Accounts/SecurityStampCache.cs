using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Claims;
using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Accounts;

/// <summary>What has become of an account since somebody signed in with it.</summary>
internal enum SignInState
{
    /// <summary>Nothing.</summary>
    Current,

    /// <summary>It has another public name.</summary>
    Renamed,

    /// <summary>It has other roles.</summary>
    OtherRoles,

    /// <summary>Signed out, here or everywhere, locked by somebody, another password, or gone.</summary>
    Ended,
}

/// <summary>
/// Whether a sign-in still holds, for cookies, circuits, sockets and tokens alike. Looks into the database, and remembers what it saw for
/// <see cref="KeptFor"/>: whoever changed it, on whichever node, everybody knows within that time.
/// </summary>
internal sealed class SecurityStampCache(IDbContextFactory<ShopDbContext> contexts, TimeProvider clock, IOptions<IdentityOptions> identity)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<int, Seen> seen = [];

    /// <summary>Whether what was granted at sign-in (rights, not the name) still holds.</summary>
    public async Task<bool> IsCurrentAsync(ClaimsPrincipal principal, CancellationToken ct = default) =>
        await LookAsync(principal, ct) is SignInState.Current or SignInState.Renamed;

    public async Task<SignInState> LookAsync(ClaimsPrincipal principal, CancellationToken ct = default)
    {
        if (principal.FindUserId() is not { } id)
        {
            return SignInState.Ended;
        }

        // A sign-in can be newer than what is remembered, so only a good answer is given from memory.
        return seen.TryGetValue(id, out var known) && clock.GetElapsedTime(known.Since) < KeptFor && Compare(principal, known.Account) == SignInState.Current
            ? SignInState.Current
            : Compare(principal, await FindAsync(id, ct));
    }

    /// <summary>
    /// The account as it is now, for a token that was given out under a certain stamp; null when that sign-in has ended. The claims are
    /// those of the cookie.
    /// </summary>
    public async Task<ClaimsPrincipal?> FindPrincipalAsync(int id, Func<string, bool> isStamp, string authenticationType, CancellationToken ct = default)
    {
        bool Holds([NotNullWhen(true)] AccountNow? account) => account?.Stamp is { } stamp && isStamp(stamp) && !IsLocked(account.LockoutEnd);

        var account = seen.TryGetValue(id, out var known) && clock.GetElapsedTime(known.Since) < KeptFor && Holds(known.Account)
            ? known.Account
            : await FindAsync(id, ct);
        if (!Holds(account))
        {
            return null;
        }

        var claims = identity.Value.ClaimsIdentity;
        return new(new ClaimsIdentity(
            [
                new(claims.UserIdClaimType, id.ToString(CultureInfo.InvariantCulture)), new(claims.UserNameClaimType, account.Name),
                new(claims.SecurityStampClaimType, account.Stamp!), .. account.Roles.Select(role => new Claim(claims.RoleClaimType, role)),
            ],
            authenticationType, claims.UserNameClaimType, claims.RoleClaimType));
    }

    /// <summary>
    /// The short pause after wrong passwords keeps out who is at the door, not who is inside: otherwise anybody could sign others out by
    /// typing five wrong passwords. Somebody's lock lasts longer than that pause.
    /// </summary>
    public bool IsLocked(DateTimeOffset? lockoutEnd) => IsAfter(lockoutEnd, LockedFrom);

    /// <summary>A lock ends after this moment, a pause before it.</summary>
    public DateTimeOffset LockedFrom => clock.GetUtcNow() + identity.Value.Lockout.DefaultLockoutTimeSpan;

    /// <summary>A method, because SQLite cannot compare such moments: queries call it on what they have read.</summary>
    public static bool IsAfter(DateTimeOffset? lockoutEnd, DateTimeOffset lockedFrom) => lockoutEnd > lockedFrom;

    /// <summary>This process has just changed the account: do not wait.</summary>
    public void Forget(int userId) => seen.TryRemove(userId, out _);

    private SignInState Compare(ClaimsPrincipal principal, AccountNow? account)
    {
        var claims = identity.Value.ClaimsIdentity;
        if (account?.Stamp is null || principal.FindFirstValue(claims.SecurityStampClaimType) != account.Stamp || IsLocked(account.LockoutEnd)
            || !HasSession(principal, account))
        {
            return SignInState.Ended;
        }

        var roles = principal.FindAll(claims.RoleClaimType).Select(claim => claim.Value);
        if (!account.Roles.ToHashSet().SetEquals(roles))
        {
            return SignInState.OtherRoles;
        }

        if (principal.FindFirstValue(claims.UserNameClaimType) != account.Name)
        {
            return SignInState.Renamed;
        }

        return SignInState.Current;
    }

    /// <summary>Cookies have one, and the circuits and sockets that come with them; tokens do not.</summary>
    private static bool HasSession(ClaimsPrincipal principal, AccountNow account) =>
        principal.Identity?.AuthenticationType != IdentityConstants.ApplicationScheme
        || (principal.FindSessionId() is { } session && account.Sessions.Contains(session));

    private async Task<AccountNow?> FindAsync(int id, CancellationToken ct)
    {
        // The time from before the look: what changes during it must not be remembered for longer.
        var since = clock.GetTimestamp();
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sessions = await db.UserSessions.Where(s => s.UserId == id && s.ExpiresUtc > now).Select(s => s.Id).ToListAsync(ct);
        var account = await db.Users.Where(u => u.Id == id).Select(u => new AccountNow(
            u.SecurityStamp, u.UserName!, u.LockoutEnd,
            db.UserRoles.Where(ur => ur.UserId == u.Id).Join(db.Roles, ur => ur.RoleId, r => r.Id, (ur, r) => r.Name!).ToList(), sessions))
                .FirstOrDefaultAsync(ct);
        if (seen.Count >= Capacity)
        {
            seen.Clear();
        }

        seen[id] = new(since, account);
        return account;
    }

    private sealed record AccountNow(string? Stamp, string Name, DateTimeOffset? LockoutEnd, List<string> Roles, List<Guid> Sessions);

    private sealed record Seen(long Since, AccountNow? Account);
}
