using HybridShop.Tests.Support;

namespace HybridShop.Tests.Live;

/// <summary>The doors of a shop below a path of its host.</summary>
public sealed class LivePathBaseTests(SqliteDatabases databases) : LiveTest(databases)
{
    protected override string PathBase => "/shop";

    [Fact]
    public async Task All_three_doors_are_there()
    {
        await using var socket = await OpenAsync();
        await using var hub = await HubClient.OpenAsync(Shop);
        await using var stream = await EventStream.OpenAsync(Shop, "/live/stock?ids=1");

        await socket.SubscribeAsync(null, "stock:1");
        await hub.CallAsync("Subscribe", (string[])["stock:1"], null);
        (await hub.ChangedAsync()).GetProperty("type").GetString().ShouldBe("subscribed");
        (await stream.NextAsync()).Type.ShouldBe("product");
        (await stream.NextAsync()).Type.ShouldBe("subscribed");
        await MoveAsync(Products.Lamp, -1);

        var told = (await socket.NextAsync("stock")).ToString();
        (await hub.ChangedAsync()).ToString().ShouldBe(told);
        (await stream.NextAsync()).Data.ToString().ShouldBe(told);
    }
}
