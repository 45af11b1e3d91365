namespace HybridShop.Tests.Changes;

[Trait("Category", "Unit")]
public sealed class RevisionCacheTests
{
    private readonly RevisionCache<int, string> cache = new(capacity: 3);
    private int loads;

    [Fact]
    public async Task A_value_is_made_once_for_each_revision()
    {
        (await GetAsync(1, revision: 7)).ShouldBe("load 1");
        (await GetAsync(1, revision: 7)).ShouldBe("load 1");
        (await GetAsync(1, revision: 8)).ShouldBe("load 2");
    }

    [Fact]
    public async Task A_newer_value_also_answers_who_read_an_older_revision()
    {
        await GetAsync(1, revision: 8);

        (await GetAsync(1, revision: 7)).ShouldBe("load 1");
    }

    [Fact]
    public async Task Callers_at_the_same_moment_share_one_load()
    {
        var gate = new TaskCompletionSource<string>();
        var first = cache.GetAsync(1, 7, () => { loads++; return gate.Task; });
        var second = cache.GetAsync(1, 7, () => { loads++; return gate.Task; });

        gate.SetResult("shared");

        (await first, await second, loads).ShouldBe(("shared", "shared", 1));
    }

    [Fact]
    public async Task A_load_that_failed_is_not_kept()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => cache.GetAsync(1, 7, () => Task.FromException<string>(new InvalidOperationException())));

        (await GetAsync(1, revision: 7)).ShouldBe("load 1");
    }

    [Fact]
    public async Task It_never_holds_more_than_it_may()
    {
        for (var key = 0; key < 10; key++)
        {
            await GetAsync(key, revision: 7);
        }

        var before = loads;
        for (var key = 0; key < 10; key++)
        {
            await GetAsync(key, revision: 7);
        }

        (loads - before).ShouldBeGreaterThanOrEqualTo(7);
    }

    private Task<string> GetAsync(int key, long revision) => cache.GetAsync(key, revision, () => Task.FromResult($"load {++loads}"));
}
