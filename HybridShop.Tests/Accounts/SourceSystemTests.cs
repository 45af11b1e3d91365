using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

/// <summary>The tests of the two systems that this shop takes over, one to one. Only the password is longer: theirs had eleven characters.</summary>
[Trait("Category", "Http")]
public sealed class SourceSystemTests
{
    private const string Password = "testpass1234";

    [Fact]
    public async Task Django_registration_answers_201_and_there_are_two_users()
    {
        await using var shop = new WebShop();
        await RegisterAsync(shop, "testuser", "test@example.com");

        (await RegisterAsync(shop, "newuser", "new@example.com")).Status.ShouldBe(HttpStatusCode.Created);

        (await CountAsync(shop)).ShouldBe(2);
    }

    [Fact]
    public async Task Django_login_answers_200_with_access_and_refresh()
    {
        await using var shop = new WebShop();
        await RegisterAsync(shop, "testuser", "test@example.com");

        var answer = await shop.NewCaller().PostAsync("/api/token", new JsonObject { ["email"] = "test@example.com", ["password"] = Password });

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.AsObject().Select(member => member.Key).ShouldBe(["access", "refresh"]);
    }

    [Fact]
    public async Task Flask_registration_answers_201_and_there_is_one_user()
    {
        await using var shop = new WebShop();

        (await RegisterAsync(shop, "testuser", "test@example.com")).Status.ShouldBe(HttpStatusCode.Created);

        (await CountAsync(shop)).ShouldBe(1);
    }

    [Fact]
    public async Task Flask_login_answers_200_with_access_token_and_refresh_token()
    {
        await using var shop = new WebShop();
        await RegisterAsync(shop, "testuser", "test@example.com");

        var answer = await shop.NewCaller().PostAsync("/api/auth", new JsonObject { ["email"] = "test@example.com", ["password"] = Password });

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json["access_token"].ShouldNotBeNull();
        answer.Json["refresh_token"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Flask_protected_address_answers_the_token()
    {
        await using var shop = new WebShop();
        await RegisterAsync(shop, "testuser", "test@example.com");
        var login = await shop.NewCaller().PostAsync("/api/auth/login", new JsonObject { ["email"] = "test@example.com", ["password"] = Password });

        var answer = await shop.NewCaller().GetAsync("/api/users/me", ("Authorization", $"Bearer {login.Json["access_token"]}"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        ((string)answer.Json["username"]!).ShouldBe("testuser");
    }

    private static Task<ApiAnswer> RegisterAsync(WebShop shop, string name, string email) => shop.NewCaller().PostAsync(
        "/api/users", new JsonObject { ["username"] = name, ["email"] = email, ["password"] = Password });

    private static Task<int> CountAsync(WebShop shop) => shop.DatabaseAsync(db => db.Users.CountAsync());
}
