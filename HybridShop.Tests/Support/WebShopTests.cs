using System.Runtime.CompilerServices;

namespace HybridShop.Tests.Support;

/// <summary>The tests' own ground: hundreds of shops are opened and closed in one process.</summary>
public sealed class WebShopTests(SqliteDatabases databases)
{
    private const int Count = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shop_that_was_closed_is_let_go(bool isOnNetwork)
    {
        var shops = new List<WeakReference>();
        for (var i = 0; i < Count; i++)
        {
            shops.Add(await OpenAndCloseAsync(isOnNetwork));
        }

        await Eventually.IsTrueAsync(() => CountAlive(shops) <= 1, "but for one, which things made once for the process may hold, no shop is held");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> OpenAndCloseAsync(bool isOnNetwork)
    {
        await using var shop = new SampleWebShop(databases);
        await shop.InitializeAsync();
        if (isOnNetwork)
        {
            shop.Listen();
        }

        using var http = isOnNetwork ? new HttpClient { BaseAddress = shop.Address } : shop.CreateClient();
        await new ApiCaller(http).SignInAsync(Users.EmailOf(Users.Mara), Users.Password);
        return new(shop.Get<IShopFeed>());
    }

    private static int CountAlive(List<WeakReference> shops)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return shops.Count(shop => shop.IsAlive);
    }
}
