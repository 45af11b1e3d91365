using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;
using Microsoft.Extensions.Time.Testing;

namespace HybridShop.Tests.Drafts;

[Trait("Category", "Unit")]
public sealed class DraftAutosaveTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(FakeClock.Start);
    private readonly FakeDraftService drafts = new();
    private readonly List<Exception> failures = [];
    private readonly DraftAutosave autosave;

    public DraftAutosaveTests() => autosave = new(drafts, clock, () => Task.FromResult(SampleShop.Mara), failures.Add);

    public void Dispose() => autosave.Dispose();

    [Fact]
    public void What_is_typed_is_kept_within_half_a_second_however_fast_somebody_writes()
    {
        for (var i = 1; i <= 5; i++)
        {
            autosave.Save("reply:1", new Form(new('x', i)));
            clock.Advance(DraftAutosave.Window / 4);
        }

        drafts.Kept.ShouldHaveSingleItem().Text.ShouldContain("\"xxxx\"");
        clock.Advance(DraftAutosave.Window);
        drafts.Kept.ShouldHaveSingleItem().Text.ShouldContain("\"xxxxx\"");
    }

    [Fact]
    public async Task What_was_typed_comes_back_newest_first_without_what_no_editor_understands()
    {
        autosave.Save("reply:1", new Form("Thank you – <b>kindly</b>"));
        clock.Advance(DraftAutosave.Window);
        autosave.Save("reply:2", new Form("Sorry"));
        clock.Advance(DraftAutosave.Window);
        await drafts.SaveAsync("reply:3", "{\"Words\":[1]}", SampleShop.Mara, TestContext.Current.CancellationToken);

        var kept = await autosave.ListAsync<Form>("reply:", TestContext.Current.CancellationToken);

        kept.ShouldBe([("reply:2", new Form("Sorry")), ("reply:1", new Form("Thank you – <b>kindly</b>"))]);
    }

    [Fact]
    public async Task What_is_saved_is_forgotten_at_once_and_not_kept_afterwards()
    {
        autosave.Save("reply:1", new Form("a"));
        clock.Advance(DraftAutosave.Window);
        autosave.Save("reply:1", new Form("ab"));

        await autosave.DeleteAsync("reply:1");

        drafts.Kept.ShouldBeEmpty();
        clock.Advance(DraftAutosave.Window * 2);
        drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_left_is_kept_when_the_panel_goes()
    {
        autosave.Save("reply:1", new Form("a"));

        autosave.Dispose();

        drafts.Kept.Count.ShouldBe(1);
    }

    [Fact]
    public void A_failure_is_told_and_the_next_typing_is_kept()
    {
        drafts.Failure = new InvalidOperationException("away");
        autosave.Save("reply:1", new Form("a"));
        clock.Advance(DraftAutosave.Window);
        failures.ShouldHaveSingleItem().Message.ShouldBe("away");

        drafts.Failure = null;
        autosave.Save("reply:1", new Form("ab"));
        clock.Advance(DraftAutosave.Window);

        drafts.Kept.Count.ShouldBe(1);
    }

    [Fact]
    public void What_cannot_be_kept_for_the_moment_is_held_on_to_and_kept_later_unless_it_was_saved_meanwhile()
    {
        drafts.Refusal = Outcome.Unavailable("Busy.");
        autosave.Save("reply:1", new Form("a"));
        autosave.Save("reply:2", new Form("b"));
        clock.Advance(DraftAutosave.Window);
        drafts.Kept.ShouldBeEmpty();
        failures.ShouldBeEmpty();

        drafts.Refusal = null;
        _ = autosave.DeleteAsync("reply:2");
        clock.Advance(DraftAutosave.Pause);

        drafts.Kept.ShouldHaveSingleItem().Key.ShouldBe("reply:1");
    }

    private sealed record Form(string Words);
}
