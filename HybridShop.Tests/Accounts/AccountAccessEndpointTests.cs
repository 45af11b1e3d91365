using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Accounts;

/// <summary>PATCH /api/users/{id}: roles and lock.</summary>
[Trait("Category", "Http")]
public sealed class AccountAccessEndpointTests : IAsyncLifetime
{
    private readonly AccountsShop shop = new();
    private int ada;
    private int root;

    public async ValueTask InitializeAsync()
    {
        root = (await shop.RegisterAsync("Root")).Id;
        ada = (await shop.RegisterAsync("Ada")).Id;
        await shop.GiveRoleAsync("Root", ShopRoles.Admin);
    }

    [Fact]
    public async Task Given_roles_count_for_an_open_browser_and_an_old_token_at_once()
    {
        var (browser, token) = (await shop.SignedInAsync("Ada"), await shop.BearerAsync("Ada"));
        (await shop.NewCaller().GetAsync("/api/users", token)).Status.ShouldBe(HttpStatusCode.Forbidden);

        var answer = await PatchAsync(ada, """{"roles":["Admin"]}""");

        (answer.Status, answer.Json["roles"]!.ToJsonString(), (bool)answer.Json["locked"]!).ShouldBe((HttpStatusCode.OK, """["Admin"]""", false));
        (await browser.ReadAsync("/account")).ShouldContain("href=\"/dashboard\"");
        (await shop.NewCaller().GetAsync("/api/users", token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_lock_ends_browsers_and_tokens_and_what_it_ended_stays_so()
    {
        var (browser, token) = (await shop.SignedInAsync("Ada"), await shop.BearerAsync("Ada"));

        (await PatchAsync(ada, """{"locked":true}""")).Json["locked"]!.ToString().ShouldBe("true");
        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await shop.NewCaller().PostAsync("/api/auth/login", AccountsShop.Credentials("Ada"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        await PatchAsync(ada, """{"locked":false}""");
        (await shop.NewCaller().GetAsync("/api/users/me", token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await shop.NewCaller().PostAsync("/api/auth/login", AccountsShop.Credentials("Ada"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_for_admins()
    {
        (await shop.NewCaller().PatchAsync($"/api/users/{ada}", new JsonObject { ["locked"] = true })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PatchAsync(root, """{"locked":true}""", "Ada")).Detail.ShouldBe(AccountRuleText.AdminsOnly);
        (await PatchAsync(999, """{"locked":true}""")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"roles":["Owner"]}""", "roles")]
    [InlineData("""{"roles":null}""", "roles")]
    [InlineData("""{"roles":"Admin"}""", "roles")]
    [InlineData("""{"roles":[null]}""", "roles")]
    [InlineData("""{"locked":null}""", "locked")]
    [InlineData("""{"locked":"yes"}""", "locked")]
    [InlineData("""{"username":"Ada.L"}""", "username")]
    public async Task What_does_not_fit_is_refused_with_its_name_and_changes_nothing(string body, string member)
    {
        var answer = await PatchAsync(ada, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain(member);
        var now = (await shop.NewCaller().GetAsync($"/api/users/{ada}", await shop.BearerAsync("Root"))).Json;
        (now["roles"]!.ToJsonString(), (bool)now["locked"]!).ShouldBe(("[]", false));
    }

    [Fact]
    public async Task What_was_seen_otherwise_is_a_conflict_and_so_is_the_last_admin()
    {
        var seen = await PatchAsync(ada, """{"roles":["Staff"],"seen":{"roles":["Seller"]}}""");
        seen.Status.ShouldBe(HttpStatusCode.Conflict);

        var last = await PatchAsync(root, """{"roles":[]}""");
        (last.Status, last.Detail).ShouldBe((HttpStatusCode.Conflict, "Root is the only admin who can sign in. Make somebody else an admin first."));
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private async Task<ApiAnswer> PatchAsync(int id, string body, string by = "Root") =>
        await shop.NewCaller().SendAsync(HttpMethod.Patch, $"/api/users/{id}", body, headers: await shop.BearerAsync(by));
}
