namespace HybridShop.Web.Commands;

internal static class HelpCommand
{
    public static ShopCommand Command { get; } = new("help", "help                    shows this", RunAsync);

    private static async Task<int> RunAsync(CommandCall call, CancellationToken ct)
    {
        await call.Out.WriteLineAsync("Without a command the shop serves. Commands:");
        foreach (var command in ShopCommand.All)
        {
            await call.Out.WriteLineAsync("  " + command.Usage);
        }

        return 0;
    }
}
