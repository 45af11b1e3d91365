using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace HybridShop.Web.Accounts.Tokens;

/// <summary>A key that signs and verifies tokens by its one algorithm: no token can choose another for it.</summary>
/// <param name="id">The token's `kid`.</param>
/// <param name="algorithm">The token's `alg`.</param>
internal abstract class TokenKey(string id, string algorithm)
{
    public string Id => id;

    public string Algorithm => algorithm;

    public abstract byte[] Sign(byte[] data);

    public abstract bool Verify(byte[] data, byte[] signature);
}

internal sealed class HmacTokenKey(string id, byte[] secret) : TokenKey(id, TokenAlgorithms.Hs256)
{
    private const int IdBytes = 8;

    /// <summary>The id comes out of the secret, so that all nodes that share it name it alike.</summary>
    public static HmacTokenKey From(byte[] secret) => new(Convert.ToHexStringLower(SHA256.HashData([.. "kid "u8, .. secret])[..IdBytes]), secret);

    public override byte[] Sign(byte[] data) => HMACSHA256.HashData(secret, data);

    public override bool Verify(byte[] data, byte[] signature) => CryptographicOperations.FixedTimeEquals(Sign(data), signature);
}

/// <summary>A pair of keys on the curve P-256; the public one alone can verify only. Its id is its thumbprint (RFC 7638).</summary>
internal sealed class EcTokenKey : TokenKey
{
    // Signature of fixed size, as JWS has it (RFC 7518, 3.4).
    private const DSASignatureFormat Format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;
    private const int CoordinateBytes = 32;
    private const int SignatureBytes = 2 * CoordinateBytes;

    private const int MaxRemembered = 10_000;

    // One at a time may use such an object, and making one takes longer than verifying with it.
    private readonly ConcurrentBag<ECDsa> idle = [];
    private readonly ECParameters parameters;

    // Hashes of what held: a program sends the same token thousands of times, and verifying it takes as long as answering.
    private readonly ConcurrentDictionary<string, bool> remembered = [];

    private EcTokenKey(string id, ECParameters parameters)
        : base(id, TokenAlgorithms.Es256) => this.parameters = parameters;

    /// <summary>The public half, for /.well-known/jwks.json.</summary>
    public JsonWebKey PublicKey => new("EC", "P-256", Coordinate(parameters.Q.X), Coordinate(parameters.Q.Y), Id, Algorithm, "sig");

    public static EcTokenKey Create()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return From(pair.ExportParameters(includePrivateParameters: true));
    }

    /// <exception cref="CryptographicException">They are no key on the curve P-256.</exception>
    public static EcTokenKey From(ECParameters parameters)
    {
        parameters.Validate();
        if (parameters.Q is not { X.Length: CoordinateBytes, Y.Length: CoordinateBytes } || parameters.Curve.Oid?.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
        {
            throw new CryptographicException("This key is not on the curve P-256.");
        }

        var thumbprint = $$"""{"crv":"P-256","kty":"EC","x":"{{Coordinate(parameters.Q.X)}}","y":"{{Coordinate(parameters.Q.Y)}}"}""";
        return new(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(thumbprint))), parameters);
    }

    /// <summary>Out of a PEM file with both halves.</summary>
    /// <exception cref="ArgumentException">It is no PEM.</exception>
    /// <exception cref="CryptographicException">It holds another kind of key.</exception>
    public static EcTokenKey FromPem(string pem)
    {
        using var pair = ECDsa.Create();
        pair.ImportFromPem(pem);
        return From(pair.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Both halves, for the file that keeps them.</summary>
    public string ToPem() => Use(pair => pair.ExportPkcs8PrivateKeyPem());

    public override byte[] Sign(byte[] data) => Use(pair => pair.SignData(data, HashAlgorithmName.SHA256, Format));

    public override bool Verify(byte[] data, byte[] signature)
    {
        if (signature.Length != SignatureBytes)
        {
            return false;
        }

        var hash = Convert.ToBase64String(SHA256.HashData([.. data, .. signature]));
        if (remembered.ContainsKey(hash))
        {
            return true;
        }

        if (!Use(pair => pair.VerifyData(data, signature, HashAlgorithmName.SHA256, Format)))
        {
            return false;
        }

        if (remembered.Count >= MaxRemembered)
        {
            remembered.Clear();
        }

        remembered[hash] = true;
        return true;
    }

    private static string Coordinate(byte[]? coordinate) => Base64Url.EncodeToString(coordinate);

    private T Use<T>(Func<ECDsa, T> act)
    {
        var pair = idle.TryTake(out var one) ? one : ECDsa.Create(parameters);
        try
        {
            return act(pair);
        }
        finally
        {
            idle.Add(pair);
        }
    }
}

/// <summary>A public key as RFC 7517 writes it.</summary>
internal sealed record JsonWebKey(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use);

/// <summary>A set of them.</summary>
internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);
