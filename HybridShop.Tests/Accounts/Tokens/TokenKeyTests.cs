using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;

namespace HybridShop.Tests.Accounts.Tokens;

[Trait("Category", "Unit")]
public sealed class TokenKeyTests : IDisposable
{
    private readonly TokenSamples samples = new();

    [Fact]
    public void The_first_key_is_made_and_kept_for_the_next_start_and_for_nobody_else()
    {
        samples.Keys.Open();
        var token = samples.Issue();

        var file = samples.Files.ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(file)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        new AccessTokens(samples.Settings, samples.OpenKeys(), samples.Clock).Read(token).ShouldNotBeNull();
        samples.Files.Count.ShouldBe(1);
    }

    [Fact]
    public void After_90_days_a_new_key_signs()
    {
        var first = samples.Keys.Active;
        samples.Clock.Advance(TokenKeys.ReplacedAfter - TimeSpan.FromSeconds(1));
        samples.Keys.Active.Id.ShouldBe(first.Id);

        samples.Clock.Advance(TimeSpan.FromSeconds(1));

        samples.Keys.Active.Id.ShouldNotBe(first.Id);
        TokenKeys.ReplacedAfter.TotalDays.ShouldBe(90);
    }

    [Fact]
    public void An_old_key_verifies_until_its_last_token_has_run_out_and_then_goes()
    {
        samples.Clock.Advance(TimeSpan.FromDays(1));
        var old = samples.Keys.Active;
        var token = samples.Issue();
        samples.Keys.Rotate();

        samples.Clock.Advance(samples.Settings.AccessLifetime - TimeSpan.FromSeconds(1));
        samples.Tokens.Read(token).ShouldNotBeNull();
        samples.Keys.Published.Select(key => key.Kid).ShouldBe([old.Id, samples.Keys.Active.Id]);

        samples.Clock.Advance(TimeSpan.FromMinutes(2));
        samples.Keys.Find(old.Id).ShouldBeNull();
        samples.Keys.Published.Select(key => key.Kid).ShouldBe([samples.Keys.Active.Id]);
        samples.Files.Count.ShouldBe(1);
    }

    [Fact]
    public void A_key_that_another_process_has_made_is_known_at_once_and_signs_within_a_minute()
    {
        var (here, there) = (samples.Keys, samples.OpenKeys());
        var first = here.Active;
        samples.Clock.Advance(TimeSpan.FromSeconds(2));

        var second = there.Rotate();
        here.Find(second.Id).ShouldNotBeNull();
        samples.Clock.Advance(TokenKeys.ReadAgainAfter);

        here.Active.Id.ShouldBe(second.Id);
        here.Find(first.Id).ShouldNotBeNull();
    }

    [Fact]
    public void A_key_whose_file_is_removed_verifies_nothing_a_minute_later()
    {
        var token = samples.Issue();
        File.Delete(samples.Files.ShouldHaveSingleItem());
        samples.Clock.Advance(TokenKeys.ReadAgainAfter);

        samples.Tokens.Read(token).ShouldBeNull();
        samples.Tokens.Read(samples.Issue()).ShouldNotBeNull();
    }

    [Fact]
    public void A_file_that_is_no_key_stops_the_start_and_not_the_running_shop()
    {
        var token = samples.Issue();
        File.WriteAllText(samples.Files.ShouldHaveSingleItem(), "no key");
        samples.Clock.Advance(TokenKeys.ReadAgainAfter);

        samples.Tokens.Read(token).ShouldNotBeNull();
        Should.Throw<ShopStartException>(() => samples.OpenKeys().Open()).Message.ShouldContain(samples.Files[0]);
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n")]
    [InlineData("")]
    public void A_key_of_another_kind_is_refused(string pem) => Should.Throw<Exception>(() => EcTokenKey.FromPem(pem));

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);

        Should.Throw<System.Security.Cryptography.CryptographicException>(() => EcTokenKey.FromPem(other.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public void Only_public_halves_are_published()
    {
        var published = samples.Keys.Published.Count == 0 ? ((EcTokenKey)samples.Keys.Active).PublicKey : samples.Keys.Published[0];

        (published.Kty, published.Crv, published.Alg, published.Use).ShouldBe(("EC", "P-256", "ES256", "sig"));
        typeof(JsonWebKey).GetProperties().Select(property => property.Name).ShouldBe(["Kty", "Crv", "X", "Y", "Kid", "Alg", "Use"]);
    }

    [Fact]
    public void A_secret_is_not_published_and_not_rotated_by_us()
    {
        using var samples = new TokenSamples(new byte[32]);
        samples.Keys.Open();

        samples.Keys.Published.ShouldBeEmpty();
        Should.Throw<ShopStartException>(() => samples.Keys.Rotate()).Message.ShouldContain("Jwt:Secret");
        samples.Tokens.Read(samples.Issue()).ShouldNotBeNull();
    }

    public void Dispose() => samples.Dispose();
}
