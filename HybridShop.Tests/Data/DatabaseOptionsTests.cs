using HybridShop.Tests.Support;
using HybridShop.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HybridShop.Tests.Data;

[Trait("Category", "Unit")]
public sealed class DatabaseOptionsTests
{
    [Fact]
    public void Without_any_setting_it_is_a_file_in_the_data_folder()
    {
        var options = From();

        options.Provider.ShouldBe(DatabaseProvider.Sqlite);
        var connection = new SqliteConnectionStringBuilder(options.ConnectionString);
        (connection.DataSource, connection.ForeignKeys).ShouldBe((Path.Combine("data", "hybridshop.db"), true));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("SQLITE")]
    public void The_providers_name_may_be_written_in_any_case(string name) =>
        From(("Database:Provider", name)).Provider.ShouldBe(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData("postgres://ada:se%40cret@db.example:6432/shop", "db.example", 6432, "shop", "ada", "se@cret")]
    [InlineData("postgresql://ada:x@db.example/shop?sslmode=require", "db.example", 5432, "shop", "ada", "x")]
    [InlineData("postgres://ada@db.example/shop", "db.example", 5432, "shop", "ada", null)]
    public void DATABASE_URL_names_a_server(string url, string host, int port, string database, string user, string? password)
    {
        foreach (var options in new[] { From(("DATABASE_URL", url)), From(("DATABASE_URL", url), ("Database:Provider", "Postgres")) })
        {
            options.Provider.ShouldBe(DatabaseProvider.Postgres);
            var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            (connection.Host, connection.Port, connection.Database, connection.Username, connection.Password).ShouldBe((host, port, database, user, password));
        }
    }

    [Fact]
    public void DATABASE_URL_carries_the_servers_options() =>
        new NpgsqlConnectionStringBuilder(From(("DATABASE_URL", "postgres://ada@db.example/shop?sslmode=require")).ConnectionString)
            .SslMode.ShouldBe(SslMode.Require);

    [Theory]
    [InlineData("sqlite:///shop.db", "/program/shop.db")]
    [InlineData("sqlite:////srv/my%20shop.db", "/srv/my shop.db")]
    public void DATABASE_URL_names_a_file(string url, string file) =>
        new SqliteConnectionStringBuilder(From(("DATABASE_URL", url)).ConnectionString).DataSource.ShouldBe(file);

    [Theory]
    [InlineData("Data Source=shop.db", "/program/shop.db")]
    [InlineData("Data Source=../shop.db", "/shop.db")]
    [InlineData("Data Source=/srv/shop.db", "/srv/shop.db")]
    [InlineData("Data Source=:memory:", ":memory:")]
    [InlineData("Data Source=shared;Mode=Memory", "shared")]
    [InlineData("Data Source=file:shop.db?mode=ro", "file:shop.db?mode=ro")]
    public void A_relative_file_lies_in_the_content_root_wherever_the_shop_is_started(string connection, string file) =>
        From(("ConnectionStrings:Shop", connection)).Location.ShouldBe(file);

    [Fact]
    public void A_database_is_told_of_without_its_password() =>
        From(("DATABASE_URL", "postgres://ada:secret@db.example:6432/shop")).Location.ShouldBe("shop of PostgreSQL at db.example:6432");

    [Fact]
    public void The_five_DB_names_make_a_connection()
    {
        var options = From(("DB_NAME", "shop"), ("DB_USER", "ada"), ("DB_PASSWORD", "x;y"), ("DB_HOST", "db.example"), ("DB_PORT", "6432"));

        options.Provider.ShouldBe(DatabaseProvider.Postgres);
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        (connection.Host, connection.Port, connection.Database, connection.Username, connection.Password)
            .ShouldBe(("db.example", 6432, "shop", "ada", "x;y"));
    }

    [Fact]
    public void What_is_set_for_the_shop_itself_goes_before_the_environment()
    {
        From(("Database:Provider", "Sqlite"), ("DATABASE_URL", "postgres://db.example/shop"), ("DB_HOST", "db.example")).Provider.ShouldBe(DatabaseProvider.Sqlite);
        From(("Database:Provider", "Postgres"), ("ConnectionStrings:Shop", "Host=own"), ("DATABASE_URL", "postgres://db.example/shop"))
            .ConnectionString.ShouldBe("Host=own");
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Sqlite or Postgres")]
    [InlineData("Database:Provider", "Postgres", "ConnectionStrings:Shop")]
    [InlineData("Database:Synchronous", "Maybe", "Full or Normal")]
    [InlineData("Database:Synchronous", "7", "Full or Normal")]
    [InlineData("Database:MigrateAtStart", "perhaps", "true or false")]
    [InlineData("DATABASE_URL", "nonsense", "postgres://")]
    [InlineData("DATABASE_URL", "mysql://db.example/shop", "mysql")]
    [InlineData("DATABASE_URL", "postgres://db.example/shop?color=red", "color")]
    [InlineData("ConnectionStrings:Shop", "Color=Red", "ConnectionStrings:Shop")]
    public void A_setting_that_cannot_be_stops_the_start_with_a_sentence(string key, string value, string says)
    {
        var stop = Should.Throw<ShopStartException>(() => From((key, value)));

        ShouldBeOneSentence(stop.Message);
        stop.Message.ShouldContain(says);
    }

    [Fact]
    public void A_provider_that_DATABASE_URL_contradicts_stops_the_start_with_a_sentence() => ShouldBeOneSentence(
        Should.Throw<ShopStartException>(() => From(("Database:Provider", "Postgres"), ("DATABASE_URL", "sqlite:///shop.db"))).Message);

    [Fact]
    public void A_port_that_is_no_number_stops_the_start_with_a_sentence() =>
        ShouldBeOneSentence(Should.Throw<ShopStartException>(() => From(("DB_HOST", "db.example"), ("DB_PORT", "lots"))).Message);

    [Theory]
    [InlineData("Shop:Currency", "XXX", "EUR")]
    [InlineData("Shop:TimeZone", "Mars/Olympus", "Europe/Amsterdam")]
    [InlineData("Shop:Demo", "perhaps", "true or false")]
    public void A_shop_setting_that_cannot_be_stops_the_start_with_a_sentence(string key, string value, string says)
    {
        using var folder = new TempFolder();

        var stop = Should.Throw<ShopStartException>(() => ShopSettings.From(Configuration((key, value)), new Place(folder.Path)));

        ShouldBeOneSentence(stop.Message);
        stop.Message.ShouldContain(says);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_written_to_stops_the_start_with_a_sentence()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("taken"), "A file where the folder should be.");

        var stop = Should.Throw<ShopStartException>(() => ShopSettings.From(Configuration(("Shop:DataFolder", "taken")), new Place(folder.Path)));

        ShouldBeOneSentence(stop.Message);
        stop.Message.ShouldContain(folder.File("taken"));
    }

    [Fact]
    public void Without_any_setting_the_shop_has_euros_UTC_no_demo_and_a_folder_of_its_own()
    {
        using var folder = new TempFolder();

        var settings = ShopSettings.From(Configuration(), new Place(folder.Path));

        (settings.Currency.Code, settings.TimeZone.Id, settings.Demo).ShouldBe(("EUR", "UTC", false));
        settings.DataFolder.ShouldBe(folder.File("App_Data"));
        Directory.Exists(settings.DataFolder).ShouldBeTrue();
    }

    private static DatabaseOptions From(params (string, string)[] settings) =>
        DatabaseOptions.From(Configuration(settings), "data", "/program");

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    private static void ShouldBeOneSentence(string message)
    {
        message.ShouldEndWith(".");
        message.ShouldNotContain("\n");
        message.ShouldNotContain("Exception");
    }

    private sealed class Place(string folder) : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "HybridShop.Tests";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = folder;

        public string EnvironmentName { get; set; } = "Testing";
    }
}
