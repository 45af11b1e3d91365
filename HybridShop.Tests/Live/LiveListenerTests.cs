using System.Net.WebSockets;
using System.Security.Claims;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Live;

namespace HybridShop.Tests.Live;

/// <summary>What waits for one reader is bounded, and what it loses is only what newer messages say again.</summary>
[Trait("Category", "Unit")]
public sealed class LiveListenerTests : IDisposable
{
    private readonly LiveListener listener = new(new ClaimsPrincipal(new ClaimsIdentity()), null, new FakeClock());

    public void Dispose() => listener.Dispose();

    [Fact]
    public void What_is_read_in_time_comes_whole_and_in_order()
    {
        for (var i = 1; i <= LiveListener.MaxWaiting; i++)
        {
            listener.Post(Stock(i, product: 1));
        }

        Sequences().ShouldBe(Enumerable.Range(1, LiveListener.MaxWaiting).Select(i => (long)i));
    }

    [Fact]
    public void When_no_more_can_wait_the_newest_stock_of_each_product_stands_for_the_older()
    {
        listener.Post(Stock(1, product: 7));
        for (var i = 2; i <= LiveListener.MaxWaiting + 1; i++)
        {
            listener.Post(Stock(i, product: i % 2 == 0 ? 1 : 2));
        }

        Sequences().ShouldBe([1, LiveListener.MaxWaiting - 1, LiveListener.MaxWaiting, LiveListener.MaxWaiting + 1]);
        listener.Ended.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task When_nothing_can_be_left_out_the_reader_is_sent_away_and_nothing_is_kept_for_it()
    {
        for (var i = 1; i <= LiveListener.MaxWaiting + 1; i++)
        {
            listener.Post(LiveMessages.Activity(new(i, ChangeKind.Stock, 1, 1, 1, 1, "Mara", false), null));
        }

        (await listener.Ended.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken)).Reason.ShouldBe(LiveText.TooSlow);
        listener.Take().ShouldBeNull();
        listener.Post(LiveMessages.Pong(1));
        listener.Take().ShouldBeNull();
    }

    [Fact]
    public void What_was_missed_comes_before_what_came_meanwhile()
    {
        listener.Hold();
        listener.Post(Stock(3, product: 1));
        var ready = listener.WhenReadyAsync();
        (ready.IsCompleted, listener.Take()).ShouldBe((false, null));

        listener.Release([Stock(1, product: 1), Stock(2, product: 1)]);

        ready.IsCompleted.ShouldBeTrue();
        Sequences().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task The_first_reason_for_an_end_stands()
    {
        listener.End(new(WebSocketCloseStatus.EndpointUnavailable, "First"));
        listener.End(LiveEnd.ByClient);

        (await listener.Ended.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken)).Reason.ShouldBe("First");
        listener.WhenReadyAsync().IsCompleted.ShouldBeTrue();
    }

    private static LiveMessage Stock(long sequence, int product) =>
        LiveMessages.Stock(sequence, new(product, "s", "n", ProductStatus.Published, 1, 100, 1, 1, 0, 0), 1);

    private List<long> Sequences()
    {
        var sequences = new List<long>();
        while (listener.Take() is { } message)
        {
            sequences.Add(message.Sequence);
        }

        return sequences;
    }
}
