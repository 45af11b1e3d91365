using System.Security.Claims;
using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Accounts;

/// <summary>Begins, prolongs and ends the sign-ins of browsers. Whether one still holds <see cref="SecurityStampCache"/> answers.</summary>
internal sealed class UserSessions(UnitOfWork unitOfWork, SecurityStampCache stamps, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    /// <summary>The id in a principal, under the name that OpenID Connect has for it.</summary>
    public const string ClaimType = "sid";

    /// <summary>Most sign-ins of one account that hold at a time; the oldest one makes room.</summary>
    public const int MaxPerUser = 100;

    private static readonly ShopActor Browser = new(null, "", []);

    private TimeSpan Lifetime => cookies.Get(IdentityConstants.ApplicationScheme).ExpireTimeSpan;

    /// <summary>The session of a browser that signs in. One that the browser has already goes on, so that its open pages do.</summary>
    /// <param name="user">Who signs in.</param>
    /// <param name="present">The browser's session until now, or null.</param>
    public async Task<Guid> BeginAsync(ShopUser user, Guid? present)
    {
        var outcome = await unitOfWork.RunAsync<Guid>(Browser, async write =>
        {
            var session = await write.Db.UserSessions.FirstOrDefaultAsync(s => s.Id == present && s.UserId == user.Id);
            if (session is null)
            {
                session = new() { Id = Guid.NewGuid(), UserId = user.Id, Stamp = "", CreatedUtc = write.NowUtc };
                write.Db.UserSessions.Add(session);
            }

            (session.Stamp, session.ExpiresUtc) = (user.SecurityStamp!, write.NowUtc + Lifetime);
            await MakeRoomAsync(write, session);
            return Outcome.Done(session.Id);
        }, CancellationToken.None);
        return outcome.Value;
    }

    /// <summary>The cookie was written anew, so its session holds as long.</summary>
    public async Task ProlongAsync(ClaimsPrincipal principal)
    {
        if (principal.FindSessionId() is { } id)
        {
            await unitOfWork.RunAsync<int>(Browser, async write => Outcome.Done(await write.Db.UserSessions.Where(s => s.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresUtc, write.NowUtc + Lifetime))), CancellationToken.None);
        }
    }

    /// <summary>Ends the session that a principal came with, in all its tabs and on every node. A principal without one ends nothing.</summary>
    public async Task EndAsync(ClaimsPrincipal principal)
    {
        if (principal.FindSessionId() is { } id && principal.FindUserId() is { } userId)
        {
            await unitOfWork.RunAsync<int>(Browser, async write =>
                Outcome.Done(await write.Db.UserSessions.Where(s => s.Id == id).ExecuteDeleteAsync()), CancellationToken.None);
            stamps.Forget(userId);
        }
    }

    /// <summary>Removes what is over anyway, and the oldest of too many.</summary>
    private static async Task MakeRoomAsync(WriteContext write, UserSession latest)
    {
        await write.Db.UserSessions.Where(s => s.ExpiresUtc <= write.NowUtc || (s.UserId == latest.UserId && s.Id != latest.Id && s.Stamp != latest.Stamp))
            .ExecuteDeleteAsync();
        var others = write.Db.UserSessions.Where(s => s.UserId == latest.UserId && s.Id != latest.Id);
        var tooMany = await others.OrderByDescending(s => s.CreatedUtc).ThenBy(s => s.Id).Skip(MaxPerUser - 1).Select(s => s.Id).ToListAsync();
        await others.Where(s => tooMany.Contains(s.Id)).ExecuteDeleteAsync();
    }
}

internal static class SessionClaims
{
    /// <summary>The id of the browser's sign-in, or null for a token, a visitor, and a cookie from before there were such ids.</summary>
    public static Guid? FindSessionId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(UserSessions.ClaimType), out var id) ? id : null;
}
