using Microsoft.Data.Sqlite;
using Npgsql;

namespace HybridShop.Web.Data;

internal enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>How hard SQLite flushes a commit.</summary>
internal enum SqliteSynchronous
{
    /// <summary>A killed process loses nothing; a power cut may lose the last commits.</summary>
    Normal = 1,

    /// <summary>An answered act survives a power cut.</summary>
    Full = 2,
}

/// <summary>Which database the shop runs on, resolved once from configuration and environment.</summary>
/// <param name="Provider">The kind of database.</param>
/// <param name="ConnectionString">Complete, its password included.</param>
/// <param name="MigrateAtStart">Whether a start brings the database to the program's schema.</param>
/// <param name="Synchronous">Of SQLite.</param>
/// <param name="WriteWait">On SQLite: how long a write waits for another one, of this process or of another, before it is refused.</param>
internal sealed record DatabaseOptions(
    DatabaseProvider Provider, string ConnectionString, bool MigrateAtStart, SqliteSynchronous Synchronous, TimeSpan WriteWait)
{
    private const int MaxWriteWaitSeconds = 120;

    /// <summary>The database as people are told of it: a file, or a server and its database; never with a password.</summary>
    public string Location
    {
        get
        {
            if (Provider == DatabaseProvider.Sqlite)
            {
                return new SqliteConnectionStringBuilder(ConnectionString).DataSource;
            }

            var server = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{server.Database} of PostgreSQL at {server.Host}:{server.Port}";
        }
    }

    /// <summary>
    /// Order: Database:Provider with ConnectionStrings:Shop; DATABASE_URL; DB_NAME, DB_USER, DB_PASSWORD, DB_HOST, DB_PORT; SQLite in the
    /// data folder. A relative file lies in the content root, wherever the program is started.
    /// </summary>
    public static DatabaseOptions From(IConfiguration configuration, string dataFolder, string contentRoot)
    {
        var migrate = configuration.Flag("Database:MigrateAtStart", true);
        var synchronous = ParseSynchronous(configuration["Database:Synchronous"]);
        var wait = configuration.Number("Database:WriteWaitSeconds", 5);
        if (wait is < 1 or > MaxWriteWaitSeconds)
        {
            throw new ShopStartException($"Database:WriteWaitSeconds is “{wait}”; it can be 1 to {MaxWriteWaitSeconds}.");
        }

        var name = configuration["Database:Provider"];
        var connection = configuration.GetConnectionString("Shop");
        DatabaseProvider? chosen = string.IsNullOrWhiteSpace(name) ? null : ParseProvider(name);

        var mayLookAround = chosen != DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(connection);
        if (mayLookAround && configuration["DATABASE_URL"] is { Length: > 0 } url)
        {
            (var found, connection) = FromUrl(url);
            chosen = chosen is null || chosen == found ? found
                : throw new ShopStartException($"Database:Provider is {chosen}, but DATABASE_URL names {found}: they have to agree.");
        }
        else if (mayLookAround && configuration["DB_HOST"] is { Length: > 0 } host)
        {
            chosen = DatabaseProvider.Postgres;
            connection = new NpgsqlConnectionStringBuilder
            {
                Host = host,
                Port = configuration.Number("DB_PORT", 5432),
                Database = configuration["DB_NAME"],
                Username = configuration["DB_USER"],
                Password = configuration["DB_PASSWORD"],
            }.ConnectionString;
        }

        var provider = chosen ?? DatabaseProvider.Sqlite;
        if (provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(connection))
        {
            throw new ShopStartException("Database:Provider is Postgres, but there is no connection: set ConnectionStrings:Shop, DATABASE_URL or DB_HOST.");
        }

        try
        {
            return new(provider, Complete(provider, connection ?? "", dataFolder, contentRoot), migrate, synchronous, TimeSpan.FromSeconds(wait));
        }
        catch (ArgumentException e)
        {
            throw new ShopStartException(
                $"ConnectionStrings:Shop is no connection for {provider} ({e.Message.TrimEnd('.')}): set Database:Provider to the database that it is for.", e);
        }
    }

    private static DatabaseProvider ParseProvider(string name) => name.ToUpperInvariant() switch
    {
        "SQLITE" => DatabaseProvider.Sqlite,
        "POSTGRES" => DatabaseProvider.Postgres,
        _ => throw new ShopStartException($"Database:Provider is “{name}”; it can be Sqlite or Postgres."),
    };

    private static SqliteSynchronous ParseSynchronous(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return SqliteSynchronous.Full;
        }

        if (Enum.TryParse<SqliteSynchronous>(name, ignoreCase: true, out var value) && Enum.IsDefined(value))
        {
            return value;
        }

        throw new ShopStartException($"Database:Synchronous is “{name}”; it can be Full or Normal.");
    }

    private static string Complete(DatabaseProvider provider, string connection, string dataFolder, string contentRoot)
    {
        if (provider == DatabaseProvider.Postgres)
        {
            _ = new NpgsqlConnectionStringBuilder(connection);
            return connection;
        }

        var builder = new SqliteConnectionStringBuilder(connection);
        if (builder.DataSource.Length == 0)
        {
            builder.DataSource = Path.Combine(dataFolder, "hybridshop.db");
        }
        else if (builder.Mode != SqliteOpenMode.Memory && builder.DataSource != ":memory:"
            && !builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        }

        // Debian's library has foreign keys off by default, and EF Core does not turn them on.
        builder.ForeignKeys = true;
        return builder.ConnectionString;
    }

    private static (DatabaseProvider, string) FromUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw new ShopStartException("DATABASE_URL is no address; it looks like postgres://user:password@host:5432/name or sqlite:///folder/file.db.");
        }

        if (uri.Scheme is "sqlite")
        {
            // sqlite:///shop.db is relative and sqlite:////folder/shop.db absolute, as elsewhere.
            var file = Uri.UnescapeDataString(uri.AbsolutePath);
            return (DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = file.StartsWith('/') ? file[1..] : file }.ConnectionString);
        }

        if (uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw new ShopStartException($"DATABASE_URL begins with “{uri.Scheme}”; it can be postgres://, postgresql:// or sqlite://.");
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var (key, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query))
        {
            try
            {
                builder[key.Equals("sslmode", StringComparison.OrdinalIgnoreCase) ? "SSL Mode" : key] = value.ToString();
            }
            catch (ArgumentException e)
            {
                throw new ShopStartException($"DATABASE_URL has “{key}={value}”, which is no option of a PostgreSQL connection.", e);
            }
        }

        return (DatabaseProvider.Postgres, builder.ConnectionString);
    }
}
