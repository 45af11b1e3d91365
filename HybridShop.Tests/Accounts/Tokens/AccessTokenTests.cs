using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HybridShop.Web.Accounts.Tokens;

namespace HybridShop.Tests.Accounts.Tokens;

/// <summary>Which tokens hold. Each attack differs in one thing from a token that does.</summary>
[Trait("Category", "Unit")]
public sealed class AccessTokenTests : IDisposable
{
    private readonly TokenSamples samples = new();

    private TokenKey Key => samples.Keys.Active;

    public static TheoryData<byte[]?> Secrets => new(null, RandomNumberGenerator.GetBytes(32));

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_token_says_who_it_is_for_an_hour(byte[]? secret)
    {
        using var samples = new TokenSamples(secret);
        var token = samples.Issue();

        var claims = samples.Tokens.Read(token)!;

        (claims.UserId, claims.Name, claims.Iss, claims.Aud).ShouldBe((5, "Ada", "hybridshop", "hybridshop-api"));
        claims.Roles.ShouldBe([ShopRoles.Seller]);
        (claims.Iat, claims.Exp).ShouldBe((samples.Now, samples.Now + 3_600));
        claims.Stamp.ShouldBe(AccessTokens.StampHash(TokenSamples.Stamp));
        token.ShouldNotContain(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(TokenSamples.Stamp)));
        samples.Tokens.Read(samples.Issue())!.Jti.ShouldNotBe(claims.Jti);
        Parsed(token.Split('.')[0]).ShouldBe($$"""{"alg":"{{samples.Keys.Active.Algorithm}}","typ":"at+jwt","kid":"{{samples.Keys.Active.Id}}"}""");
    }

    [Fact]
    public void What_the_attacks_differ_from_holds() => Holds(TokenSamples.Header(Key), samples.Payload()).ShouldBeTrue();

    [Fact]
    public void A_claim_that_is_added_one_day_is_passed_over() => Holds(TokenSamples.Header(Key), samples.Payload(more: ",\"scope\":\"all\"")).ShouldBeTrue();

    [Fact]
    public void A_token_without_a_signature_is_refused()
    {
        var unsigned = Encode($$"""{"alg":"none","typ":"at+jwt","kid":"{{Key.Id}}"}""") + "." + Encode(samples.Payload()) + ".";

        samples.Tokens.Read(unsigned).ShouldBeNull();
        samples.Tokens.Read(unsigned + "AA").ShouldBeNull();
        samples.Tokens.Read(samples.Issue().Split('.')[0] + "." + Encode(samples.Payload()) + ".").ShouldBeNull();
    }

    [Fact]
    public void The_public_key_is_no_secret_to_sign_with()
    {
        var published = ((EcTokenKey)Key).PublicKey;
        byte[][] secrets =
        [
            Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(published)), Base64Url.DecodeFromChars(published.X),
            [4, .. Base64Url.DecodeFromChars(published.X), .. Base64Url.DecodeFromChars(published.Y)],
        ];

        secrets.Select(secret => new HmacTokenKey(Key.Id, secret)).ShouldAllBe(key =>
            samples.Tokens.Read(TokenSamples.Sign(TokenSamples.Header(key), samples.Payload(), key)) == null
            && samples.Tokens.Read(TokenSamples.Sign(TokenSamples.Header(Key), samples.Payload(), key)) == null);
    }

    [Fact]
    public void The_header_names_the_algorithm_of_its_key() =>
        Holds($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{Key.Id}}"}""", samples.Payload()).ShouldBeFalse();

    [Theory]
    [InlineData("JWT")]
    [InlineData("AT+JWT")]
    [InlineData("rt+jwt")]
    [InlineData("")]
    public void Another_type_is_refused(string type) =>
        Holds($$"""{"alg":"ES256","typ":"{{type}}","kid":"{{Key.Id}}"}""", samples.Payload()).ShouldBeFalse();

    [Theory]
    [InlineData(""","crit":["exp"]""")]
    [InlineData(""","crit":[]""")]
    [InlineData(""","b64":false""")]
    [InlineData(""","jku":"https://elsewhere.example/jwks.json"  """)]
    [InlineData(""","jwk":{"kty":"EC"}""")]
    [InlineData(""","alg":"ES256"  """)]
    [InlineData(""","kid":null""")]
    public void A_header_that_says_more_than_it_must_is_refused(string more) =>
        Holds(TokenSamples.Header(Key, more), samples.Payload()).ShouldBeFalse();

    [Theory]
    [InlineData("""{"typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt"}""")]
    [InlineData("""{"alg":["ES256"],"typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"\ud800"}""")]
    [InlineData("""{"ALG":"ES256","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""["ES256"]""")]
    [InlineData("null")]
    [InlineData("{")]
    public void A_header_that_says_less_or_something_else_is_refused(string header) =>
        Holds(header.Replace("KID", Key.Id, StringComparison.Ordinal), samples.Payload()).ShouldBeFalse();

    [Fact]
    public void A_header_that_is_no_text_is_refused()
    {
        var signed = Base64Url.EncodeToString([.. "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\""u8, 0xC3, 0x28, .. "\"}"u8]) + "." + Encode(samples.Payload());

        samples.Tokens.Read(signed + "." + Base64Url.EncodeToString(Key.Sign(Encoding.ASCII.GetBytes(signed)))).ShouldBeNull();
    }

    [Fact]
    public void A_key_that_is_not_ours_is_refused_under_its_own_name_and_under_ours()
    {
        var foreign = EcTokenKey.Create();

        samples.Tokens.Read(TokenSamples.Sign(TokenSamples.Header(foreign), samples.Payload(), foreign)).ShouldBeNull();
        samples.Tokens.Read(TokenSamples.Sign(TokenSamples.Header(Key), samples.Payload(), foreign)).ShouldBeNull();
    }

    [Fact]
    public void A_token_ends_with_its_time()
    {
        var token = samples.Issue();

        samples.Clock.Advance(samples.Settings.AccessLifetime + TokenSettings.ClockSkew - TimeSpan.FromSeconds(1));
        samples.Tokens.Read(token).ShouldNotBeNull();

        samples.Clock.Advance(TimeSpan.FromSeconds(1));
        samples.Tokens.Read(token).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(29, 0, true)]
    [InlineData(31, 0, false)]
    [InlineData(0, 29, true)]
    [InlineData(0, 31, false)]
    public void A_token_does_not_begin_before_its_time(int issued, int notBefore, bool holds) =>
        Holds(TokenSamples.Header(Key), samples.Payload(issued: issued, more: $",\"nbf\":{samples.Now + notBefore}")).ShouldBe(holds);

    [Fact]
    public void A_token_of_somebody_else_or_for_somebody_else_is_refused()
    {
        Holds(TokenSamples.Header(Key), samples.Payload(iss: "elsewhere")).ShouldBeFalse();
        Holds(TokenSamples.Header(Key), samples.Payload(aud: "\"elsewhere\"")).ShouldBeFalse();
        Holds(TokenSamples.Header(Key), samples.Payload(aud: "[\"hybridshop-api\",\"elsewhere\"]")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(",\"sub\":\"1\"")]
    [InlineData(",\"nbf\":\"0\"")]
    [InlineData(",\"nbf\":1.5")]
    public void Claims_that_are_doubled_or_of_another_kind_are_refused(string more) =>
        Holds(TokenSamples.Header(Key), samples.Payload(more: more)).ShouldBeFalse();

    [Fact]
    public void Every_claim_must_be_there()
    {
        foreach (var name in new[] { "iss", "aud", "sub", "jti", "iat", "exp", "name", "roles", "stamp" })
        {
            var payload = JsonNode.Parse(samples.Payload())!.AsObject();
            payload.Remove(name).ShouldBeTrue();

            Holds(TokenSamples.Header(Key), payload.ToJsonString()).ShouldBeFalse(name);
        }
    }

    [Fact]
    public void A_token_has_three_parts_and_nothing_around_them()
    {
        var token = samples.Issue();
        var parts = token.Split('.');
        string[] others =
        [
            "", ".", "..", "...", parts[0] + "." + parts[1], token + ".", "." + token, token + "." + parts[2], token + " ", " " + token, token + "\n", token + "=",
            token + "A", token[..^1], parts[0] + "=." + parts[1] + "." + parts[2], parts[1] + "." + parts[0] + "." + parts[2], token + "\0",
        ];

        samples.Tokens.Read(token).ShouldNotBeNull();
        others.ShouldAllBe(other => samples.Tokens.Read(other) == null);
    }

    [Fact]
    public void A_signature_that_is_written_in_another_way_is_refused()
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var token = samples.Issue();

        // The last letter carries four bits that mean nothing; the fifteen other ways to write them decode to the same bytes.
        var last = Digits.IndexOf(token[^1]);
        var others = Enumerable.Range(1, 15).Select(i => token[..^1] + Digits[last ^ i]).ToList();

        others.ShouldAllBe(other => samples.Tokens.Read(other) == null);
    }

    [Fact]
    public void Any_changed_letter_breaks_a_token()
    {
        var token = samples.Issue();

        var others = Enumerable.Range(0, token.Length).Select(i => token[..i] + (token[i] == 'x' ? 'y' : 'x') + token[(i + 1)..]);

        others.ShouldAllBe(other => samples.Tokens.Read(other) == null);
    }

    [Fact]
    public void A_token_of_more_than_8_KB_is_not_even_looked_at()
    {
        string Long(int letters) => TokenSamples.Sign(TokenSamples.Header(Key), samples.Payload(more: $",\"more\":\"{new string('x', letters)}\""), Key);

        Long(5_500).Length.ShouldBeInRange(7_000, SignedToken.MaxLength);
        samples.Tokens.Read(Long(5_500)).ShouldNotBeNull();
        samples.Tokens.Read(Long(6_000)).ShouldBeNull();
    }

    public void Dispose() => samples.Dispose();

    private bool Holds(string header, string payload) => samples.Tokens.Read(TokenSamples.Sign(header, payload, Key)) is not null;

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Parsed(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
