using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>A shop of its own for each test, without any account; whom a test registers has the address NAME@people.example.</summary>
internal sealed class AccountsShop : WebShop
{
    public const string Password = "three odd words";

    public IReadOnlyList<string> Letters => Directory.Exists(Database.Folder.File("mail"))
        ? [.. Directory.EnumerateFiles(Database.Folder.File("mail"), "*.eml").Select(File.ReadAllText)]
        : [];

    public SecurityStampCache Stamps => Get<SecurityStampCache>();

    public async Task<AccountDetails> RegisterAsync(string name)
    {
        await using var scope = Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IAccountService>()
            .RegisterAsync(new() { UserName = name, Email = EmailOf(name), Password = Password });
        return outcome.Value ?? throw new InvalidOperationException(outcome.Message);
    }

    public Task<Visitor> SignedInAsync(string name) => SignedInAsync(EmailOf(name), Password);

    /// <summary>The body of a sign-in.</summary>
    public static JsonObject Credentials(string name, string password = Password) => new() { ["email"] = EmailOf(name), ["password"] = password };

    /// <summary>A header that names the caller by a fresh access token, got as programs get it.</summary>
    public async Task<(string, string)> BearerAsync(string name)
    {
        var answer = await NewCaller().PostAsync("/api/auth/login", Credentials(name));
        return ("Authorization", $"Bearer {answer.Json["access_token"]}");
    }

    public Task<int> ChangeUserAsync(string name, Action<ShopUser> change) => DatabaseAsync(async db =>
    {
        change(await db.Users.SingleAsync(u => u.UserName == name));
        return await db.SaveChangesAsync();
    });

    public Task<int> GiveRoleAsync(string name, string role) => DatabaseAsync(async db =>
    {
        db.UserRoles.Add(new()
        {
            UserId = (await db.Users.SingleAsync(u => u.UserName == name)).Id,
            RoleId = (await db.Roles.SingleAsync(r => r.Name == role)).Id,
        });
        return await db.SaveChangesAsync();
    });

    public static string EmailOf(string name) => $"{name.ToLowerInvariant()}@people.example";
}
