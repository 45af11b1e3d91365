using System.Net.WebSockets;
using System.Security.Claims;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Live;

namespace HybridShop.Tests.Live;

/// <summary>What waits for one reader is bounded, and what it loses is only what newer messages say again.</summary>
[Trait("Category", "Unit")]
public sealed class LiveConnectionTests : IDisposable
{
    private readonly LiveConnection connection = new(new ClaimsPrincipal(new ClaimsIdentity()), null, new FakeClock());

    public void Dispose() => connection.Dispose();

    [Fact]
    public void What_is_read_in_time_comes_whole_and_in_order()
    {
        for (var i = 1; i <= LiveConnection.MaxWaiting; i++)
        {
            connection.Post(Stock(i, product: 1));
        }

        Sequences().ShouldBe(Enumerable.Range(1, LiveConnection.MaxWaiting).Select(i => (long)i));
    }

    [Fact]
    public void When_no_more_can_wait_the_newest_stock_of_each_product_stands_for_the_older()
    {
        connection.Post(Stock(1, product: 7));
        for (var i = 2; i <= LiveConnection.MaxWaiting + 1; i++)
        {
            connection.Post(Stock(i, product: i % 2 == 0 ? 1 : 2));
        }

        Sequences().ShouldBe([1, LiveConnection.MaxWaiting - 1, LiveConnection.MaxWaiting, LiveConnection.MaxWaiting + 1]);
        connection.Ended.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task When_nothing_can_be_left_out_the_reader_is_sent_away_and_nothing_is_kept_for_it()
    {
        for (var i = 1; i <= LiveConnection.MaxWaiting + 1; i++)
        {
            connection.Post(LiveMessages.Activity(new(i, ChangeKind.Stock, 1, 1, 1, 1, "Mara", false), null));
        }

        (await connection.Ended.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken)).Reason.ShouldBe(LiveText.TooSlow);
        connection.Take().ShouldBeNull();
        connection.Post(LiveMessages.Pong(1));
        connection.Take().ShouldBeNull();
    }

    [Fact]
    public void What_was_missed_comes_before_what_came_meanwhile()
    {
        connection.Hold();
        connection.Post(Stock(3, product: 1));
        var ready = connection.WhenReadyAsync();
        (ready.IsCompleted, connection.Take()).ShouldBe((false, null));

        connection.Release([Stock(1, product: 1), Stock(2, product: 1)]);

        ready.IsCompleted.ShouldBeTrue();
        Sequences().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task The_first_reason_for_an_end_stands()
    {
        connection.End(new(WebSocketCloseStatus.EndpointUnavailable, "First"));
        connection.End(CloseReason.ByClient);

        (await connection.Ended.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken)).Reason.ShouldBe("First");
        connection.WhenReadyAsync().IsCompleted.ShouldBeTrue();
    }

    private static LiveMessage Stock(long sequence, int product) =>
        LiveMessages.Stock(sequence, new(product, "s", "n", ProductStatus.Published, 1, new(100), 1, 1, default, 0), 1);

    private List<long> Sequences()
    {
        var sequences = new List<long>();
        while (connection.Take() is { } message)
        {
            sequences.Add(message.Sequence);
        }

        return sequences;
    }
}
