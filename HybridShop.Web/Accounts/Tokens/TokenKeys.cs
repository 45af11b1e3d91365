using System.Security.Cryptography;
using HybridShop.Web.Data;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>
/// The keys of access tokens: the newest signs and is replaced after <see cref="ReplacedAfter"/>, older ones verify until the last token that they
/// have signed has run out, and then go. With a secret in the configuration that is the only key.
/// </summary>
internal sealed partial class TokenKeys(TokenSettings settings, ShopSettings shop, TimeProvider clock, ILogger<TokenKeys> logger)
{
    public static readonly TimeSpan ReplacedAfter = TimeSpan.FromDays(90);

    /// <summary>Within this time a key that another process has made is signed with, and one that somebody removed is not.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>A token with an unknown key may come from such a process; more often than this nobody can make us look.</summary>
    private static readonly TimeSpan LookedForAfter = TimeSpan.FromSeconds(1);

    private const int SecretIdBytes = 8;

    private readonly SymmetricSecurityKey? secret = settings.Secret is { } bytes ? KeyOf(bytes) : null;
    private readonly TokenKeyFolder folder = new(shop.KeysFolder);
    private readonly Lock gate = new();
    private volatile Ring? ring;

    /// <summary>The key to sign with.</summary>
    public SecurityKey Active => (SecurityKey?)secret ?? (Known(ReadAgainAfter) is { Keys: [.., var newest] } && !IsOld(newest) ? newest.Key : Renew());

    /// <summary>The public keys that others verify with; none for a secret.</summary>
    public IReadOnlyList<PublicTokenKey> Published =>
        secret is not null ? [] : [.. Living(Known(ReadAgainAfter)).Select(stored => PublicTokenKey.Of(stored.Key))];

    /// <summary>The key of this id, or null when it is not one of ours, or not any more.</summary>
    public SecurityKey? Find(string id) => secret is not null ? (secret.KeyId == id ? secret : null) : Find(id, ReadAgainAfter) ?? Find(id, LookedForAfter);

    /// <summary>Makes a new key, which signs from now on.</summary>
    /// <exception cref="ShopStartException">Tokens are signed with a secret.</exception>
    public ECDsaSecurityKey Rotate()
    {
        if (secret is not null)
        {
            throw new ShopStartException("Tokens are signed with a secret (HS256): to replace it set Jwt:Secret to another one and start again.");
        }

        lock (gate)
        {
            return Add();
        }
    }

    /// <summary>Before the first request: reads the keys, and makes the first one.</summary>
    /// <exception cref="ShopStartException">A file is no key.</exception>
    public void Open()
    {
        if (secret is null)
        {
            ring = Read();
            _ = Active;
        }
    }

    /// <summary>Its id comes out of the secret, so that all nodes that share it name it alike.</summary>
    private static SymmetricSecurityKey KeyOf(byte[] secret) =>
        new(secret) { KeyId = Convert.ToHexStringLower(SHA256.HashData([.. "kid "u8, .. secret])[..SecretIdBytes]) };

    private ECDsaSecurityKey? Find(string id, TimeSpan maxAge) => Living(Known(maxAge)).FirstOrDefault(stored => stored.Key.KeyId == id)?.Key;

    private ECDsaSecurityKey Renew()
    {
        lock (gate)
        {
            // Somebody else may have made one while this one waited.
            ring = Read();
            return ring.Keys is [.., var newest] && !IsOld(newest) ? newest.Key : Add();
        }
    }

    private ECDsaSecurityKey Add()
    {
        // The newest key signs, so this one has to be newer than any, also when the clock was put back.
        var now = clock.GetUtcNow().UtcDateTime;
        var next = Read().Keys is [.., var newest] ? newest.CreatedUtc.AddMilliseconds(1) : now;
        var added = folder.Add(now > next ? now : next);
        ring = Read();
        return added.Key;
    }

    private Ring Known(TimeSpan maxAge)
    {
        if (ring is { } fresh && clock.GetElapsedTime(fresh.Since) < maxAge)
        {
            return fresh;
        }

        lock (gate)
        {
            if (ring is not { } known || clock.GetElapsedTime(known.Since) >= maxAge)
            {
                ring = ReadOrKeep();
            }

            return ring;
        }
    }

    /// <summary>While the shop serves, a folder that cannot be read for a moment is no reason to sign everybody out.</summary>
    private Ring ReadOrKeep()
    {
        try
        {
            return Read();
        }
        catch (Exception e) when (ring is not null && e is IOException or UnauthorizedAccessException or ShopStartException)
        {
            LogUnread(e.Message);
            return ring with { Since = clock.GetTimestamp() };
        }
    }

    private Ring Read()
    {
        var all = new Ring(folder.Read(), clock.GetTimestamp());
        var living = Living(all).ToList();
        foreach (var gone in all.Keys.Except(living))
        {
            TokenKeyFolder.Remove(gone);
        }

        return all with { Keys = living };
    }

    /// <summary>A key signs until the next one is made, or a little longer in a process that has not read of it; its tokens last their time.</summary>
    private IEnumerable<StoredTokenKey> Living(Ring known)
    {
        var lastSignedUtc = clock.GetUtcNow().UtcDateTime - settings.AccessLifetime - ReadAgainAfter - TokenSettings.ClockSkew;
        return known.Keys.Where((_, i) => i == known.Keys.Count - 1 || known.Keys[i + 1].CreatedUtc > lastSignedUtc);
    }

    private bool IsOld(StoredTokenKey key) => clock.GetUtcNow().UtcDateTime - key.CreatedUtc >= ReplacedAfter;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of tokens cannot be read; those known go on. {Reason}")]
    private partial void LogUnread(string reason);

    private sealed record Ring(List<StoredTokenKey> Keys, long Since);
}
