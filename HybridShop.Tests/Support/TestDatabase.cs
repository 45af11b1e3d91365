[assembly: AssemblyFixture(typeof(HybridShop.Tests.Support.SqliteDatabases))]
[assembly: AssemblyFixture(typeof(HybridShop.Tests.Support.PostgresDatabases))]

namespace HybridShop.Tests.Support;

/// <summary>
/// Makes fresh databases of one provider, each a copy of a template that was migrated and given the <see cref="SampleWorld"/> once, when
/// the first test asked for it.
/// </summary>
public abstract class TestDatabases : IAsyncDisposable
{
    private readonly Lazy<Task> template;

    private protected TestDatabases() => template = new(MakeTemplateAsync);

    /// <summary>A database with the sample world in it.</summary>
    internal async Task<TestDatabase> CreateAsync()
    {
        await template.Value;
        return await CopyTemplateAsync();
    }

    /// <summary>A database without any table.</summary>
    internal abstract Task<TestDatabase> CreateEmptyAsync();

    public abstract ValueTask DisposeAsync();

    private protected abstract Task MakeTemplateAsync();

    private protected abstract Task<TestDatabase> CopyTemplateAsync();
}

/// <summary>One database and the data folder of the shop that uses it.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public TempFolder Folder { get; } = new();

    /// <summary>Configuration that leads a shop to it, all of it explicit: nothing comes from the environment.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Shop:DataFolder"] = Folder.Path,
        ["Shop:Demo"] = "false",
        ["Database:Provider"] = Provider,
        ["Database:Synchronous"] = "Normal",
        // Tests share a machine that may stand still for some seconds; what a shop says after its usual wait is the matter of BusyWriterTests.
        ["Database:WriteWaitSeconds"] = "60",
        ["ConnectionStrings:Shop"] = ConnectionString,
        ["Jwt:Algorithm"] = "ES256",
    };

    public abstract string Provider { get; }

    public abstract string ConnectionString { get; }

    public virtual ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
