using System.Diagnostics;
using System.Text.Json;
using HybridShop.Tests.Support;
using HybridShop.Web;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Live;

/// <summary>The SignalR door tells the same as the plain socket.</summary>
public sealed class ShopHubTests(SqliteDatabases databases) : LiveTest(databases)
{
    protected override bool IsOnMachineTime => true;

    [Fact]
    public async Task It_tells_the_same_messages_as_the_plain_socket()
    {
        await using var hub = await HubClient.OpenAsync(Shop);
        await using var socket = await OpenAsync();
        await hub.CallAsync("Subscribe", (string[])["stock:1", "products"], null);
        await socket.SubscribeAsync(null, "stock:1", "products");
        (await hub.ChangedAsync()).GetProperty("type").GetString().ShouldBe("subscribed");

        await MoveAsync(Products.Lamp, -10);

        (await hub.ChangedAsync()).ToString().ShouldBe((await socket.NextAsync("stock")).ToString());
        (await hub.ChangedAsync()).ToString().ShouldBe((await socket.NextAsync("product")).ToString());
    }

    [Fact]
    public async Task What_was_missed_is_told_first_and_unsubscribing_ends_it()
    {
        var last = Shop.Get<IShopFeed>().LatestSequence;
        await MoveAsync(Products.Lamp, -1);
        await using var hub = await HubClient.OpenAsync(Shop);

        await hub.CallAsync("Subscribe", (string[])["stock:1"], last);

        (await hub.ChangedAsync()).GetProperty("stock").GetInt32().ShouldBe(9);
        (await hub.ChangedAsync()).GetProperty("type").GetString().ShouldBe("subscribed");
        await hub.CallAsync("Unsubscribe", [(string[])["stock:1"]]);
        (await hub.ChangedAsync()).GetProperty("type").GetString().ShouldBe("unsubscribed");
        await MoveAsync(Products.Lamp, -1);
        await hub.CallAsync("Ping");
        (await hub.ChangedAsync()).GetProperty("type").GetString().ShouldBe("pong");
    }

    [Fact]
    public async Task Only_staff_hear_of_the_activity()
    {
        await using var customer = await HubClient.OpenAsync(Shop, await CookiesAsync(Users.Ada));
        await using var staff = await HubClient.OpenAsync(Shop, await CookiesAsync(Users.Mara));

        await customer.CallAsync("Subscribe", (string[])["activity"], null);
        await staff.CallAsync("Subscribe", (string[])["activity"], null);

        (await customer.ChangedAsync()).GetProperty("detail").GetString().ShouldBe(LiveText.StaffOnly);
        (await staff.ChangedAsync()).GetProperty("type").GetString().ShouldBe("subscribed");
    }

    [Fact]
    public async Task Bad_calls_are_told_and_harm_nothing()
    {
        await using var hub = await HubClient.OpenAsync(Shop);

        await hub.CallAsync("Subscribe", null, null);
        (await hub.ChangedAsync()).GetProperty("where").GetString().ShouldBe("topics");
        await hub.CallAsync("Subscribe", (string?[])["stock:1", null], null);
        (await hub.ChangedAsync()).GetProperty("where").GetString().ShouldBe("topics[1]");
        await hub.CallAsync("Subscribe", (string[])["stock:1"], -1);
        (await hub.ChangedAsync()).GetProperty("where").GetString().ShouldBe("last");
        await hub.CallAsync("Subscribe", "stock:1", "seven");
        await hub.CallAsync("Shout");
        await hub.CallAsync("Ping");

        (await hub.ChangedAsync()).GetProperty("type").GetString().ShouldBe("pong");
        Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_100_topics_end_it_with_a_reason_and_nothing_is_left()
    {
        await using var hub = await HubClient.OpenAsync(Shop);

        await hub.CallAsync("Subscribe", Enumerable.Range(1, 101).Select(i => $"stock:{i}").ToArray(), null);

        var closing = await hub.ChangedAsync();
        (closing.GetProperty("type").GetString(), closing.GetProperty("code").GetInt32()).ShouldBe(("closing", 1008));
        closing.GetProperty("detail").GetString()!.ShouldContain("100 topics");
        await hub.ClosedAsync();
        await NobodyIsLeftAsync();
    }

    [Fact]
    public async Task Who_is_signed_out_everywhere_is_cut_off_within_five_seconds()
    {
        await using var hub = await HubClient.OpenAsync(Shop, await CookiesAsync(Users.Mara));
        await hub.CallAsync("Subscribe", (string[])["activity"], null);
        (await hub.ChangedAsync()).GetProperty("type").GetString().ShouldBe("subscribed");
        var clock = Stopwatch.StartNew();

        await Shop.DatabaseAsync(db => db.Users.Where(u => u.Id == Users.Mara.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, "OTHER")));

        (await hub.ChangedAsync()).GetProperty("detail").GetString().ShouldBe(LiveText.SignInEnded);
        await hub.ClosedAsync();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await NobodyIsLeftAsync();
    }

    /// <summary>The script is beside this file; it prints a line for each thing it hears.</summary>
    [Fact]
    public async Task Microsofts_own_client_understands_it()
    {
        var peers = Requirements.Demand(
            Requirements.Peers, Environment.GetEnvironmentVariable("HYBRIDSHOP_PEERS") is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "node_modules", "@microsoft", "signalr")) ? folder : null,
            "HYBRIDSHOP_PEERS names no folder with the npm package @microsoft/signalr in its node_modules.");
        var node = Requirements.Demand(Requirements.Peers, Requirements.FindProgram("node"), "Node is not installed.");
        var last = Shop.Get<IShopFeed>().LatestSequence;
        await MoveAsync(Products.Lamp, -1);
        using var peer = Process.Start(new ProcessStartInfo(node, [Path.Combine(AppContext.BaseDirectory, "Live", "hub-peer.mjs"), peers, new Uri(Shop.Address, "/hubs/shop").ToString(), $"{last}"])
        {
            RedirectStandardOutput = true,
        })!;

        (await LineAsync(peer)).GetProperty("stock").GetInt32().ShouldBe(9);
        (await LineAsync(peer)).GetProperty("type").GetString().ShouldBe("subscribed");
        await MoveAsync(Products.Lamp, -1);
        (await LineAsync(peer)).GetProperty("stock").GetInt32().ShouldBe(8);
        (await LineAsync(peer)).GetProperty("detail").GetString().ShouldBe(LiveText.StaffOnly);
        await peer.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken);
        peer.ExitCode.ShouldBe(0);
        await NobodyIsLeftAsync();
    }

    private static async Task<JsonElement> LineAsync(Process peer)
    {
        var line = await peer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(LiveClient.Patience);
        return JsonSerializer.Deserialize<JsonElement>(line.ShouldNotBeNull());
    }
}
