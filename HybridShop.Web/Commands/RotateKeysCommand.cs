using HybridShop.Web.Accounts.Tokens;

namespace HybridShop.Web.Commands;

internal static class RotateKeysCommand
{
    public static ShopCommand Command { get; } = new(
        "rotate-keys", "rotate-keys             makes a new key that signs tokens; old ones verify until theirs have run out", RunAsync);

    private static async Task<int> RunAsync(CommandCall call, CancellationToken ct)
    {
        var key = call.Services.GetRequiredService<TokenKeys>().Rotate();
        await call.Out.WriteLineAsync($"Within {TokenKeys.ReadAgainAfter.TotalMinutes:0} minute tokens are signed with the new key {key.KeyId}.");
        return 0;
    }
}
