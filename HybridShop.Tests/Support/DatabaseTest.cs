namespace HybridShop.Tests.Support;

/// <summary>
/// Tests that run on both databases: an abstract class with the tests, and two sealed children that name a database each. Every test
/// gets a fresh database with the <see cref="SampleWorld"/>.
/// </summary>
[Trait("Category", "Database")]
public abstract class DatabaseTest(TestDatabases databases) : IAsyncLifetime
{
    private TestDatabase? database;
    private TestShop? shop;

    protected TestDatabases Databases => databases;

    protected TestShop Shop => shop!;

    public async ValueTask InitializeAsync()
    {
        database = await databases.CreateAsync();
        shop = await TestShop.OpenAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (shop?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
