using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

[Trait("Category", "Http")]
public sealed class SignInRateLimitTests : IAsyncDisposable
{
    private const string Wrong = "not the password";

    private readonly AccountsShop shop = new()
    {
        AttemptsPerMinute = 3, More = new Dictionary<string, string?> { ["Accounts:RefreshesPerMinute"] = "2" },
    };

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    [InlineData("/api/auth/login")]
    [InlineData("/api/auth")]
    [InlineData("/api/token")]
    public async Task Wrong_tries_of_one_network_are_slowed_down_whoever_they_are_about(string path)
    {
        await shop.RegisterAsync("Ada");
        foreach (var name in new[] { "Ada", "Bea", "Cora" })
        {
            (await SignInAsync(name, Wrong, "203.0.113.7", path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var refused = await SignInAsync("Ada", AccountsShop.Password, "203.0.113.7", path);

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.ContentType.ShouldBe("application/problem+json");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        (await SignInAsync("Ada", AccountsShop.Password, "203.0.113.8", path)).Status.ShouldBe(HttpStatusCode.OK);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SignInAsync("Ada", AccountsShop.Password, "203.0.113.7", path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Right_tries_count_nothing_also_many_side_by_side()
    {
        await shop.RegisterAsync("Ada");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SignInAsync("Ada", AccountsShop.Password, "203.0.113.7")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_tries_side_by_side_are_no_more_than_one_after_the_other()
    {
        await shop.RegisterAsync("Ada");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => SignInAsync($"Nobody{i}", Wrong, "203.0.113.7")));

        answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized).ShouldBe(3);
        answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests).ShouldBe(9);
    }

    [Fact]
    public async Task Page_and_API_count_together()
    {
        await shop.RegisterAsync("Ada");
        var browser = shop.NewVisitor();
        (await Visitor.WordsAsync(await browser.SignInAsync(AccountsShop.EmailOf("Ada"), Wrong))).ShouldContain(AccountText.SignInWrong);
        (await browser.SignInAsync(AccountsShop.EmailOf("Ada"), "")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var program = shop.NewCaller();
        (await program.PostAsync("/api/auth/login", AccountsShop.Credentials("Ada", Wrong))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await program.PostAsync("/api/auth/login", AccountsShop.Credentials("Ada", Wrong))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var refused = await browser.SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task One_customer_of_an_IPv6_provider_is_one_network()
    {
        foreach (var address in new[] { "2001:db8:1:2::1", "2001:db8:1:2:3::1", "2001:db8:1:2:ffff:ffff:ffff:ffff" })
        {
            (await SignInAsync("Nobody", Wrong, address)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await SignInAsync("Nobody", Wrong, "2001:db8:1:2::9")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await SignInAsync("Nobody", Wrong, "2001:db8:1:3::1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Ada")]
    [InlineData("Nobody")]
    public async Task Wrong_tries_at_one_account_from_many_networks_bring_its_pause_in_time(string name)
    {
        await shop.RegisterAsync("Ada");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => SignInAsync(name, Wrong, $"198.51.100.{i}")));

        var paused = await shop.NewVisitor().SignInAsync(AccountsShop.EmailOf(name), AccountsShop.Password);

        (await Visitor.WordsAsync(paused)).ShouldContain(AccountText.SignInPaused);
    }

    [Theory]
    [InlineData("/api/auth/login")]
    [InlineData("/Identity/Account/LoginWith2fa")]
    public async Task A_wrong_second_factor_counts_and_a_missing_one_does_not(string door)
    {
        var id = (await shop.RegisterAsync("Ada")).Id;
        await using var scope = shop.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ShopUser>>();
        var ada = (await users.FindByIdAsync($"{id}"))!;
        await users.ResetAuthenticatorKeyAsync(ada);
        await users.SetTwoFactorEnabledAsync(ada, true);
        var browser = shop.NewVisitor();

        for (var i = 0; i < 3; i++)
        {
            (await browser.SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
            (await TryCodeAsync()).ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        (await TryCodeAsync()).ShouldBe(HttpStatusCode.TooManyRequests);

        async Task<HttpStatusCode> TryCodeAsync()
        {
            if (door.StartsWith("/Identity", StringComparison.Ordinal))
            {
                return (await browser.SendAsync(door, ("Input.TwoFactorCode", "000000"))).StatusCode;
            }

            var body = AccountsShop.Credentials("Ada");
            body["two_factor_code"] = "000000";
            return (await shop.NewCaller().PostAsync(door, body)).Status;
        }
    }

    [Theory]
    [InlineData("/api/auth/refresh", "refresh_token")]
    [InlineData("/api/token/refresh", "refresh")]
    public async Task Refreshing_has_a_limit_of_its_own(string path, string member)
    {
        await shop.RegisterAsync("Ada");
        var body = new JsonObject { [member] = new string('A', 43) };
        (await shop.NewCaller().PostAsync(path, body)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await shop.NewCaller().PostAsync(path, body)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await shop.NewCaller().PostAsync(path, body)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        (await shop.NewCaller().PostAsync("/api/auth/login", AccountsShop.Credentials("Ada"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Registering_over_and_over_from_one_network_is_slowed_down_for_programs_too()
    {
        for (var i = 0; i < 3; i++)
        {
            (await shop.NewCaller().PostAsync("/api/users", new JsonObject())).Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await shop.NewCaller().PostAsync("/api/users", new JsonObject())).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_flood_from_many_networks_does_not_fill_the_memory()
    {
        var limit = new SignInRateLimit(new ConfigurationBuilder().Build(), shop.Clock);

        for (var i = 0; i < 25_000; i++)
        {
            using var attempt = await limit.BeginAsync($"network {i}", TestContext.Current.CancellationToken);
            attempt.IsWrong = true;
        }

        limit.NetworkCount.ShouldBeLessThanOrEqualTo(10_000);
    }

    private Task<ApiAnswer> SignInAsync(string name, string password, string from, string path = "/api/auth/login") =>
        shop.NewCaller().PostAsync(path, AccountsShop.Credentials(name, password), ("X-Forwarded-For", from));
}
