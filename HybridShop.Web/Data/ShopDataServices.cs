using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HybridShop.Web.Data;

internal static class ShopDataServices
{
    /// <summary>Settings, the database chosen by configuration, the context factory and the one way to write.</summary>
    public static IHostApplicationBuilder AddShopData(this IHostApplicationBuilder builder)
    {
        var settings = ShopSettings.From(builder.Configuration, builder.Environment);
        var database = DatabaseOptions.From(builder.Configuration, settings.DataFolder, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(settings).AddSingleton(database).AddSingleton(settings.Currency).AddSingleton(settings.TimeZone);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ShopDays>();

        // The model asks these options which tables Identity wants, so they belong to the data, signed in or not.
        builder.Services.Configure<IdentityOptions>(IdentitySetup.Configure);
        builder.Services.AddSingleton<UnitOfWork>();
        builder.Services.AddSingleton<StartLock>().AddSingleton<ShopMigration>();
        builder.Services.AddSingleton<PreparedReads>();

        if (database.Provider == DatabaseProvider.Sqlite)
        {
            var (writing, plans) = (new SqliteWriterSetup(database), new SqliteStablePlans());

            // For how long the driver tries again while another process has the file locked; its own 30 s are too long for a person to wait.
            var wait = (int)database.WriteWait.TotalSeconds;
            AddContext<SqliteShopDbContext>(
                builder, options => options.UseSqlite(database.ConnectionString, sqlite => sqlite.CommandTimeout(wait)).AddInterceptors(writing, plans));
        }
        else
        {
            AddContext<PostgresShopDbContext>(builder, options => options.UseNpgsql(database.ConnectionString));
        }

        return builder;
    }

    private static void AddContext<TContext>(IHostApplicationBuilder builder, Action<DbContextOptionsBuilder> useProvider)
        where TContext : ShopDbContext
    {
        var (services, isProduction) = (builder.Services, builder.Environment.IsProduction());
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            useProvider(options);
            options.AddInterceptors(new TimesInterceptor(provider.GetRequiredService<TimeProvider>()));

            // What fails is thrown, and whoever answers for it logs it once (FaultLog); and the first look at an empty PostgreSQL fails by design.
            // SQLite changes a table by copying it, which no transaction holds: that is why a copy of the file is kept before (ShopMigration).
            options.ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.NonTransactionalMigrationOperationWarning, LogLevel.Debug)));
            if (!isProduction)
            {
                // Which rows such a query gives is chance; whoever writes one is told before it is shipped.
                options.ConfigureWarnings(warnings => warnings.Throw(
                    CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning));
            }
        });
        services.AddSingleton<IDbContextFactory<ShopDbContext>, ForwardingFactory<TContext>>();

        // Identity's stores want a context from the request's scope; it comes out of the same pool.
        services.AddScoped<ShopDbContext>(p => p.GetRequiredService<IDbContextFactory<ShopDbContext>>().CreateDbContext());
    }

    private sealed class ForwardingFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<ShopDbContext>
        where TContext : ShopDbContext
    {
        public ShopDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<ShopDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
