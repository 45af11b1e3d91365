using System.Net;
using System.Text.RegularExpressions;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>A shop of its own for each test: a fresh data folder, no demo, a clock that the test moves.</summary>
internal sealed partial class AccountsShop(string environment = "Development") : WebApplicationFactory<Program>
{
    public const string Password = "three odd words";

    private readonly string folder = Directory.CreateTempSubdirectory("hybridshop-accounts-").FullName;

    public MovedClock Clock { get; } = new();

    public IReadOnlyList<string> Letters => Directory.Exists(Path.Combine(folder, "mail"))
        ? [.. Directory.EnumerateFiles(Path.Combine(folder, "mail"), "*.eml").Select(File.ReadAllText)]
        : [];

    public SecurityStamps Stamps => Services.GetRequiredService<SecurityStamps>();

    public Browser NewBrowser() => new(CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") }));

    public async Task<AccountDetails> RegisterAsync(string name)
    {
        await using var scope = Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IAccountService>()
            .RegisterAsync(new() { UserName = name, Email = EmailOf(name), Password = Password });
        return outcome.Value ?? throw new InvalidOperationException(outcome.Message);
    }

    public async Task<Browser> SignedInAsync(string name)
    {
        var browser = NewBrowser();
        var answer = await browser.SignInAsync(EmailOf(name), Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return browser;
    }

    public async Task<T> DatabaseAsync<T>(Func<ShopDbContext, Task<T>> act)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync();
        return await act(db);
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

    public static Task<string> WordsAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken);

    public static string EmailOf(string name) => $"{name.ToLowerInvariant()}@people.example";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        builder.UseSetting("Shop:DataFolder", folder);
        builder.UseSetting("Shop:Demo", "false");
        builder.UseSetting("Accounts:AttemptsPerMinute", "50");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A client with cookies that sends forms as a browser does: it looks at the page first.</summary>
    internal sealed partial class Browser(HttpClient http)
    {
        public Task<HttpResponseMessage> GetAsync(string address) => http.GetAsync(address);

        public Task<string> ReadAsync(string address) => http.GetStringAsync(address);

        public Task<HttpResponseMessage> SignInAsync(string email, string password, string returnUrl = "") => SendAsync(
            "/Identity/Account/Login" + (returnUrl.Length > 0 ? "?ReturnUrl=" + Uri.EscapeDataString(returnUrl) : ""),
            ("Input.Email", email), ("Input.Password", password));

        public async Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] fields) =>
            await PostAsync(address, [.. fields, ("__RequestVerificationToken", Token().Match(await ReadAsync(address.Split("?handler")[0])).Groups[1].Value)]);

        public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
            http.PostAsync(address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

        public async Task<bool> IsSignedInAsync() => (await GetAsync("/account")).StatusCode == HttpStatusCode.OK;

        [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }

    internal sealed class MovedClock : TimeProvider
    {
        private DateTimeOffset now = System.GetUtcNow();

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => now.Ticks;

        public void Advance(TimeSpan by) => now += by;
    }
}
