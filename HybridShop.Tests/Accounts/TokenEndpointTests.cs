using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>How programs sign in, stay signed in and sign out.</summary>
[Trait("Category", "Http")]
public sealed class TokenEndpointTests : IAsyncDisposable
{
    private const string Wrong = "Invalid credentials";

    private readonly AccountsShop shop = new() { AttemptsPerMinute = 1_000 };

    [Fact]
    public async Task A_sign_in_gives_two_tokens_that_no_cache_keeps()
    {
        await shop.RegisterAsync("Ada");

        var answer = await LoginAsync(AccountsShop.Credentials("Ada"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.AsObject().Select(member => member.Key).ShouldBe(["access_token", "refresh_token", "token_type", "expires_in"]);
        ((string)answer.Json["token_type"]!, (int)answer.Json["expires_in"]!).ShouldBe(("Bearer", 3_600));
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("ada@people.example")]
    [InlineData("nobody@people.example")]
    public async Task A_wrong_password_an_unknown_address_and_a_pause_are_answered_alike(string email)
    {
        await shop.RegisterAsync("Ada");
        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 7; i++)
        {
            answers.Add(await LoginAsync(new() { ["email"] = email, ["password"] = i == 6 ? AccountsShop.Password : "not the password" }));
        }

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized && answer.Detail == Wrong);
        answers.Select(answer => answer.Json.AsObject().Select(member => member.Key)).ShouldAllBe(keys => keys.SequenceEqual(answers[0].Json.AsObject().Select(member => member.Key)));
        answers.ShouldAllBe(answer => answer.Headers.WwwAuthenticate.ToString() == "Bearer");
    }

    [Theory]
    [InlineData("""{"email":"ada@people.example"}""", "password")]
    [InlineData("""{"password":"three odd words"}""", "email")]
    [InlineData("""{"email":"a\u0000b","password":"three odd words"}""", "email")]
    [InlineData("""{"email":"ada@people.example","password":"three odd words","remember":true}""", "remember")]
    public async Task A_sign_in_that_lacks_something_says_what(string body, string field)
    {
        var answer = await shop.NewCaller().SendAsync(HttpMethod.Post, "/api/auth/login", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf(field).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_account_with_a_second_factor_needs_its_code_and_each_recovery_code_serves_once()
    {
        await shop.RegisterAsync("Ada");
        var (key, recovery) = await DemandSecondFactorAsync("Ada");

        var without = await LoginAsync(AccountsShop.Credentials("Ada"));
        (without.Status, without.Detail).ShouldBe((HttpStatusCode.Unauthorized, AccountRuleText.SecondFactorMissing));
        (await LoginAsync(AccountsShop.Credentials("Ada", "not the password"))).Detail.ShouldBe(Wrong);
        (await LoginAsync(With("two_factor_code", "12345"))).Detail.ShouldBe(Wrong);

        (await LoginAsync(With("two_factor_code", Totp(key).Insert(3, " ")))).Status.ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(With("recovery_code", recovery))).Status.ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(With("recovery_code", recovery))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        static JsonObject With(string name, string code)
        {
            var body = AccountsShop.Credentials("Ada");
            body[name] = code;
            return body;
        }
    }

    [Fact]
    public async Task Wrong_codes_bring_the_pause_as_wrong_passwords_do()
    {
        await shop.RegisterAsync("Ada");
        var (key, _) = await DemandSecondFactorAsync("Ada");
        var body = AccountsShop.Credentials("Ada");
        for (var i = 0; i < 5; i++)
        {
            body["two_factor_code"] = "12345";
            await LoginAsync(body);
        }

        body["two_factor_code"] = Totp(key);

        (await LoginAsync(body)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Each_refresh_gives_the_next_pair_and_a_token_that_comes_again_later_ends_them_all()
    {
        await shop.RegisterAsync("Ada");
        var first = RefreshTokenOf(await LoginAsync(AccountsShop.Credentials("Ada")));

        var answer = await RefreshAsync(first);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await shop.NewCaller().GetAsync("/api/users/me", ("Authorization", $"Bearer {answer.Json["access_token"]}"))).Status.ShouldBe(HttpStatusCode.OK);

        shop.Clock.Advance(TimeSpan.FromSeconds(31));
        var again = await RefreshAsync(first);
        (again.Status, again.Detail).ShouldBe((HttpStatusCode.Unauthorized, AccountRuleText.RefreshOver));
        (await RefreshAsync(RefreshTokenOf(answer))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_tabs_that_refresh_at_once_both_stay_signed_in()
    {
        await shop.RegisterAsync("Ada");
        var token = RefreshTokenOf(await LoginAsync(AccountsShop.Credentials("Ada")));

        var answers = await Task.WhenAll(RefreshAsync(token), RefreshAsync(token));

        foreach (var answer in answers)
        {
            answer.Status.ShouldBe(HttpStatusCode.OK);
            (await shop.NewCaller().GetAsync("/api/users/me", ("Authorization", $"Bearer {answer.Json["access_token"]}"))).Status.ShouldBe(HttpStatusCode.OK);
            (await RefreshAsync(RefreshTokenOf(answer))).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_names_of_Django_serve_too()
    {
        await shop.RegisterAsync("Ada");
        var pair = (await shop.NewCaller().PostAsync("/api/token", AccountsShop.Credentials("Ada"))).Json;

        var next = await shop.NewCaller().PostAsync("/api/token/refresh", new JsonObject { ["refresh"] = (string)pair["refresh"]! });

        next.Status.ShouldBe(HttpStatusCode.OK);
        next.Json.AsObject().Select(member => member.Key).ShouldBe(["access", "refresh"]);
        (await shop.NewCaller().GetAsync("/api/users/me", ("Authorization", $"Bearer {next.Json["access"]}"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logout_ends_the_sign_in_and_tells_nobody_whether_there_was_one()
    {
        await shop.RegisterAsync("Ada");
        var token = RefreshTokenOf(await LoginAsync(AccountsShop.Credentials("Ada")));

        (await LogoutAsync(token)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await RefreshAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await LogoutAsync(token)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await LogoutAsync("nonsense")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Another_password_ends_access_and_refresh_tokens_within_five_seconds()
    {
        await shop.RegisterAsync("Ada");
        var pair = await LoginAsync(AccountsShop.Credentials("Ada"));
        var bearer = ("Authorization", $"Bearer {pair.Json["access_token"]}");
        (await shop.NewCaller().GetAsync("/api/users/me", bearer)).Status.ShouldBe(HttpStatusCode.OK);

        await using (var scope = shop.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<ShopUser>>();
            (await users.ChangePasswordAsync((await users.FindByNameAsync("Ada"))!, AccountsShop.Password, "four other odd words")).Succeeded.ShouldBeTrue();
        }

        shop.Clock.Advance(TimeSpan.FromSeconds(5));
        (await shop.NewCaller().GetAsync("/api/users/me", bearer)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(RefreshTokenOf(pair))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_old_access_token_that_comes_along_does_not_keep_a_program_out()
    {
        await shop.RegisterAsync("Ada");
        var pair = await LoginAsync(AccountsShop.Credentials("Ada"));
        shop.Clock.Advance(TimeSpan.FromHours(2));
        var old = ("Authorization", $"Bearer {pair.Json["access_token"]}");

        (await shop.NewCaller().GetAsync("/api/products", old)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var next = await shop.NewCaller().PostAsync("/api/auth/refresh", new JsonObject { ["refresh_token"] = RefreshTokenOf(pair) }, old);

        next.Status.ShouldBe(HttpStatusCode.OK);
        (await shop.NewCaller().PostAsync("/api/auth/login", AccountsShop.Credentials("Ada"), old)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_does_not_hold_is_told_so_in_problem_details()
    {
        var answer = await shop.NewCaller().GetAsync("/api/products", ("Authorization", "Bearer nonsense"));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        answer.ContentType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/api/auth/login")]
    [InlineData("/api/token")]
    public async Task A_repeated_sign_in_is_a_new_one_so_that_no_token_is_kept(string path)
    {
        await shop.RegisterAsync("Ada");

        var first = await shop.NewCaller().PostAsync(path, AccountsShop.Credentials("Ada"), ("Idempotency-Key", "k"));
        var second = await shop.NewCaller().PostAsync(path, AccountsShop.Credentials("Ada"), ("Idempotency-Key", "k"));

        (first.Status, second.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        second.Text.ShouldNotBe(first.Text);
        (await shop.DatabaseAsync(db => db.IdempotencyRecords.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_kept_of_a_sign_in_is_no_token()
    {
        await shop.RegisterAsync("Ada");
        var token = RefreshTokenOf(await LoginAsync(AccountsShop.Credentials("Ada")));

        var row = await shop.DatabaseAsync(db => db.RefreshTokens.SingleAsync());

        row.Hash.ShouldBe(SHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(token)));
        (await shop.NewCaller().GetAsync("/api/users/me", ("Authorization", $"Bearer {token}"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private Task<ApiAnswer> LoginAsync(JsonObject body) => shop.NewCaller().PostAsync("/api/auth/login", body);

    private Task<ApiAnswer> RefreshAsync(string token) => shop.NewCaller().PostAsync("/api/auth/refresh", new JsonObject { ["refresh_token"] = token });

    private Task<ApiAnswer> LogoutAsync(string token) => shop.NewCaller().PostAsync("/api/auth/logout", new JsonObject { ["refresh_token"] = token });

    private static string RefreshTokenOf(ApiAnswer answer) => (string)answer.Json["refresh_token"]!;

    /// <summary>The key of the authenticator app, and a recovery code.</summary>
    private async Task<(string Key, string Recovery)> DemandSecondFactorAsync(string name)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ShopUser>>();
        var user = (await users.FindByNameAsync(name))!;
        await users.ResetAuthenticatorKeyAsync(user);
        await users.SetTwoFactorEnabledAsync(user, true);
        return ((await users.GetAuthenticatorKeyAsync(user))!, (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 1))!.Single());
    }

    /// <summary>What the app shows now (RFC 6238). Identity asks the machine's clock.</summary>
    internal static string Totp(string base32Key)
    {
        var bits = string.Concat(base32Key.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        Array.Reverse(step);
#pragma warning disable CA5350 // The standard of authenticator apps.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = ((hash[offset] & 0x7F) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
