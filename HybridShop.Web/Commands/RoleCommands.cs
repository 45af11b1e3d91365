using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;

namespace HybridShop.Web.Commands;

/// <summary>Gives somebody a role, or takes it away; a shop that is serving knows within seconds.</summary>
internal static class RoleCommands
{
    public static ShopCommand Grant { get; } = new(
        "grant-role", $"grant-role --email E --role R   gives an account a role: {string.Join(", ", ShopRoles.All)}",
        (call, ct) => RunAsync(call, "grant-role", isGranted: true, ct));

    public static ShopCommand Revoke { get; } = new(
        "revoke-role", "revoke-role --email E --role R  takes it away; the last admin stays one",
        (call, ct) => RunAsync(call, "revoke-role", isGranted: false, ct));

    private static async Task<int> RunAsync(CommandCall call, string name, bool isGranted, CancellationToken ct)
    {
        var email = call.Arguments.Option("email") ?? throw new ShopStartException($"{name} needs --email, the address that somebody signs in with.");
        var roles = string.Join(", ", ShopRoles.All);
        var typed = call.Arguments.Option("role") ?? throw new ShopStartException($"{name} needs --role, one of {roles}.");
        var role = ShopRoles.Find(typed) ?? throw new ShopStartException($"“{typed}” is no role; there are {roles}.");

        await call.Services.GetRequiredService<ShopMigration>().RunAsync(ct);
        await AccountsStart.EnsureRolesAsync(call.Services, ct);
        await using var scope = call.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<IAccountService>();
        var account = (await accounts.FindByEmailAsync(email, ShopActor.Shop, ct)).Value
            ?? throw new ShopStartException($"Nobody has an account with the address {email}.");
        if (account.Roles.Contains(role) == isGranted)
        {
            await call.Out.WriteLineAsync($"{account.Email} {(isGranted ? "has the role" : "does not have the role")} {role} already; nothing was changed.");
            return 0;
        }

        string[] wanted = isGranted ? [.. account.Roles, role] : [.. account.Roles.Where(present => present != role)];
        var outcome = await accounts.EditAccessAsync(account.Id,
            Edit.Of<AccountAccess>(seen => seen.Roles = account.Roles, access => access.Roles = wanted), ShopActor.Shop, ct);
        if (!outcome.IsDone)
        {
            throw new ShopStartException(outcome.Message);
        }

        await call.Out.WriteLineAsync($"{account.Email} {(isGranted ? "has" : "does not have")} the role {role} from now on.");
        return 0;
    }
}
