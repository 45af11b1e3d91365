using System.Text;
using HybridShop.Components.Accounts;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;

namespace HybridShop.Web.Commands;

internal static class CreateAdminCommand
{
    /// <summary>Where a script puts the password: an argument could be read by every user of the machine.</summary>
    public const string PasswordVariable = "HYBRIDSHOP_ADMIN_PASSWORD";

    public static ShopCommand Command { get; } = new(
        "create-admin", $"create-admin --email E --name N   makes an admin; asks for the password, or takes it from {PasswordVariable}", RunAsync);

    private static async Task<int> RunAsync(CommandCall call, CancellationToken ct)
    {
        var input = new RegistrationInput
        {
            Email = call.Arguments.Option("email") ?? throw new ShopStartException("create-admin needs --email, the address to sign in with."),
            UserName = call.Arguments.Option("name") ?? throw new ShopStartException("create-admin needs --name, the name that others see."),
            Password = await PasswordAsync(call.Out),
        };

        await call.Services.GetRequiredService<ShopMigration>().RunAsync(_ => AccountsStart.EnsureRolesAsync(call.Services, ct), ct);
        await using var scope = call.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<AdminCreation>().CreateAsync(input, ShopActor.Shop, onlyTheFirst: false, ct);
        if (!outcome.IsDone)
        {
            throw new ShopStartException(string.Join(Environment.NewLine, outcome.Errors.Select(error => error.Message)));
        }

        await call.Out.WriteLineAsync($"{outcome.Value!.Email} can sign in and is an admin.");
        return 0;
    }

    private static async Task<string> PasswordAsync(TextWriter output)
    {
        if (Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } password)
        {
            return password;
        }

        if (Console.IsInputRedirected)
        {
            throw new ShopStartException($"create-admin asks for the password at a terminal; without one set {PasswordVariable}.");
        }

        await output.WriteAsync("Password (not shown): ");
        var typed = ReadHidden();
        await output.WriteLineAsync();
        await output.WriteAsync("The same again: ");
        var again = ReadHidden();
        await output.WriteLineAsync();
        return typed == again ? typed : throw new ShopStartException("The two are not the same; nothing was made.");
    }

    private static string ReadHidden()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        return typed.ToString();
    }
}
