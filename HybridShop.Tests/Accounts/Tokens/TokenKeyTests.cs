using System.Security.Cryptography;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HybridShop.Tests.Accounts.Tokens;

[Trait("Category", "Unit")]
public sealed class TokenKeyTests : IDisposable
{
    private readonly TokenSamples samples = new();

    [Fact]
    public async Task The_first_key_is_made_and_kept_for_the_next_start_and_for_nobody_else()
    {
        samples.Keys.Open();
        var token = samples.Issue();

        var file = samples.Files.ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(file)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var rules = new AccessTokens(samples.Settings, samples.OpenKeys(), samples.Clock).Rules();
        (await new JsonWebTokenHandler().ValidateTokenAsync(token, rules)).IsValid.ShouldBeTrue();
        samples.Files.Count.ShouldBe(1);
    }

    [Fact]
    public void After_90_days_a_new_key_signs()
    {
        var first = samples.Keys.Active;
        samples.Clock.Advance(TokenKeys.ReplacedAfter - TimeSpan.FromSeconds(1));
        samples.Keys.Active.KeyId.ShouldBe(first.KeyId);

        samples.Clock.Advance(TimeSpan.FromSeconds(1));

        samples.Keys.Active.KeyId.ShouldNotBe(first.KeyId);
        TokenKeys.ReplacedAfter.TotalDays.ShouldBe(90);
    }

    [Fact]
    public async Task An_old_key_verifies_until_its_last_token_has_run_out_and_then_goes()
    {
        samples.Clock.Advance(TimeSpan.FromDays(1));
        var old = samples.Keys.Active;
        var token = samples.Issue();
        samples.Keys.Rotate();

        samples.Clock.Advance(samples.Settings.AccessLifetime - TimeSpan.FromSeconds(1));
        (await samples.HoldsAsync(token)).ShouldBeTrue();
        samples.Keys.Published.Select(key => key.Kid).ShouldBe([old.KeyId, samples.Keys.Active.KeyId]);

        samples.Clock.Advance(TimeSpan.FromMinutes(2));
        (await samples.HoldsAsync(token)).ShouldBeFalse();
        samples.Keys.Find(old.KeyId).ShouldBeNull();
        samples.Keys.Published.Select(key => key.Kid).ShouldBe([samples.Keys.Active.KeyId]);
        samples.Files.Count.ShouldBe(1);
    }

    [Fact]
    public void A_key_that_another_process_has_made_is_known_at_once_and_signs_within_a_minute()
    {
        var (here, there) = (samples.Keys, samples.OpenKeys());
        var first = here.Active;
        samples.Clock.Advance(TimeSpan.FromSeconds(2));

        var second = there.Rotate();
        here.Find(second.KeyId).ShouldNotBeNull();
        samples.Clock.Advance(TokenKeys.ReadAgainAfter);

        here.Active.KeyId.ShouldBe(second.KeyId);
        here.Find(first.KeyId).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_key_whose_file_is_removed_verifies_nothing_a_minute_later()
    {
        var token = samples.Issue();
        (await samples.HoldsAsync(token)).ShouldBeTrue();
        File.Delete(samples.Files.ShouldHaveSingleItem());
        samples.Clock.Advance(TokenKeys.ReadAgainAfter);

        (await samples.HoldsAsync(token)).ShouldBeFalse("although it was read before");
        (await samples.HoldsAsync(samples.Issue())).ShouldBeTrue();
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n")]
    [InlineData("P-384")]
    [InlineData("public half")]
    public async Task A_file_that_is_no_key_stops_the_start_and_not_the_running_shop(string content)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = samples.Issue();
        var text = content switch { "P-384" => other.ExportPkcs8PrivateKeyPem(), "public half" => pair.ExportSubjectPublicKeyInfoPem(), _ => content };
        await File.WriteAllTextAsync(samples.Files.ShouldHaveSingleItem(), text);
        samples.Clock.Advance(TokenKeys.ReadAgainAfter);

        (await samples.HoldsAsync(token)).ShouldBeTrue();
        Should.Throw<ShopStartException>(() => samples.OpenKeys().Open()).Message.ShouldContain(samples.Files[0]);
    }

    [Fact]
    public async Task Only_public_halves_are_published_and_any_program_can_verify_by_them()
    {
        var token = samples.Issue();
        var published = samples.Keys.Published.ShouldHaveSingleItem();

        (published.Kty, published.Crv, published.Alg, published.Use).ShouldBe(("EC", "P-256", "ES256", "sig"));
        typeof(PublicTokenKey).GetProperties().Select(property => property.Name).ShouldBe(["Kty", "Crv", "X", "Y", "Kid", "Alg", "Use"]);
        var key = new JsonWebKey(System.Text.Json.JsonSerializer.Serialize(published));
        key.Kid.ShouldBe(Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token, new() { IssuerSigningKey = key, ValidIssuer = "hybridshop", ValidAudience = "hybridshop-api", LifetimeValidator = (_, _, _, _) => true });
        result.Exception.ShouldBeNull();
    }

    [Fact]
    public async Task A_secret_is_not_published_and_not_rotated_by_us()
    {
        using var samples = new TokenSamples(new byte[32]);
        samples.Keys.Open();

        samples.Keys.Published.ShouldBeEmpty();
        Should.Throw<ShopStartException>(() => samples.Keys.Rotate()).Message.ShouldContain("Jwt:Secret");
        (await samples.HoldsAsync(samples.Issue())).ShouldBeTrue();
    }

    public void Dispose() => samples.Dispose();
}
