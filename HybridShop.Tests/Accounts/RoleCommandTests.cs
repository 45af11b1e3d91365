using HybridShop.Web.Commands;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Accounts;

/// <summary>grant-role and revoke-role on the command line.</summary>
[Trait("Category", "Http")]
public sealed class RoleCommandTests : IAsyncLifetime
{
    private readonly AccountsShop shop = new();

    public async ValueTask InitializeAsync() => await shop.RegisterAsync("Ada");

    [Fact]
    public async Task A_role_is_given_and_taken_by_the_address_and_said()
    {
        (await RunAsync("grant-role", "ADA@people.example", "staff")).ShouldBe("ada@people.example has the role Staff from now on.");
        (await RunAsync("grant-role", "ada@people.example", "Staff")).ShouldBe("ada@people.example has the role Staff already; nothing was changed.");
        var browser = await shop.SignedInAsync("Ada");
        (await browser.GetAsync("/dashboard")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

        (await RunAsync("revoke-role", "ada@people.example", "Staff")).ShouldBe("ada@people.example does not have the role Staff from now on.");

        (await browser.GetAsync("/dashboard")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Other_roles_stay()
    {
        await RunAsync("grant-role", "ada@people.example", "Seller");
        await RunAsync("grant-role", "ada@people.example", "Staff");
        await RunAsync("revoke-role", "ada@people.example", "Seller");

        (await shop.DatabaseAsync(db => db.UserRoles.Join(db.Roles, ur => ur.RoleId, r => r.Id, (ur, r) => r.Name).ToListAsync())).ShouldBe([ShopRoles.Staff]);
    }

    [Theory]
    [InlineData("nobody@people.example", "Staff", "Nobody has an account with the address nobody@people.example.")]
    [InlineData("ada@people.example", "Owner", "“Owner” is no role; there are Admin, Staff, Seller.")]
    [InlineData(null, "Staff", "grant-role needs --email, the address that somebody signs in with.")]
    [InlineData("ada@people.example", null, "grant-role needs --role, one of Admin, Staff, Seller.")]
    public async Task What_is_wrong_is_said_in_a_sentence(string? email, string? role, string why) =>
        (await Should.ThrowAsync<ShopStartException>(() => RunAsync("grant-role", email, role))).Message.ShouldBe(why);

    [Fact]
    public async Task The_last_admin_stays_one()
    {
        await RunAsync("grant-role", "ada@people.example", "Admin");

        (await Should.ThrowAsync<ShopStartException>(() => RunAsync("revoke-role", "ada@people.example", "Admin")))
            .Message.ShouldBe("Ada is the only admin who can sign in. Make somebody else an admin first.");
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private async Task<string> RunAsync(string command, string? email, string? role)
    {
        string[] args = [.. email is null ? [] : (string[])["--email", email], .. role is null ? [] : (string[])["--role", role]];
        var said = new StringWriter();
        (await ShopCommand.Find([command])!.RunAsync(new(new(args), shop.Services, said), TestContext.Current.CancellationToken)).ShouldBe(0);
        return said.ToString().Trim();
    }
}
