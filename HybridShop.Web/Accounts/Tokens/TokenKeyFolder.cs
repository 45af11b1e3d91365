using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using HybridShop.Web.Data;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>
/// The keys of access tokens as files of the data folder, one each, named after the moment when it was made. Their rights guard them, as they
/// guard the other keys there. A file that is removed is a key that verifies nothing any more.
/// </summary>
internal sealed class TokenKeyFolder(string folder)
{
    private const string Prefix = "token-";
    private const string Suffix = ".pem";
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int NonceBytes = 4;

    /// <summary>All keys, the newest last.</summary>
    /// <exception cref="ShopStartException">A file is no key.</exception>
    public List<StoredTokenKey> Read() =>
        [.. ShopKeys.PrivateFolder(folder).EnumerateFiles(Prefix + "*" + Suffix).OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => Read(file.FullName))];

    public StoredTokenKey Add(DateTime nowUtc)
    {
        var key = KeyOf(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var name = Prefix + nowUtc.ToString(TimeFormat, CultureInfo.InvariantCulture) + "-" + Convert.ToHexStringLower(
            RandomNumberGenerator.GetBytes(NonceBytes));
        var (file, draft) = (Path.Combine(ShopKeys.PrivateFolder(folder).FullName, name + Suffix), Path.Combine(folder, name + ".draft"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(key.ECDsa.ExportPkcs8PrivateKeyPem());
        }

        // Renamed when it is whole: another process may be reading.
        File.Move(draft, file);
        return new(file, Moment(file), key);
    }

    public static void Remove(StoredTokenKey key) => File.Delete(key.File);

    private static StoredTokenKey Read(string file)
    {
        try
        {
            return new(file, Moment(file), FromPem(File.ReadAllText(file)));
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or FormatException)
        {
            throw new ShopStartException($"{file} is no key for tokens: put the right one back, or remove it, which ends all sign-ins that it has signed.", e);
        }
    }

    private static ECDsaSecurityKey FromPem(string pem)
    {
        var pair = ECDsa.Create();
        pair.ImportFromPem(pem);
        return KeyOf(pair);
    }

    /// <summary>Its id is its thumbprint (RFC 7638).</summary>
    /// <exception cref="CryptographicException">It is not on the curve P-256, or its private half is missing.</exception>
    private static ECDsaSecurityKey KeyOf(ECDsa pair)
    {
        if (pair.ExportParameters(includePrivateParameters: true).Curve.Oid?.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
        {
            throw new CryptographicException("This key is not on the curve P-256.");
        }

        var key = new ECDsaSecurityKey(pair);
        key.KeyId = Base64Url.EncodeToString(key.ComputeJwkThumbprint());
        return key;
    }

    private static DateTime Moment(string file) => DateTime.ParseExact(
        Path.GetFileName(file)[Prefix.Length..].Split('-')[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}

/// <summary>A key and the full path of its file.</summary>
internal sealed record StoredTokenKey(string File, DateTime CreatedUtc, ECDsaSecurityKey Key);
