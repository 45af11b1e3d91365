using System.Text;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace HybridShop.Tests.Accounts.Tokens;

[Trait("Category", "Unit")]
public sealed class TokenSettingsTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Without_any_setting_keys_of_the_data_folder_sign_for_an_hour_and_a_month()
    {
        var settings = From("Production");

        settings.Secret.ShouldBeNull();
        (settings.Issuer, settings.Audience).ShouldBe(("hybridshop", "hybridshop-api"));
        (settings.AccessLifetime, settings.RefreshLifetime).ShouldBe((TimeSpan.FromHours(1), TimeSpan.FromDays(30)));
    }

    [Theory]
    [InlineData("Jwt:Secret")]
    [InlineData("JWT_SECRET_KEY")]
    public void A_secret_that_is_given_signs(string key)
    {
        From("Production", (key, Secret)).Secret.ShouldBe(Encoding.UTF8.GetBytes(Secret));
        From("Production", (key, Secret), ("Jwt:Algorithm", "HS256")).Secret.ShouldBe(Encoding.UTF8.GetBytes(Secret));
        From("Production", (key, Secret), ("Jwt:Algorithm", "ES256")).Secret.ShouldBeNull();
    }

    [Theory]
    [InlineData("Jwt:Secret")]
    [InlineData("JWT_SECRET_KEY")]
    public void A_secret_below_256_bits_stops_the_start(string key) => Stop("Development", (key, Secret[..31])).ShouldContain(key);

    [Fact]
    public void In_Production_HS256_needs_a_secret_and_elsewhere_one_is_made()
    {
        Stop("Production", ("Jwt:Algorithm", "HS256")).ShouldContain("set Jwt:Secret");

        From("Development", ("Jwt:Algorithm", "HS256")).Secret!.Length.ShouldBe(32);
        From("Development", ("Jwt:Algorithm", "HS256")).Secret.ShouldNotBe(From("Development", ("Jwt:Algorithm", "HS256")).Secret);
    }

    [Theory]
    [InlineData("Jwt:Algorithm", "none")]
    [InlineData("Jwt:Algorithm", "RS256")]
    [InlineData("Jwt:AccessMinutes", "0")]
    [InlineData("Jwt:AccessMinutes", "1441")]
    [InlineData("Jwt:AccessMinutes", "an hour")]
    [InlineData("Jwt:RefreshDays", "0")]
    [InlineData("Jwt:RefreshDays", "366")]
    public void What_cannot_be_stops_the_start_with_its_name(string key, string value) => Stop("Production", (key, value)).ShouldContain(key);

    [Fact]
    public void Names_and_times_are_settings()
    {
        var settings = From("Production", ("Jwt:Issuer", "i"), ("Jwt:Audience", "a"), ("Jwt:AccessMinutes", "5"), ("Jwt:RefreshDays", "7"));

        (settings.Issuer, settings.Audience).ShouldBe(("i", "a"));
        (settings.AccessLifetime, settings.RefreshLifetime).ShouldBe((TimeSpan.FromMinutes(5), TimeSpan.FromDays(7)));
    }

    private static string Stop(string environment, params (string Key, string Value)[] values) =>
        Should.Throw<ShopStartException>(() => From(environment, values)).Message;

    private static TokenSettings From(string environment, params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();
        return TokenSettings.From(configuration, new HostingEnvironment { EnvironmentName = environment });
    }
}
