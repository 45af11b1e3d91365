using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HybridShop.Web.Accounts.Tokens;

namespace HybridShop.Tests.Accounts.Tokens;

/// <summary>The examples of RFC 7515, appendix A, to the letter.</summary>
[Trait("Category", "Unit")]
public sealed class SignatureTests
{
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private const string HmacSigned = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Payload;
    private const string HmacSignature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string EcSigned = "eyJhbGciOiJFUzI1NiJ9." + Payload;
    private const string EcSignature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private static readonly HmacTokenKey Hmac = new(
        "a1", Base64Url.DecodeFromChars("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"));

    private static readonly EcTokenKey Ec = EcTokenKey.From(new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new()
        {
            X = Base64Url.DecodeFromChars("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
            Y = Base64Url.DecodeFromChars("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
        },
        D = Base64Url.DecodeFromChars("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
    });

    [Fact]
    public void HS256_signs_and_verifies_example_A_1()
    {
        Base64Url.EncodeToString(Hmac.Sign(Bytes(HmacSigned))).ShouldBe(HmacSignature);

        Hmac.Verify(Bytes(HmacSigned), Base64Url.DecodeFromChars(HmacSignature)).ShouldBeTrue();
        Hmac.Verify(Bytes(HmacSigned + "A"), Base64Url.DecodeFromChars(HmacSignature)).ShouldBeFalse();
    }

    [Fact]
    public void ES256_verifies_example_A_3_and_what_it_signs_itself()
    {
        Ec.Verify(Bytes(EcSigned), Base64Url.DecodeFromChars(EcSignature)).ShouldBeTrue();
        Ec.Verify(Bytes(EcSigned + "A"), Base64Url.DecodeFromChars(EcSignature)).ShouldBeFalse();

        var signature = Ec.Sign(Bytes(EcSigned));
        signature.Length.ShouldBe(64);
        Ec.Verify(Bytes(EcSigned), signature).ShouldBeTrue();
    }

    [Fact]
    public void A_signature_of_another_size_does_not_verify()
    {
        byte[][] signatures = [[], new byte[64], [.. Base64Url.DecodeFromChars(EcSignature), 0], Base64Url.DecodeFromChars(EcSignature)[..63]];

        signatures.ShouldAllBe(signature => !Ec.Verify(Bytes(EcSigned), signature));
        Hmac.Verify(Bytes(HmacSigned), []).ShouldBeFalse();
        Hmac.Verify(Bytes(HmacSigned), Base64Url.DecodeFromChars(HmacSignature)[..31]).ShouldBeFalse();
    }

    [Fact]
    public void A_signature_that_held_is_remembered_and_no_other_is_taken_for_it()
    {
        var (data, signature) = (Bytes(EcSigned), Ec.Sign(Bytes(EcSigned)));
        Ec.Verify(data, signature).ShouldBeTrue();

        Ec.Verify(data, signature).ShouldBeTrue();
        Ec.Verify(data, [.. signature[..^1], (byte)(signature[^1] ^ 1)]).ShouldBeFalse();
        Ec.Verify([.. data[..^1], (byte)(data[^1] ^ 1)], signature).ShouldBeFalse();
        Ec.Verify([.. data, signature[0]], signature[1..]).ShouldBeFalse("cut elsewhere");
    }

    [Fact]
    public void Many_at_once_may_use_one_key()
    {
        var signatures = ParallelEnumerable.Range(0, 200).Select(i => (Data: Bytes($"{i}"), Signature: Ec.Sign(Bytes($"{i}")))).ToList();

        signatures.AsParallel().All(one => Ec.Verify(one.Data, one.Signature)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("AQ", true)]
    [InlineData("AR", false)]
    [InlineData("AQ==", false)]
    [InlineData("A Q", false)]
    [InlineData("AQ\n", false)]
    [InlineData("A", false)]
    [InlineData("+/8", false)]
    [InlineData("-_8", true)]
    [InlineData("", false)]
    public void Only_canonical_base64url_is_read(string text, bool isRead) => SignedToken.TryDecode(text, out _).ShouldBe(isRead);

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
