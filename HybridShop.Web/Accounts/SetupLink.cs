using System.Security.Cryptography;
using System.Text;

namespace HybridShop.Web.Accounts;

/// <summary>The secret of the one-time set-up link: random, known to this process only, open while there is no admin.</summary>
internal sealed class SetupLink
{
    private const int TokenBytes = 32;

    private volatile string? token;

    /// <summary>Makes a new secret; what was open before is closed.</summary>
    public string Open() => token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    public void Close() => token = null;

    public bool Opens(string? given) => token is { } secret && given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(given));
}
