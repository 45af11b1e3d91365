using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;
using Microsoft.Extensions.Time.Testing;

namespace HybridShop.Tests.Drafts;

[Trait("Category", "Unit")]
public sealed class DraftPadTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(FakeClock.Start);
    private readonly FakeDraftService drafts = new();
    private readonly List<Exception> failures = [];
    private readonly DraftPad pad;

    public DraftPadTests() => pad = new(drafts, clock, () => Task.FromResult(SampleShop.Mara), failures.Add);

    public void Dispose() => pad.Dispose();

    [Fact]
    public void What_is_typed_is_kept_within_half_a_second_however_fast_somebody_writes()
    {
        for (var i = 1; i <= 5; i++)
        {
            pad.Keep("reply:1", new Form(new('x', i)));
            clock.Advance(DraftPad.Window / 4);
        }

        drafts.Kept.ShouldHaveSingleItem().Text.ShouldContain("\"xxxx\"");
        clock.Advance(DraftPad.Window);
        drafts.Kept.ShouldHaveSingleItem().Text.ShouldContain("\"xxxxx\"");
    }

    [Fact]
    public async Task What_was_typed_comes_back_newest_first_without_what_no_editor_understands()
    {
        pad.Keep("reply:1", new Form("Thank you – <b>kindly</b>"));
        clock.Advance(DraftPad.Window);
        pad.Keep("reply:2", new Form("Sorry"));
        clock.Advance(DraftPad.Window);
        await drafts.KeepAsync("reply:3", "{\"Words\":[1]}", SampleShop.Mara, TestContext.Current.CancellationToken);

        var kept = await pad.ListAsync<Form>("reply:", TestContext.Current.CancellationToken);

        kept.ShouldBe([("reply:2", new Form("Sorry")), ("reply:1", new Form("Thank you – <b>kindly</b>"))]);
    }

    [Fact]
    public async Task What_is_saved_is_forgotten_at_once_and_not_kept_afterwards()
    {
        pad.Keep("reply:1", new Form("a"));
        clock.Advance(DraftPad.Window);
        pad.Keep("reply:1", new Form("ab"));

        await pad.DropAsync("reply:1");

        drafts.Kept.ShouldBeEmpty();
        clock.Advance(DraftPad.Window * 2);
        drafts.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_left_is_kept_when_the_panel_goes()
    {
        pad.Keep("reply:1", new Form("a"));

        pad.Dispose();

        drafts.Kept.Count.ShouldBe(1);
    }

    [Fact]
    public void A_failure_is_told_and_the_next_typing_is_kept()
    {
        drafts.Failure = new InvalidOperationException("away");
        pad.Keep("reply:1", new Form("a"));
        clock.Advance(DraftPad.Window);
        failures.ShouldHaveSingleItem().Message.ShouldBe("away");

        drafts.Failure = null;
        pad.Keep("reply:1", new Form("ab"));
        clock.Advance(DraftPad.Window);

        drafts.Kept.Count.ShouldBe(1);
    }

    [Fact]
    public void What_cannot_be_kept_for_the_moment_is_held_on_to_and_kept_later_unless_it_was_saved_meanwhile()
    {
        drafts.Refusal = Outcome.Unavailable("Busy.");
        pad.Keep("reply:1", new Form("a"));
        pad.Keep("reply:2", new Form("b"));
        clock.Advance(DraftPad.Window);
        drafts.Kept.ShouldBeEmpty();
        failures.ShouldBeEmpty();

        drafts.Refusal = null;
        _ = pad.DropAsync("reply:2");
        clock.Advance(DraftPad.Pause);

        drafts.Kept.ShouldHaveSingleItem().Key.ShouldBe("reply:1");
    }

    private sealed record Form(string Words);
}
