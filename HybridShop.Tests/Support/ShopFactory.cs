using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace HybridShop.Tests.Support;

/// <summary>
/// The whole shop with its web server, on a fresh SQLite database with the <see cref="SampleWorld"/>. A test class gets one of its own by
/// IClassFixture&lt;ShopFactory&gt;.
/// </summary>
public class ShopFactory(SqliteDatabases databases) : WebApplicationFactory<Program>, IAsyncLifetime
{
    private TestDatabase? database;

    public FakeClock Clock { get; } = new();

    /// <summary>Where the shop is reached over the network; for browsers, which <see cref="WebApplicationFactory{T}.CreateClient()"/> cannot serve.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    public async ValueTask InitializeAsync() => database = await databases.CreateAsync();

    /// <summary>Starts it on a free port of localhost. To be called before anything else.</summary>
    public void Listen()
    {
        UseKestrel(0);
        StartServer();
        Address = new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
    }

    /// <summary>A client with the user's own cookie, as the sign-in page would have given it. Redirects are not followed.</summary>
    public async Task<HttpClient> SignedInAsAsync(ShopActor user)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        var (name, value) = await CookieOfAsync(user);
        client.DefaultRequestHeaders.Add("Cookie", $"{name}={value}");
        return client;
    }

    /// <summary>The sign-in cookie of a user, for a client or a browser.</summary>
    public async Task<(string Name, string Value)> CookieOfAsync(ShopActor user)
    {
        await using var scope = Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<ShopUser>>().FindByEmailAsync(Users.EmailOf(user));
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<ShopUser>>().CreateUserPrincipalAsync(account.ShouldNotBeNull());
        var cookie = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(
            principal, new() { IssuedUtc = Clock.GetUtcNow(), ExpiresUtc = Clock.GetUtcNow().AddDays(1) }, IdentityConstants.ApplicationScheme);
        return (cookie.Cookie.Name.ShouldNotBeNull(), cookie.TicketDataFormat.Protect(ticket));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        foreach (var (key, value) in database.ShouldNotBeNull().Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.AddFilter<ConsoleLoggerProvider>(level => level >= LogLevel.Warning));
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
    }
}
