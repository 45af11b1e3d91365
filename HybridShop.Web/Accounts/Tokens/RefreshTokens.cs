using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>
/// Refresh tokens: each is good for one exchange, and the next one comes with it. One that comes again within <see cref="Grace"/> is a second tab, or a
/// program that has lost the answer, and gets a next one too. After that, or once a successor was used, it was copied: all that came out of the same
/// sign-in end, as they do by a logout, and when the account gets another security stamp or a lock.
/// </summary>
internal sealed class RefreshTokens(UnitOfWork unitOfWork, TokenSettings settings, SecurityStampCache stamps, TimeProvider clock)
{
    /// <summary>How long after its first exchange a token may be exchanged once more.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private const int TokenBytes = 32;

    private static readonly TimeSpan PrunedEvery = TimeSpan.FromHours(1);
    private static readonly ShopActor Bearer = new(null, "", []);

    private long prunedAt;

    /// <summary>The first token of a new sign-in, or null when the account has changed since its password was looked at.</summary>
    public async Task<string?> IssueAsync(ShopUser user, CancellationToken ct)
    {
        var outcome = await unitOfWork.RunAsync<string?>(Bearer, async write =>
        {
            if (!await write.Db.Users.AnyAsync(u => u.Id == user.Id && u.SecurityStamp == user.SecurityStamp, ct))
            {
                return Outcome.Done<string?>(null);
            }

            var token = NewToken();
            Add(write, token, Guid.NewGuid(), null, user.Id, user.SecurityStamp!);
            return Outcome.Done<string?>(token);
        }, ct);
        await PruneAsync(ct);
        return outcome.Demand();
    }

    /// <summary>The account and the next token, or null when this one does not hold, or not any more.</summary>
    public async Task<RefreshedSignIn?> ExchangeAsync(string token, CancellationToken ct)
    {
        if (HashOf(token) is not { } hash)
        {
            return null;
        }

        var outcome = await unitOfWork.RunAsync<RefreshedSignIn?>(Bearer, async write =>
        {
            if (await LockAsync(write, hash, ct) is not var (row, user) || row.RevokedUtc is not null || row.ExpiresUtc <= write.NowUtc
                || user.SecurityStamp != row.Stamp || stamps.IsLocked(user.LockoutEnd))
            {
                return Outcome.Done<RefreshedSignIn?>(null);
            }

            if (await WasCopiedAsync(write, row, ct))
            {
                await EndFamilyAsync(write, row.Family, ct);
                return Outcome.Done<RefreshedSignIn?>(null);
            }

            var next = NewToken();
            row.UsedUtc ??= write.NowUtc;
            Add(write, next, row.Family, row.Id, user.Id, row.Stamp);
            var roles = await write.Db.UserRoles.Where(ur => ur.UserId == user.Id)
                .Join(write.Db.Roles, ur => ur.RoleId, r => r.Id, (ur, r) => r.Name!).ToListAsync(ct);
            return Outcome.Done<RefreshedSignIn?>(new(user, roles, next));
        }, ct);
        await PruneAsync(ct);
        return outcome.Demand();
    }

    /// <summary>Ends the sign-in that this token came out of, whether it was used already or not. An unknown one ends nothing.</summary>
    public async Task EndAsync(string token, CancellationToken ct)
    {
        if (HashOf(token) is { } hash)
        {
            var outcome = await unitOfWork.RunAsync<bool>(Bearer, async write =>
            {
                if (await LockAsync(write, hash, ct) is var (row, _))
                {
                    await EndFamilyAsync(write, row.Family, ct);
                }

                return Outcome.Done(true);
            }, ct);
            outcome.Demand();
        }
    }

    /// <summary>
    /// The row and its user; until the transaction ends nobody else gets an answer about this user's tokens, so that no new one slips in beside the
    /// end of its family. Updating the user's row is what both databases make others wait for.
    /// </summary>
    private static async Task<(RefreshToken Row, ShopUser User)?> LockAsync(WriteContext write, byte[] hash, CancellationToken ct)
    {
        var users = write.Db.Users.Where(u => write.Db.RefreshTokens.Any(t => t.Hash == hash && t.UserId == u.Id));
        await users.ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, u => u.SecurityStamp), ct);
        var row = await write.Db.RefreshTokens.FirstOrDefaultAsync(t => t.Hash == hash, ct);
        return row is not null && await write.Db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == row.UserId, ct) is { } user ? (row, user) : null;
    }

    private static async Task<bool> WasCopiedAsync(WriteContext write, RefreshToken row, CancellationToken ct) => row.UsedUtc is { } usedUtc
        && (write.NowUtc - usedUtc > Grace
            || await write.Db.RefreshTokens.AnyAsync(t => t.Family == row.Family && t.PredecessorId == row.Id && t.UsedUtc != null, ct));

    private static Task<int> EndFamilyAsync(WriteContext write, Guid family, CancellationToken ct) => write.Db.RefreshTokens
        .Where(t => t.Family == family && t.RevokedUtc == null).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedUtc, write.NowUtc), ct);

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>What is kept of a token; null for what cannot be one.</summary>
    private static byte[]? HashOf(string token)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        return Base64Url.DecodeFromChars(token, bytes, out _, out var written) == OperationStatus.Done && written == TokenBytes ? SHA256.HashData(bytes) : null;
    }

    private void Add(WriteContext write, string token, Guid family, long? predecessorId, int userId, string stamp) => write.Db.RefreshTokens.Add(new()
    {
        Hash = HashOf(token)!,
        Family = family,
        PredecessorId = predecessorId,
        UserId = userId,
        Stamp = stamp,
        CreatedUtc = write.NowUtc,
        ExpiresUtc = write.NowUtc + settings.RefreshLifetime,
    });

    /// <summary>Removes what has expired, now and then; when nothing can be written, the next time does it.</summary>
    private async Task PruneAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = Interlocked.Read(ref prunedAt);
        if (now.Ticks - last >= PrunedEvery.Ticks && Interlocked.CompareExchange(ref prunedAt, now.Ticks, last) == last)
        {
            await unitOfWork.RunAsync<int>(Bearer, async write =>
                Outcome.Done(await write.Db.RefreshTokens.Where(t => t.ExpiresUtc <= write.NowUtc).ExecuteDeleteAsync(ct)), ct);
        }
    }
}

/// <param name="User">The account as it is now.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="RefreshToken">The next token.</param>
internal sealed record RefreshedSignIn(ShopUser User, IReadOnlyList<string> Roles, string RefreshToken);
