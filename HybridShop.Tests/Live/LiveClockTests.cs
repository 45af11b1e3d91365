using System.Net.WebSockets;
using System.Security.Claims;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Accounts;
using HybridShop.Web.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridShop.Tests.Live;

/// <summary>What happens when time passes. Timers of this shop run a hundred times as fast.</summary>
public sealed class LiveClockTests(SqliteDatabases databases) : LiveTest(databases)
{
    [Fact]
    public async Task A_quiet_stream_shows_that_it_is_alive()
    {
        using var http = new HttpClient { BaseAddress = Shop.Address };
        using var reader = new StreamReader(await http.GetStreamAsync("/live/stock?ids=1", TestContext.Current.CancellationToken));

        string? line;
        do
        {
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(LiveClient.Patience);
        }
        while (line is not (null or ":"));

        line.ShouldBe(":");
    }

    [Fact]
    public async Task A_sign_in_that_has_run_out_ends_what_was_opened_with_it()
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<ShopUser>>();
        var user = (await signIn.UserManager.FindByEmailAsync(Users.EmailOf(Users.Mara)))!;
        var mara = await signIn.CreateUserPrincipalAsync(user);
        var session = await scope.ServiceProvider.GetRequiredService<UserSessions>().BeginAsync(user, present: null);
        mara.Identities.First().AddClaim(new(UserSessions.ClaimType, session.ToString()));
        using var lasting = Enter(mara, FakeClock.Start.AddHours(1));
        using var over = Enter(mara, FakeClock.Start);

        (await over.Ended.WaitAsync(LiveClient.Patience, TestContext.Current.CancellationToken))
            .ShouldBe(new CloseReason(WebSocketCloseStatus.PolicyViolation, LiveText.SignInRanOut));

        lasting.Ended.IsCompleted.ShouldBeFalse();
        Registry.Leave(over);
        Registry.Leave(lasting);
    }

    protected override void Replace(IServiceCollection services)
    {
        base.Replace(services);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HastyClock()));
    }

    private LiveConnection Enter(ClaimsPrincipal user, DateTimeOffset until)
    {
        var connection = new LiveConnection(user, until, Shop.Get<TimeProvider>());
        Registry.TryEnter(connection).ShouldBeTrue();
        return connection;
    }

    private sealed class HastyClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => FakeClock.Start;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Hasten(dueTime), Hasten(period));

        private static TimeSpan Hasten(TimeSpan time) => time > TimeSpan.Zero ? time / 100 : time;
    }
}
