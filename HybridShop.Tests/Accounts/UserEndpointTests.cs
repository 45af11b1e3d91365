using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>Accounts for programs.</summary>
[Trait("Category", "Http")]
public sealed class UserEndpointTests : IAsyncDisposable
{
    private readonly AccountsShop shop = new();

    [Fact]
    public async Task Registering_answers_with_the_account_and_where_it_is()
    {
        var answer = await RegisterAsync("Ada", "ada@people.example");

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Location!.OriginalString.ShouldBe("/api/users/me");
        answer.Json.AsObject().Select(member => member.Key).ShouldBe(["id", "username", "email", "is_verified", "phone_number", "roles", "locked", "created_at"]);
        ((string)answer.Json["username"]!, (bool)answer.Json["is_verified"]!).ShouldBe(("Ada", false));
        answer.Json["roles"]!.AsArray().ShouldBeEmpty();
        answer.Text.ShouldNotContain(AccountsShop.Password);
        shop.Letters.ShouldHaveSingleItem().ShouldContain("To: ada@people.example");
    }

    [Fact]
    public async Task Of_a_registration_with_a_key_not_even_a_hash_of_the_password_is_kept()
    {
        var body = new JsonObject { ["username"] = "Ada", ["email"] = "ada@people.example", ["password"] = AccountsShop.Password };

        (await shop.NewCaller().PostAsync("/api/users", body, ("Idempotency-Key", "k"))).Status.ShouldBe(HttpStatusCode.Created);

        (await shop.DatabaseAsync(db => db.IdempotencyRecords.AnyAsync())).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ADA", "other@people.example", "username", "Username already exists")]
    [InlineData("Grace", "ADA@people.example", "email", "Email already exists")]
    [InlineData("two words", "other@people.example", "username", "Letters, digits, dots, dashes and underscores only, please.")]
    public async Task What_is_taken_or_wrong_is_said_by_field_and_in_the_detail(string name, string email, string field, string why)
    {
        await shop.RegisterAsync("Ada");

        var answer = await RegisterAsync(name, email);

        (answer.Status, answer.Detail, answer.ErrorOf(field)).ShouldBe((HttpStatusCode.BadRequest, why, why));
        (await shop.DatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Accounts_are_listed_for_admins_alone()
    {
        await PeopleAsync();

        var nobody = await shop.NewCaller().GetAsync("/api/users");
        (nobody.Status, nobody.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Bearer"));
        foreach (var path in new[] { "/api/users", "/api/users/1" })
        {
            var customer = await shop.NewCaller().GetAsync(path, await shop.BearerAsync("Ada"));
            (customer.Status, customer.Detail).ShouldBe((HttpStatusCode.Forbidden, "Admin access required"));
        }

        var admin = await shop.NewCaller().GetAsync("/api/users", await shop.BearerAsync("Root"));
        admin.Status.ShouldBe(HttpStatusCode.OK);
        Names(admin).ShouldBe(["Grace", "Ada", "Root"]);
        ((int)admin.Json["total"]!, (int)admin.Json["page_count"]!).ShouldBe((3, 1));
        admin.Json["items"]![2]!["roles"]!.AsArray().Select(role => (string)role!).ShouldBe([ShopRoles.Admin]);
    }

    [Fact]
    public async Task The_service_itself_lets_nobody_but_admins_look()
    {
        await PeopleAsync();
        await using var scope = shop.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<IAccountService>();

        (await accounts.ListAsync(new(), new(2, "Ada", [ShopRoles.Staff]))).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await accounts.FindAsync(1, new(2, "Ada", [ShopRoles.Staff]))).Kind.ShouldBe(OutcomeKind.Forbidden);
    }

    [Fact]
    public async Task A_list_is_searched_by_name_and_address_and_goes_in_pages()
    {
        await PeopleAsync();
        var bearer = await shop.BearerAsync("Root");

        Names(await shop.NewCaller().GetAsync("/api/users?q=aDa", bearer)).ShouldBe(["Ada"]);
        Names(await shop.NewCaller().GetAsync("/api/users?q=%25", bearer)).ShouldBeEmpty();
        Names(await shop.NewCaller().GetAsync("/api/users?q=people.example", bearer)).Count.ShouldBe(3);
        var second = await shop.NewCaller().GetAsync("/api/users?page=2&page_size=1&q=people", bearer);
        Names(second).ShouldBe(["Ada"]);
        second.Headers.GetValues("Link").ShouldHaveSingleItem().ShouldContain("page=3");
        (await shop.NewCaller().GetAsync("/api/users?page_size=201", bearer)).ErrorOf("page_size").ShouldNotBeNull();
        (await shop.NewCaller().GetAsync("/api/users?q=" + new string('x', 255), bearer)).ErrorOf("q").ShouldNotBeNull();
        (await shop.NewCaller().GetAsync("/api/users?q=%00", bearer)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_admin_finds_an_account_by_its_number()
    {
        await PeopleAsync();
        var bearer = await shop.BearerAsync("Root");
        var id = await shop.DatabaseAsync(db => db.Users.Where(u => u.UserName == "Ada").Select(u => u.Id).SingleAsync());

        ((string)(await shop.NewCaller().GetAsync($"/api/users/{id}", bearer)).Json["email"]!).ShouldBe("ada@people.example");
        (await shop.NewCaller().GetAsync("/api/users/999", bearer)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_leaves_the_rest()
    {
        await shop.RegisterAsync("Ada");
        var bearer = await shop.BearerAsync("Ada");

        var phone = await PatchAsync(new JsonObject { ["phone_number"] = "0031 20 555 0148" }, bearer);
        ((string)phone.Json["username"]!, (string)phone.Json["phone_number"]!).ShouldBe(("Ada", "+31205550148"));

        var name = await PatchAsync(new JsonObject { ["username"] = "Ada.L" }, bearer);
        ((string)name.Json["username"]!, (string)name.Json["phone_number"]!).ShouldBe(("Ada.L", "+31205550148"));

        (await PatchAsync(new JsonObject { ["phone_number"] = null }, bearer)).Json["phone_number"].ShouldBeNull();
        ((string)(await shop.NewCaller().GetAsync("/api/users/me", bearer)).Json["username"]!).ShouldBe("Ada.L");
    }

    [Theory]
    [InlineData("""{"email":"other@people.example"}""", "email")]
    [InlineData("""{"is_verified":true}""", "is_verified")]
    [InlineData("""{"roles":["Admin"]}""", "roles")]
    [InlineData("""{"username":"two words"}""", "username")]
    [InlineData("""{"username":null}""", "username")]
    [InlineData("""{"username":"grace"}""", "username")]
    [InlineData("""{"phone_number":"call me"}""", "phone_number")]
    public async Task A_patch_that_may_not_be_changes_nothing_and_says_why(string body, string field)
    {
        await shop.RegisterAsync("Ada");
        await shop.RegisterAsync("Grace");
        var bearer = await shop.BearerAsync("Ada");

        var answer = await PatchAsync(JsonNode.Parse(body)!, bearer);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorOf(field).ShouldNotBeNull();
        ((string)(await shop.NewCaller().GetAsync("/api/users/me", bearer)).Json["username"]!).ShouldBe("Ada");
    }

    [Fact]
    public async Task What_was_seen_and_is_not_there_any_more_is_a_conflict()
    {
        await shop.RegisterAsync("Ada");
        var bearer = await shop.BearerAsync("Ada");

        var answer = await PatchAsync(new JsonObject { ["username"] = "Ada.L", ["seen"] = new JsonObject { ["username"] = "Adele" } }, bearer);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        ((string)answer.Json["current"]!["username"]!).ShouldBe("Ada");
    }

    [Fact]
    public async Task An_account_is_deleted_with_its_password_and_its_tokens_end()
    {
        await shop.RegisterAsync("Ada");
        var bearer = await shop.BearerAsync("Ada");

        (await DeleteAsync("""{"password":"not the password"}""", bearer)).ErrorOf("password").ShouldBe(AccountRuleText.PasswordWrong);
        (await DeleteAsync("{}", bearer)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await DeleteAsync(null, bearer)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await DeleteAsync($$"""{"password":"{{AccountsShop.Password}}"}""", bearer)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await shop.DatabaseAsync(db => db.Users.AnyAsync())).ShouldBeFalse();
        (await shop.DatabaseAsync(db => db.RefreshTokens.AnyAsync())).ShouldBeFalse();
        (await shop.NewCaller().GetAsync("/api/users/me", bearer)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Guessing_the_password_by_deleting_is_slowed_down()
    {
        await using var shop = new AccountsShop { AttemptsPerMinute = 3 };
        await shop.RegisterAsync("Ada");
        var bearer = await shop.BearerAsync("Ada");
        Task<ApiAnswer> GuessAsync() => shop.NewCaller().SendAsync(HttpMethod.Delete, "/api/users/me", """{"password":"not the password"}""", headers: bearer);

        (await GuessAsync()).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GuessAsync()).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GuessAsync()).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GuessAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_only_admin_stays()
    {
        await shop.RegisterAsync("Root");
        await shop.GiveRoleAsync("Root", ShopRoles.Admin);

        var answer = await DeleteAsync($$"""{"password":"{{AccountsShop.Password}}"}""", await shop.BearerAsync("Root"));

        (answer.Status, answer.Detail).ShouldBe((HttpStatusCode.Conflict, AccountRuleText.OnlyAdmin));
    }

    [Fact]
    public async Task The_cookie_of_the_site_serves_as_well()
    {
        await shop.RegisterAsync("Ada");
        var caller = shop.NewCaller();
        (await caller.GetAsync("/api/users/me")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        await caller.SignInAsync(AccountsShop.EmailOf("Ada"), AccountsShop.Password);

        var answer = await caller.GetAsync("/api/users/me");
        ((string)answer.Json["username"]!, answer.Headers.CacheControl!.NoStore).ShouldBe(("Ada", true));
    }

    [Fact]
    public async Task The_names_by_which_other_systems_find_the_addresses_lead_to_them()
    {
        await using var shop = new WebShop();
        var links = shop.Get<LinkGenerator>();

        links.GetPathByName("user-register").ShouldBe("/api/users");
        links.GetPathByName("token-obtain-pair").ShouldBe("/api/token");
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private static List<string> Names(ApiAnswer answer) => [.. answer.Json["items"]!.AsArray().Select(row => (string)row!["username"]!)];

    /// <summary>Root, who is an admin, then Ada, then Grace.</summary>
    private async Task PeopleAsync()
    {
        foreach (var name in new[] { "Root", "Ada", "Grace" })
        {
            await shop.RegisterAsync(name);
        }

        await shop.GiveRoleAsync("Root", ShopRoles.Admin);
    }

    private Task<ApiAnswer> RegisterAsync(string name, string email) => shop.NewCaller().PostAsync(
        "/api/users", new JsonObject { ["username"] = name, ["email"] = email, ["password"] = AccountsShop.Password });

    private Task<ApiAnswer> PatchAsync(JsonNode body, (string, string) bearer) => shop.NewCaller().PatchAsync("/api/users/me", body, bearer);

    private Task<ApiAnswer> DeleteAsync(string? body, (string, string) bearer) =>
        shop.NewCaller().SendAsync(HttpMethod.Delete, "/api/users/me", body, headers: bearer);
}
