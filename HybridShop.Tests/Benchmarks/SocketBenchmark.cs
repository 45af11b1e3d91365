using System.Diagnostics;
using System.Net.WebSockets;
using HybridShop.Tests.Support;
using static HybridShop.Tests.Benchmarks.Rounds;

namespace HybridShop.Tests.Benchmarks;

/// <summary>How soon everybody at /ws hears of a change, and what an idle socket costs.</summary>
[Trait("Category", "Benchmark")]
public sealed class SocketBenchmark(ITestOutputHelper output, SqliteDatabases databases)
{
    private const int Sockets = 1_000;
    private const int Acts = 50;

    /// <summary>Server and clients share one process and its cores here, so that one clock measures both.</summary>
    [Fact(Explicit = true)]
    public async Task Time_until_the_last_of_a_thousand_has_a_change()
    {
        await using var shop = new SampleWebShop(databases) { IsOnMachineTime = true };
        await shop.InitializeAsync();
        shop.Listen();
        var stock = shop.Get<IStockService>();
        var sockets = await OpenAsync(shop.Address);
        var (first, last, act) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Acts; i++)
        {
            var arrivals = sockets.Select(ReadAsync).ToList();
            var start = Stopwatch.GetTimestamp();
            (await stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = +1 }, Users.Mara)).IsDone.ShouldBeTrue();
            act.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var heard = await Task.WhenAll(arrivals).WaitAsync(TimeSpan.FromSeconds(30));
            heard.ShouldAllBe(message => message.Text.Contains(FormattableString.Invariant($"\"stock\":{11 + i}"), StringComparison.Ordinal));
            first.Add(Stopwatch.GetElapsedTime(start, heard.Min(message => message.At)).TotalMilliseconds);
            last.Add(Stopwatch.GetElapsedTime(start, heard.Max(message => message.At)).TotalMilliseconds);
        }

        output.WriteLine(Text($"{Sockets} sockets on one product's stock, {Acts} acts, milliseconds from the call of the act (its commit takes {Median(act):N1} of them):"));
        output.WriteLine(Text($"p50 {Percentile(first, 50),6:N1}  p95 {Percentile(first, 95),6:N1}  until the first has it"));
        output.WriteLine(Text($"p50 {Percentile(last, 50),6:N1}  p95 {Percentile(last, 95),6:N1}  until the last has it"));
        sockets.ForEach(socket => socket.Abort());
    }

    [Fact(Explicit = true)]
    public async Task Memory_of_an_idle_socket()
    {
        using var folder = new TempFolder();
        await using var shop = await ShopProcess.ServeAsync(folder.Path);

        // The first thousand also pay for what the process keeps for all later ones.
        var warm = await OpenAsync(shop.Address);
        var before = shop.WorkingSetBytes;
        var more = await OpenAsync(shop.Address);
        var after = shop.WorkingSetBytes;

        output.WriteLine(Text($"{(after - before) / 1024.0 / Sockets:N1} KiB of memory for each idle socket; the process holds {after / 1024.0 / 1024:N0} MiB with {2 * Sockets} of them"));
        warm.Concat(more).ToList().ForEach(socket => socket.Abort());
    }

    /// <summary>Subscribed, and the greeting and the answer are read.</summary>
    private static async Task<List<ClientWebSocket>> OpenAsync(Uri shop)
    {
        var address = new UriBuilder(new Uri(shop, "/ws")) { Scheme = "ws" }.Uri;
        var sockets = new List<ClientWebSocket>(Sockets);
        while (sockets.Count < Sockets)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(address, CancellationToken.None);
            await socket.SendAsync("""{"type":"subscribe","topics":["stock:1"]}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            await ReadAsync(socket);
            (await ReadAsync(socket)).Text.ShouldContain("subscribed");
            sockets.Add(socket);
        }

        return sockets;
    }

    private static async Task<(string Text, long At)> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[512];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return (System.Text.Encoding.UTF8.GetString(buffer, 0, received.Count), Stopwatch.GetTimestamp());
    }
}
