using HybridShop.Web.Accounts;
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
        var database = DatabaseOptions.From(builder.Configuration, settings.DataFolder);
        builder.Services.AddSingleton(settings).AddSingleton(database).AddSingleton(settings.Currency).AddSingleton(settings.TimeZone);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ShopDays>();

        // The model asks these options which tables Identity wants, so they belong to the data, signed in or not.
        builder.Services.Configure<IdentityOptions>(IdentitySetup.Configure);
        builder.Services.AddSingleton<ShopWrites>();
        builder.Services.AddSingleton<ShopMigration>();
        builder.Services.AddSingleton<PreparedReads>();

        if (database.Provider == DatabaseProvider.Sqlite)
        {
            var setup = new SqliteWriterSetup(database.Synchronous);
            AddContext<SqliteShopDbContext>(builder.Services, options => options.UseSqlite(database.ConnectionString).AddInterceptors(setup));
        }
        else
        {
            AddContext<PostgresShopDbContext>(builder.Services, options => options.UseNpgsql(database.ConnectionString));
        }

        return builder;
    }

    private static void AddContext<TContext>(IServiceCollection services, Action<DbContextOptionsBuilder> useProvider)
        where TContext : ShopDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            useProvider(options);
            options.AddInterceptors(new TimesInterceptor(provider.GetRequiredService<TimeProvider>()));

            // The first look at an empty PostgreSQL fails by design: the history table is not there yet.
            // SQLite changes a table by copying it, which no transaction holds: that is why a copy of the file is kept before (ShopMigration).
            options.ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.NonTransactionalMigrationOperationWarning, LogLevel.Debug)));
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
