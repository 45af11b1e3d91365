using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Accounts;
using HybridShop.Web.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HybridShop.Tests.Live;

/// <summary>How connections end: by themselves, or because the shop ends them, with a reason, and nothing is left of them.</summary>
public sealed class LiveEndTests(SqliteDatabases databases) : LiveTest(databases)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    protected override bool IsOnMachineTime => true;

    [Fact]
    public async Task Nothing_is_left_of_who_said_goodbye_or_was_cut_off()
    {
        await using var polite = await OpenAsync();
        await using var broken = await OpenAsync();
        await polite.SubscribeAsync(null, "stock:1", "products");
        await broken.SubscribeAsync(null, "stock:1", "reviews:2");
        (Registry.ConnectionCount, Registry.TopicCount).ShouldBe((2, 3));

        await polite.LeaveAsync();
        await Eventually.IsTrueAsync(() => (Registry.ConnectionCount, Registry.TopicCount) == (1, 2), "the one who left is gone");
        await broken.BreakAsync();

        await NobodyIsLeftAsync();
    }

    [Fact]
    public async Task When_the_shop_closes_it_says_so()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, "stock:1");
        var clock = Stopwatch.StartNew();

        Shop.Get<IHostApplicationLifetime>().StopApplication();

        (await client.ClosedAsync()).ShouldBe((WebSocketCloseStatus.EndpointUnavailable, LiveText.ShopCloses));
        await NobodyIsLeftAsync();
        clock.Elapsed.ShouldBeLessThan(Promised);
    }

    [Theory]
    [InlineData("signed out everywhere")]
    [InlineData("locked")]
    [InlineData("no longer staff")]
    public async Task Who_lost_the_right_on_another_node_is_cut_off_within_five_seconds(string why)
    {
        await using var staff = await OpenAsync(await CookiesAsync(Users.Mara));
        await using var visitor = await OpenAsync();
        await using var customer = await OpenAsync(await CookiesAsync(Users.Ada));
        await staff.SubscribeAsync(null, "activity");
        var clock = Stopwatch.StartNew();

        await Shop.DatabaseAsync(db => why switch
        {
            "locked" => db.Users.Where(u => u.Id == Users.Mara.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, DateTimeOffset.MaxValue)),
            "no longer staff" => db.UserRoles.Where(r => r.UserId == Users.Mara.Id).ExecuteDeleteAsync(),
            _ => db.Users.Where(u => u.Id == Users.Mara.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.SecurityStamp, "OTHER")),
        });

        (await staff.ClosedAsync()).ShouldBe((WebSocketCloseStatus.PolicyViolation, LiveText.SignInEnded));
        clock.Elapsed.ShouldBeLessThan(Promised);
        await visitor.HearsNothingAsync();
        await customer.HearsNothingAsync();
    }

    [Fact]
    public async Task An_ordinary_sign_out_in_another_tab_cuts_this_browser_off_and_no_other()
    {
        var cookies = await CookiesAsync(Users.Mara);
        await using var tab = await OpenAsync(cookies);
        await using var otherBrowser = await OpenAsync(await CookiesAsync(Users.Mara));
        await tab.SubscribeAsync(null, "activity");
        var clock = Stopwatch.StartNew();

        using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Shop.Address };
        await new Visitor(http).SendAsync("/Identity/Account/Logout");

        (await tab.ClosedAsync()).ShouldBe((WebSocketCloseStatus.PolicyViolation, LiveText.SignInEnded));
        clock.Elapsed.ShouldBeLessThan(Promised);
        await otherBrowser.HearsNothingAsync();
    }

    [Fact]
    public async Task Who_changes_the_password_here_is_cut_off_everywhere_else()
    {
        await using var staff = await OpenAsync(await CookiesAsync(Users.Mara));
        await using var scope = Shop.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ShopUser>>();
        var clock = Stopwatch.StartNew();

        await users.UpdateSecurityStampAsync((await users.FindByIdAsync(Users.Mara.Id!.Value.ToString(CultureInfo.InvariantCulture)))!);

        (await staff.ClosedAsync()).Reason.ShouldBe(LiveText.SignInEnded);
        clock.Elapsed.ShouldBeLessThan(Promised);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_dropped_and_harms_nobody()
    {
        await using var other = await OpenAsync();
        await other.SubscribeAsync(null, "stock:1");
        using var slow = new ClientWebSocket();
        using var narrow = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = ConnectNarrowAsync, CookieContainer = await CookiesAsync(Users.Mara), UseCookies = true });
        var ct = TestContext.Current.CancellationToken;
        await slow.ConnectAsync(LiveClient.AddressOf(Shop, "/ws"), narrow, ct);
        await slow.SendAsync("""{"type":"subscribe","topics":["activity"]}"""u8.ToArray(), WebSocketMessageType.Text, true, ct);
        await Eventually.IsTrueAsync(() => Registry.TopicCount == 2, "it listens");
        var connection = Registry.All().Single(l => l.IsSignedIn);
        var clock = Stopwatch.StartNew();

        // Lines that cannot stand for each other, until no more of them can wait for who does not take them.
        var sequence = Registry.Published;
        while (!connection.Ended.IsCompleted && clock.Elapsed < LiveClient.Patience)
        {
            var change = new ShopChange(++sequence, ChangeKind.Stock, Products.Mug, Products.Mug, 2, 0, new string('M', 100), false);
            Registry.Publish([LiveMessages.Activity(change, null)], sequence);
        }

        (await connection.Ended.WaitAsync(LiveClient.Patience, ct)).Reason.ShouldBe(LiveText.TooSlow);
        await Eventually.IsTrueAsync(() => Registry.ConnectionCount == 1, "its line is cut, though it takes no goodbye");
        await other.HearsNothingAsync();
        Registry.Publish([LiveMessages.Stock(++sequence, new(1, "s", "n", ProductStatus.Published, 1, new(100), 1, 1, default, 0), 1)], sequence);
        (await other.NextAsync("stock")).GetProperty("sequence").GetInt64().ShouldBe(sequence);
    }

    private static async ValueTask<Stream> ConnectNarrowAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096, NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
