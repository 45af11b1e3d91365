using System.Net;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Commands;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts.Tokens;

/// <summary>Who a request comes from, by token, by cookie, or by nothing.</summary>
[Trait("Category", "Http")]
public sealed class BearerTests : IAsyncDisposable
{
    private const string Invalid = "Bearer error=\"invalid_token\"";

    private readonly AccountsShop shop = new();

    [Fact]
    public async Task A_token_is_its_account_on_pages_and_for_programs()
    {
        var token = await TokenAsync("Ada");

        (await AskAsync("/account", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("/api/nowhere", token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync("/dashboard", token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_principal_of_a_token_is_that_of_the_cookie()
    {
        await shop.RegisterAsync("Ada");
        await shop.GiveRoleAsync("Ada", ShopRoles.Seller);
        var (id, stamp) = await AccountAsync("Ada");
        var principal = (await shop.Stamps.FindPrincipalAsync(id, given => given == stamp, "Bearer"))!;

        await using var scope = shop.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<ShopUser>>();
        var cookie = await signIn.CreateUserPrincipalAsync((await signIn.UserManager.FindByNameAsync("Ada"))!);

        principal.Claims.Select(claim => (claim.Type, claim.Value)).ShouldBeSubsetOf(cookie.Claims.Select(claim => (claim.Type, claim.Value)));
        principal.ToShopActor().ShouldBeEquivalentTo(cookie.ToShopActor());
        principal.ToShopActor()!.Roles.ShouldBe([ShopRoles.Seller]);
        (await shop.Stamps.IsCurrentAsync(principal)).ShouldBeTrue();
        principal.IsInRole(ShopRoles.Seller).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/api/nowhere")]
    [InlineData("/.well-known/jwks.json")]
    public async Task A_token_that_does_not_hold_is_refused_everywhere(string path)
    {
        var expired = await TokenAsync("Ada");
        shop.Clock.Advance(TimeSpan.FromHours(2));

        foreach (var token in new[] { "nonsense", "", expired, new string('x', 9_000) })
        {
            var answer = await AskAsync(path, token);

            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe(Invalid);
        }
    }

    [Fact]
    public async Task A_token_that_does_not_hold_is_not_made_good_by_the_cookie()
    {
        await shop.RegisterAsync("Ada");
        var browser = await shop.SignedInAsync("Ada");
        (await browser.IsSignedInAsync()).ShouldBeTrue();

        (await browser.GetAsync("/account", ("Authorization", "Bearer nonsense"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/account", ("Authorization", "Bearer " + await TokenAsync("Grace")))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Visitor.WordsAsync(await browser.GetAsync("/account", ("Authorization", "bearer " + await TokenAsync("Bea"))))).ShouldContain("Hello, Bea");
    }

    [Fact]
    public async Task A_password_that_the_server_before_us_asks_for_is_none_of_our_business_on_pages()
    {
        await shop.RegisterAsync("Ada");
        var browser = await shop.SignedInAsync("Ada");

        (await browser.GetAsync("/account", ("Authorization", "Basic YTpi"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/api/nowhere", ("Authorization", "Basic YTpi"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_tokens_are_none()
    {
        var browser = shop.NewVisitor();

        var answer = await browser.GetAsync("/account", ("Authorization", "Bearer " + await TokenAsync("Ada")), ("Authorization", "Bearer " + await TokenAsync("Bea")));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/ws/nowhere", true)]
    [InlineData("/hubs/nowhere", true)]
    [InlineData("/live/nowhere", true)]
    [InlineData("/products", false)]
    [InlineData("/api/products", false)]
    public async Task Only_sockets_and_streams_take_the_token_out_of_the_address_and_the_header_goes_before_it(string path, bool isTaken)
    {
        var token = await TokenAsync("Ada");
        var plain = (await shop.NewVisitor().GetAsync(path)).StatusCode;

        (await shop.NewVisitor().GetAsync(path + "?access_token=nonsense")).StatusCode.ShouldBe(isTaken ? HttpStatusCode.Unauthorized : plain);
        (await shop.NewVisitor().GetAsync(path + "?access_token=")).StatusCode.ShouldBe(isTaken ? HttpStatusCode.Unauthorized : plain);
        (await shop.NewVisitor().GetAsync($"{path}?access_token={token}&access_token={token}")).StatusCode.ShouldBe(isTaken ? HttpStatusCode.Unauthorized : plain);
        (await shop.NewVisitor().GetAsync(path + "?access_token=" + token)).StatusCode.ShouldBe(plain);
        (await AskAsync(path + "?access_token=nonsense", token)).StatusCode.ShouldBe(plain);
    }

    [Fact]
    public async Task What_becomes_of_the_account_reaches_its_tokens_within_five_seconds()
    {
        var (signedOut, locked, promoted) = (await TokenAsync("Ada"), await TokenAsync("Bea"), await TokenAsync("Mara"));
        var paused = await TokenAsync("Sam");
        foreach (var token in new[] { signedOut, locked, promoted, paused })
        {
            (await AskAsync("/account", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await shop.ChangeUserAsync("Ada", user => user.SecurityStamp = "another");
        await shop.ChangeUserAsync("Bea", user => user.LockoutEnd = DateTimeOffset.MaxValue);
        await shop.ChangeUserAsync("Sam", user => user.LockoutEnd = shop.Clock.GetUtcNow().AddMinutes(10));
        await shop.GiveRoleAsync("Mara", ShopRoles.Staff);
        (await AskAsync("/dashboard", promoted)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        shop.Clock.Advance(TimeSpan.FromSeconds(5));

        (await AskAsync("/account", signedOut)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync("/account", locked)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync("/account", paused)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("/dashboard", promoted)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fresh_token_holds_although_an_older_stamp_is_remembered()
    {
        (await AskAsync("/account", await TokenAsync("Ada"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await shop.ChangeUserAsync("Ada", user => user.SecurityStamp = "another");

        (await AskAsync("/account", await TokenAsync("Ada"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Programs_without_a_token_are_told_what_is_asked_for()
    {
        var answer = await shop.NewVisitor().GetAsync("/_blazor");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task The_published_keys_are_public_halves_that_caches_may_keep()
    {
        var answer = await shop.NewVisitor().GetAsync("/.well-known/jwks.json");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/jwk-set+json");
        answer.Headers.CacheControl!.Public.ShouldBeTrue();
        var keys = System.Text.Json.Nodes.JsonNode.Parse(await Visitor.WordsAsync(answer))!["keys"]!.AsArray();
        keys.ShouldHaveSingleItem()!.AsObject().Select(member => member.Key).ShouldBe(["kty", "crv", "x", "y", "kid", "alg", "use"]);
        (await shop.NewVisitor().AskAsync(HttpMethod.Head, "/.well-known/jwks.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_command_makes_a_key_and_old_tokens_go_on()
    {
        var token = await TokenAsync("Ada");
        var said = new StringWriter();

        (await ShopCommand.Find(["rotate-keys"])!.RunAsync(new(new([]), shop.Services, said), default)).ShouldBe(0);

        said.ToString().ShouldContain(shop.Get<TokenKeys>().Active.KeyId);
        shop.Get<TokenKeys>().Published.Count.ShouldBe(2);
        (await AskAsync("/account", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private Task<HttpResponseMessage> AskAsync(string path, string token) => shop.NewVisitor().GetAsync(path, ("Authorization", "Bearer " + token));

    /// <summary>A token for that account as it is now; makes it if need be.</summary>
    private async Task<string> TokenAsync(string name)
    {
        if (!await shop.DatabaseAsync(db => db.Users.AnyAsync(u => u.UserName == name)))
        {
            await shop.RegisterAsync(name);
        }

        var (id, stamp) = await AccountAsync(name);
        return shop.Get<AccessTokens>().Issue(id, name, [], stamp);
    }

    private Task<(int Id, string Stamp)> AccountAsync(string name) => shop.DatabaseAsync(async db =>
    {
        var user = await db.Users.SingleAsync(u => u.UserName == name);
        return (user.Id, user.SecurityStamp!);
    });
}
