using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Accounts;

/// <summary>The accounts of the demo shop. Their password is in the manual, so Production neither makes them nor lets it in.</summary>
internal static class DemoAccounts
{
    public const string Password = "Demo-shop-1!";

    private static readonly (string Name, string Email, string? Role)[] All =
    [
        ("Admin", "admin@hybridshop.example", ShopRoles.Admin),
        ("Staff", "staff@hybridshop.example", ShopRoles.Staff),
        ("Seller", "seller@hybridshop.example", ShopRoles.Seller),
        ("Ada", "ada@hybridshop.example", null),
    ];

    /// <summary>Makes those whose address and name nobody has yet. Needs the roles.</summary>
    public static async Task EnsureAsync(IServiceProvider services, CancellationToken ct)
    {
        if (services.GetRequiredService<IHostEnvironment>().IsProduction())
        {
            throw new ShopStartException("Demo accounts have a known password and are not made in Production.");
        }

        await using var scope = services.CreateAsyncScope();
        var userWrites = scope.ServiceProvider.GetRequiredService<UserWrites>();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        foreach (var (name, email, role) in All)
        {
            var prepared = await userWrites.PrepareAsync(new() { UserName = name, Email = email, Password = Password });
            var (normalizedEmail, normalizedName) = (email.ToUpperInvariant(), name.ToUpperInvariant());
            var outcome = await unitOfWork.RunAsync<ShopUser>(ShopActor.Shop, async write =>
                await write.Db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalizedEmail || u.NormalizedUserName == normalizedName, ct) is { } present
                    ? Outcome.Done(present)
                    : await userWrites.AddAsync(write, prepared.Value!, role, isEmailConfirmed: true), ct);
            if (!outcome.IsDone)
            {
                throw new ShopStartException($"The demo account {email} cannot be made: {outcome.Message}");
            }
        }
    }
}
