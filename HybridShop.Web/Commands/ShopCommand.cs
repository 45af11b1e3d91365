using HybridShop.Web.Data;

namespace HybridShop.Web.Commands;

/// <summary>One command of the command line. Commands need the services of the shop, not its web server.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Usage">Arguments and meaning, for help.</param>
/// <param name="RunAsync">Runs it; the result is the exit code. A <see cref="ShopStartException"/> ends it with its sentence.</param>
internal sealed record ShopCommand(string Name, string Usage, Func<CommandCall, CancellationToken, Task<int>> RunAsync)
{
    public static IReadOnlyList<ShopCommand> All { get; } =
    [
        ImportCommand.Command, CreateAdminCommand.Command, RoleCommands.Grant, RoleCommands.Revoke, RotateKeysCommand.Command, SeedCommand.Command,
        MigrateCommand.Command, HelpCommand.Command,
    ];

    /// <summary>The command that the arguments ask for, or null when the shop shall serve (no argument, or only options like --urls).</summary>
    public static ShopCommand? Find(string[] args) => args is [var name, ..] && !name.StartsWith('-')
        ? All.FirstOrDefault(c => c.Name == name)
            ?? throw new ShopStartException($"“{name}” is no command; there are {string.Join(", ", All.Select(c => c.Name))}.")
        : null;

    /// <summary>Runs it for that shop, which is named on standard error: standard output is the command's own.</summary>
    public async Task<int> RunForAsync(IServiceProvider shop, IReadOnlyList<string> args, CancellationToken ct)
    {
        var (folder, database) = (shop.GetRequiredService<ShopSettings>().DataFolder, shop.GetRequiredService<DatabaseOptions>().Location);
        await Console.Error.WriteLineAsync($"Data folder {folder}, database {database}");
        return await RunAsync(new CommandCall(new(args), shop, Console.Out), ct);
    }
}

/// <summary>A command's call: its arguments without the name, the shop's services, and where people read.</summary>
internal sealed record CommandCall(CommandArguments Arguments, IServiceProvider Services, TextWriter Out);

/// <summary>Arguments as typed: plain values in order, and --name value pairs.</summary>
internal sealed class CommandArguments
{
    private readonly List<string> values = [];
    private readonly Dictionary<string, string> options = [];

    public CommandArguments(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                values.Add(args[i]);
                continue;
            }

            var name = args[i][2..];
            options[name] = i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal)
                ? args[++i]
                : throw new ShopStartException($"--{name} needs a value.");
        }
    }

    public IReadOnlyList<string> Values => values;

    public string? Option(string name) => options.GetValueOrDefault(name);
}
