using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Dashboard;

public sealed class LivePanelTests : ComponentTest
{
    [Fact]
    public async Task Of_loads_that_overlap_the_last_one_wins_and_the_other_is_canceled()
    {
        var panel = Render<Panel>().Instance;
        var (first, second) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());

        var superseded = panel.LoadAsync(first.Task);
        var latest = panel.LoadAsync(second.Task);
        first.SetResult("first");
        second.SetResult("second");
        await superseded;
        await latest;

        panel.Loads.Select(load => load.IsCancellationRequested).ShouldBe([true, false]);
        panel.Told.ShouldBe(["second"]);
        panel.HasFailed.ShouldBeFalse();
    }

    [Fact]
    public async Task Changes_that_come_while_it_loads_wait_for_the_end_of_the_load()
    {
        var panel = Render<Panel>().Instance;
        var answer = new TaskCompletionSource<string>();
        var load = panel.LoadAsync(answer.Task);

        Feed.Publish(ChangeKind.Product);
        LetChangesIn();
        Feed.Publish(ChangeKind.Product);
        LetChangesIn();
        panel.Told.ShouldBeEmpty();
        answer.SetResult("loaded");
        await load;

        panel.Told.ShouldBe(["loaded", "2 changes"]);
    }

    [Fact]
    public async Task Acts_run_one_at_a_time_and_a_failure_is_told()
    {
        var panel = Render<Panel>().Instance;
        var work = new TaskCompletionSource();

        var first = panel.DoAsync("first", work.Task);
        await panel.DoAsync("second", Task.CompletedTask);
        work.SetException(new InvalidOperationException("The disk is gone."));
        await first;
        await panel.DoAsync("third", Task.CompletedTask);

        panel.Told.ShouldBe(["first", "failed", "third"]);
    }

    private sealed class Panel : LivePanel
    {
        public List<string> Told { get; } = [];

        public List<CancellationToken> Loads { get; } = [];

        public bool HasFailed => HasLoadFailed;

        public Task LoadAsync(Task<string> answer) => InvokeAsync(() => LoadLatestAsync(
            (_, ct) =>
            {
                Loads.Add(ct);
                return answer.WaitAsync(ct);
            },
            Told.Add));

        public Task DoAsync(string name, Task work) => InvokeAsync(() => ActAsync(_ =>
        {
            Told.Add(name);
            return work;
        }));

        protected override Task ApplyAsync(IReadOnlyList<ShopChange> changes)
        {
            Told.Add($"{changes.Count} changes");
            return Task.CompletedTask;
        }

        protected override void OnActFailed() => Told.Add("failed");
    }
}
