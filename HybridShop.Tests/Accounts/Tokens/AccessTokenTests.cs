using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HybridShop.Web.Accounts.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Tests.Accounts.Tokens;

/// <summary>Which tokens hold. Each attack differs in one thing from a token that does.</summary>
[Trait("Category", "Unit")]
public sealed class AccessTokenTests : IDisposable
{
    private readonly TokenSamples samples = new();

    private SecurityKey Key => samples.Keys.Active;

    public static TheoryData<byte[]?> Secrets => new(null, RandomNumberGenerator.GetBytes(32));

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task A_token_says_who_it_is_for_an_hour(byte[]? secret)
    {
        using var samples = new TokenSamples(secret);
        var token = samples.Issue();

        var read = (await samples.ReadAsync(token))!;

        (read.Subject, read.GetPayloadValue<string>("name"), read.Issuer, read.Audiences.Single()).ShouldBe(("5", "Ada", "hybridshop", "hybridshop-api"));
        read.GetPayloadValue<string[]>("roles").ShouldBe([ShopRoles.Seller]);
        (read.GetPayloadValue<long>("iat"), read.GetPayloadValue<long>("exp")).ShouldBe((samples.Now, samples.Now + 3_600));
        read.GetPayloadValue<string>("stamp").ShouldBe(AccessTokens.StampHash(TokenSamples.Stamp));
        token.ShouldNotContain(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(TokenSamples.Stamp)));
        (await samples.ReadAsync(samples.Issue()))!.Id.ShouldNotBe(read.Id);
        (await samples.HoldsAsync(samples.Tokens.Issue(5, "Ada", [], TokenSamples.Stamp))).ShouldBeTrue("without a role");
    }

    [Fact]
    public async Task What_the_attacks_differ_from_holds() => (await HoldsAsync(TokenSamples.Header(Key), samples.Payload())).ShouldBeTrue();

    [Fact]
    public async Task A_claim_that_is_added_one_day_is_passed_over() =>
        (await HoldsAsync(TokenSamples.Header(Key), samples.Payload(more: ",\"scope\":\"all\""))).ShouldBeTrue();

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var unsigned = Encode($$"""{"alg":"none","typ":"at+jwt","kid":"{{Key.KeyId}}"}""") + "." + Encode(samples.Payload()) + ".";

        await AllAreRefusedAsync(unsigned, unsigned + "AA", samples.Issue().Split('.')[0] + "." + Encode(samples.Payload()) + ".");
    }

    [Fact]
    public async Task The_public_key_is_no_secret_to_sign_with()
    {
        samples.Keys.Open();
        var published = samples.Keys.Published.Single();
        byte[][] secrets =
        [
            Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(published)), Base64Url.DecodeFromChars(published.X),
            [4, .. Base64Url.DecodeFromChars(published.X), .. Base64Url.DecodeFromChars(published.Y)],
        ];
        foreach (var key in secrets.Select(secret => new SymmetricSecurityKey(secret) { KeyId = Key.KeyId }))
        {
            await AllAreRefusedAsync(
                TokenSamples.Sign(TokenSamples.Header(key), samples.Payload(), key), TokenSamples.Sign(TokenSamples.Header(Key), samples.Payload(), key));
        }
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("ES384")]
    [InlineData("none")]
    public async Task The_header_names_the_algorithm_of_its_key(string algorithm) =>
        (await HoldsAsync($$"""{"alg":"{{algorithm}}","typ":"at+jwt","kid":"{{Key.KeyId}}"}""", samples.Payload())).ShouldBeFalse();

    [Theory]
    [InlineData("JWT")]
    [InlineData("AT+JWT")]
    [InlineData("rt+jwt")]
    [InlineData("")]
    public async Task Another_type_is_refused(string type) =>
        (await HoldsAsync($$"""{"alg":"ES256","typ":"{{type}}","kid":"{{Key.KeyId}}"}""", samples.Payload())).ShouldBeFalse();

    [Theory]
    [InlineData(""","crit":["exp"]""")]
    [InlineData(""","crit":[]""")]
    [InlineData(""","b64":false""")]
    [InlineData(""","zip":"DEF" """)]
    [InlineData(""","cty":"JWT" """)]
    [InlineData(""","jku":"https://elsewhere.example/jwks.json"  """)]
    [InlineData(""","jwk":{"kty":"EC"}""")]
    [InlineData(""","alg":"ES256"  """)]
    [InlineData(""","kid":null""")]
    public async Task A_header_that_says_more_than_it_must_is_refused(string more) =>
        (await HoldsAsync(TokenSamples.Header(Key, more), samples.Payload())).ShouldBeFalse();

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
    public async Task A_header_that_says_less_or_something_else_is_refused(string header) =>
        (await HoldsAsync(header.Replace("KID", Key.KeyId, StringComparison.Ordinal), samples.Payload())).ShouldBeFalse();

    [Fact]
    public async Task A_header_that_is_no_text_is_refused() =>
        await AllAreRefusedAsync(TokenSamples.Sign([.. "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\""u8, 0xC3, 0x28, .. "\"}"u8], samples.Payload(), Key));

    [Fact]
    public async Task A_key_that_is_not_ours_is_refused_under_its_own_name_and_under_ours()
    {
        using var others = new TokenSamples();
        var foreign = others.Keys.Active;

        await AllAreRefusedAsync(
            TokenSamples.Sign(TokenSamples.Header(foreign), samples.Payload(), foreign), TokenSamples.Sign(TokenSamples.Header(Key), samples.Payload(), foreign));
    }

    [Fact]
    public async Task A_token_ends_with_its_time_and_so_does_one_that_was_read_before()
    {
        var (read, unread) = (samples.Issue(), samples.Issue());
        samples.Clock.Advance(samples.Settings.AccessLifetime + TokenSettings.ClockSkew - TimeSpan.FromSeconds(1));
        (await samples.HoldsAsync(read)).ShouldBeTrue();
        (await samples.HoldsAsync(read)).ShouldBeTrue();

        samples.Clock.Advance(TimeSpan.FromSeconds(1));
        await AllAreRefusedAsync(read, unread);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(29, 0, true)]
    [InlineData(31, 0, false)]
    [InlineData(0, 29, true)]
    [InlineData(0, 31, false)]
    public async Task A_token_does_not_begin_before_its_time(int issued, int notBefore, bool holds) =>
        (await HoldsAsync(TokenSamples.Header(Key), samples.Payload(issued: issued, more: $",\"nbf\":{samples.Now + notBefore}"))).ShouldBe(holds);

    [Theory]
    [InlineData("elsewhere", "\"hybridshop-api\"")]
    [InlineData("hybridshop/", "\"hybridshop-api\"")]
    [InlineData("hybridshop", "\"elsewhere\"")]
    [InlineData("hybridshop", "\"hybridshop-api/\"")]
    [InlineData("hybridshop", "[\"hybridshop-api\"]")]
    [InlineData("hybridshop", "[\"hybridshop-api\",\"elsewhere\"]")]
    public async Task A_token_of_somebody_else_or_for_somebody_else_is_refused(string issuer, string audience) =>
        (await HoldsAsync(TokenSamples.Header(Key), samples.Payload(iss: issuer, aud: audience))).ShouldBeFalse();

    [Theory]
    [InlineData(",\"sub\":\"1\"")]
    [InlineData(",\"nbf\":\"0\"")]
    [InlineData(",\"nbf\":1.5")]
    public async Task Claims_that_are_doubled_or_of_another_kind_are_refused(string more) =>
        (await HoldsAsync(TokenSamples.Header(Key), samples.Payload(more: more))).ShouldBeFalse();

    [Fact]
    public async Task Every_claim_must_be_there()
    {
        foreach (var name in new[] { "iss", "aud", "sub", "jti", "iat", "exp", "name", "roles", "stamp" })
        {
            var payload = JsonNode.Parse(samples.Payload())!.AsObject();
            payload.Remove(name).ShouldBeTrue();

            (await HoldsAsync(TokenSamples.Header(Key), payload.ToJsonString())).ShouldBeFalse(name);
        }
    }

    [Fact]
    public async Task A_token_has_three_parts_and_nothing_around_them()
    {
        var token = samples.Issue();
        var parts = token.Split('.');

        (await samples.HoldsAsync(token)).ShouldBeTrue();
        await AllAreRefusedAsync(
            "", ".", "..", "...", parts[0] + "." + parts[1], token + ".", "." + token, token + "." + parts[2], token + ".AA.AA", token + " ", " " + token, token + "\n",
            token + "=", token + "A", token[..^1], parts[0] + "=." + parts[1] + "." + parts[2], parts[1] + "." + parts[0] + "." + parts[2], token + "\0");
    }

    [Fact]
    public async Task A_signature_that_is_written_in_another_way_is_refused()
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var token = samples.Issue();

        // The last letter carries four bits that mean nothing; the fifteen other ways to write them decode to the same bytes.
        var last = Digits.IndexOf(token[^1]);
        await AllAreRefusedAsync([.. Enumerable.Range(1, 15).Select(i => token[..^1] + Digits[last ^ i])]);
    }

    [Fact]
    public async Task Any_changed_letter_breaks_a_token()
    {
        var token = samples.Issue();
        (await samples.HoldsAsync(token)).ShouldBeTrue();

        await AllAreRefusedAsync([.. Enumerable.Range(0, token.Length).Select(i => token[..i] + (token[i] == 'x' ? 'y' : 'x') + token[(i + 1)..])]);
    }

    [Fact]
    public async Task A_token_of_more_than_8_KB_is_not_even_looked_at()
    {
        string Long(int letters) => TokenSamples.Sign(TokenSamples.Header(Key), samples.Payload(more: $",\"more\":\"{new string('x', letters)}\""), Key);

        Long(5_500).Length.ShouldBeInRange(7_000, 8_192);
        (await samples.HoldsAsync(Long(5_500))).ShouldBeTrue();
        (await samples.HoldsAsync(Long(6_000))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_that_held_is_not_read_anew()
    {
        var token = samples.Issue();

        var read = await samples.ReadAsync(token);

        (await samples.ReadAsync(token)).ShouldBeSameAs(read.ShouldNotBeNull());
    }

    [Fact]
    public async Task Many_at_once_may_be_given_out_and_read()
    {
        var read = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => samples.HoldsAsync(samples.Issue()))));

        read.ShouldAllBe(holds => holds);
    }

    public void Dispose() => samples.Dispose();

    private Task<bool> HoldsAsync(string header, string payload) => samples.HoldsAsync(header, payload);

    private async Task AllAreRefusedAsync(params string[] tokens)
    {
        foreach (var token in tokens)
        {
            (await samples.HoldsAsync(token)).ShouldBeFalse(token);
        }
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
