using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace HybridShop.Tests.Support;

/// <summary>The whole shop with its web server, on an empty SQLite database of its own. <see cref="SampleWebShop"/> has the sample world.</summary>
public class WebShop : WebApplicationFactory<Program>
{
    private TestDatabase? database;
    private bool isListening;
    private RequestDelegate? pipeline;

    public WebShop() => ClientOptions.BaseAddress = new("https://localhost");

    public FakeClock Clock { get; } = new();

    public string EnvironmentName { get; init; } = "Testing";

    /// <summary>Fills it with the demo shop and its accounts.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Runs by the machine's clock, for browsers: they throw away cookies that the other clock makes.</summary>
    public bool IsOnMachineTime { get; init; }

    /// <summary>Where the shop is mounted, such as "/shop".</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Shop:PublicUrl; empty is none. Not set: https://localhost and the mount, or where the shop listens.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The machine that all requests come from, or null where the network does not say.</summary>
    public IPAddress? CalledFrom { get; init; }

    /// <summary>More configuration.</summary>
    public IReadOnlyDictionary<string, string?> More { get; init; } = new Dictionary<string, string?>();

    /// <summary>Forms that guess, by address and minute; few enough that a test can reach it.</summary>
    public int AttemptsPerMinute { get; init; } = 50;

    /// <summary>Requests of the API, by address or user and minute; 0 is no limit.</summary>
    public int ApiRequestsPerMinute { get; init; }

    /// <summary>Other origins whose pages may use the API, with commas between them.</summary>
    public string? Origins { get; init; }

    /// <summary>Other settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether passwords are hashed as slowly as in a real shop; otherwise quickly, because tests sign in thousands of times.</summary>
    public bool IsHashingSlowly { get; init; }

    /// <summary>What is to be put in place of the shop's own services.</summary>
    public Action<IServiceCollection>? Replacing { get; init; }

    /// <summary>Where the shop is reached over the network; for browsers, which <see cref="WebApplicationFactory{T}.CreateClient()"/> cannot serve.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    internal ShopLog Log { get; } = new();

    /// <summary>Whether the database goes with the shop; one that several shops share does not.</summary>
    private protected bool OwnsDatabase { get; init; } = true;

    internal TestDatabase Database
    {
        get => database ??= SqliteTestDatabase.Migrated();
        private protected set => database = value;
    }

    /// <summary>Starts it on a free port of localhost. To be called before anything else.</summary>
    public void Listen()
    {
        isListening = true;
        UseKestrel(0);
        StartServer();

        // Passkeys and the like accept a name only, no address.
        Address = new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
    }

    /// <summary>The shop's own services, for what happens behind a visitor's back.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Somebody who has not been here before.</summary>
    internal Visitor NewVisitor() => new(CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") }), PathBase);

    /// <summary>Somebody who has come in by the sign-in page.</summary>
    internal async Task<Visitor> SignedInAsync(string email, string password)
    {
        var visitor = NewVisitor();
        (await visitor.SignInAsync(email, password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
        return visitor;
    }

    /// <summary>A program that nobody has signed in.</summary>
    internal ApiCaller NewCaller() => new(CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") }), PathBase);

    /// <summary>Straight to the tables, for what no service offers.</summary>
    internal async Task<T> DatabaseAsync<T>(Func<ShopDbContext, Task<T>> act)
    {
        await using var db = await Get<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync();
        return await act(db);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        if (pipeline is not null)
        {
            RateLimiters.DisposeAll(pipeline);
        }

        await (OwnsDatabase && database is not null ? database.DisposeAsync() : ValueTask.CompletedTask);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        foreach (var (key, value) in Database.Settings)
        {
            builder.UseSetting(key, value);
        }

        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting("Shop:Demo", IsDemo ? "true" : "false");
        builder.UseSetting("Shop:PublicUrl", PublicUrl ?? DefaultPublicUrl);
        builder.UseSetting("Accounts:AttemptsPerMinute", $"{AttemptsPerMinute}");
        builder.UseSetting("CORS_ORIGINS", Origins);
        builder.UseSetting("Api:RequestsPerMinute", $"{ApiRequestsPerMinute}");
        builder.UseSetting("Api:AnonymousRequestsPerMinute", $"{ApiRequestsPerMinute}");

        foreach (var (key, value) in More)
        {
            builder.UseSetting(key, value);
        }

        // Static files as a published shop serves them; a built one tells browsers to ask for each file again.
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
        builder.ConfigureLogging(logging => logging.AddFilter<ConsoleLoggerProvider>(level => level >= LogLevel.Error));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(IsOnMachineTime ? TimeProvider.System : Clock));
            if (!IsHashingSlowly)
            {
                services.AddQuickPasswords();
            }

            services.AddSingleton<IStartupFilter>(new Network(CalledFrom, next => pipeline = next)).AddSingleton<ILoggerProvider>(Log);
            Replacing?.Invoke(services);
        });
    }

    private string DefaultPublicUrl
    {
        get
        {
            if (!isListening)
            {
                return "https://localhost" + PathBase;
            }

            // Production asks for an address, and a mount is told by it.
            return PathBase.Length > 0 || EnvironmentName == "Production" ? "http://localhost" + PathBase : "";
        }
    }

    /// <summary>In process there is no network that could say where a request comes from.</summary>
    private sealed class Network(IPAddress? caller, Action<RequestDelegate> built) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(rest =>
            {
                built(rest);
                return context =>
                {
                    context.Connection.RemoteIpAddress = caller ?? context.Connection.RemoteIpAddress;
                    return rest(context);
                };
            });
            next(app);
        };
    }
}

/// <summary>A <see cref="WebShop"/> with the <see cref="SampleWorld"/>. A test class gets one by IClassFixture&lt;SampleWebShop&gt;, for all its tests.</summary>
public class SampleWebShop(SqliteDatabases databases) : WebShop, IAsyncLifetime
{
    private int customers;

    public virtual async ValueTask InitializeAsync() => Database = await databases.CreateAsync();

    /// <summary>One for a single test, which changes what the others of its class look at.</summary>
    internal static async Task<SampleWebShop> OpenAsync(SqliteDatabases databases)
    {
        var shop = new SampleWebShop(databases);
        await shop.InitializeAsync();
        return shop;
    }

    internal Task<Visitor> SignedInAsync(ShopActor user) => SignedInAsync(Users.EmailOf(user), Users.Password);

    /// <summary>A program that somebody has signed in; null is nobody.</summary>
    internal async Task<ApiCaller> CallerAsync(ShopActor? user)
    {
        var caller = NewCaller();
        if (user is not null)
        {
            await caller.SignInAsync(Users.EmailOf(user), Users.Password);
        }

        return caller;
    }

    /// <summary>The program of a customer who has registered just now, and has reviewed nothing.</summary>
    internal async Task<ApiCaller> NewCustomerAsync()
    {
        var (caller, name) = (NewCaller(), $"Customer{Interlocked.Increment(ref customers)}");
        var account = new JsonObject { ["username"] = name, ["email"] = $"{name}@people.example", ["password"] = Users.Password };
        (await caller.PostAsync("/api/users", account)).Status.ShouldBe(HttpStatusCode.Created);
        await caller.SignInAsync($"{name}@people.example", Users.Password);
        return caller;
    }
}

/// <summary>One that the tests of a class change together: what they look for is their own doing, whatever the others did before.</summary>
public sealed class ChangedShop(SqliteDatabases databases) : SampleWebShop(databases);
