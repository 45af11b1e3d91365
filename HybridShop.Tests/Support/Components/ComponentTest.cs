using System.Security.Claims;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace HybridShop.Tests.Support.Components;

/// <summary>
/// The ground of a component test: fakes of the contracts, a clock that stands still, Mara of the staff signed in. Render, act,
/// <see cref="LetChangesIn"/>, look.
/// </summary>
[Trait("Category", "Component")]
public abstract class ComponentTest : BunitContext
{
    private readonly SignedIn signedIn = new();

    protected ComponentTest()
    {
        Stock = new(Feed);
        Products = new(Feed);
        Services.AddSingleton<TimeProvider>(Clock).AddSingleton<IShopFeed>(Feed).AddSingleton<IStockService>(Stock).AddSingleton<IStockPresence>(Presence)
            .AddSingleton<IReviewService>(Reviews).AddSingleton<IProductService>(Products).AddSingleton<ICategoryService>(Categories).AddSingleton<ICatalogService>(Catalog)
            .AddSingleton<IOverviewService>(Overview).AddSingleton<IActivityService>(Activity)
            .AddSingleton<IDraftService>(Drafts).AddSingleton<IProductPictureService>(Pictures).AddSingleton<IFaultLog>(Faults)
            .AddSingleton(Currency.Find("EUR")!).AddSingleton<ProductFields>().AddSingleton(new ShopDays(Clock, TimeZoneInfo.Utc));

        // bUnit's stand-ins answer by themselves; the policy and the claims are to be the real ones.
        Services.RemoveAll<IAuthorizationService>().RemoveAll<IAuthorizationPolicyProvider>().RemoveAll<AuthenticationStateProvider>();
        Services.AddAuthorizationCore(options => options.AddPolicy(ShopPolicies.Staff, policy => policy.RequireRole(ShopRoles.Staff, ShopRoles.Admin)));
        Services.AddSingleton<AuthenticationStateProvider>(signedIn).AddCascadingAuthenticationState();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SignIn(SampleShop.Mara);
    }

    protected FakeTimeProvider Clock { get; } = new(FakeClock.Start);

    protected FakeShopFeed Feed { get; } = new();

    protected FakeStockService Stock { get; }

    protected FakeStockPresence Presence { get; } = new();

    protected FakeProductService Products { get; }

    protected FakeReviewService Reviews { get; } = new();

    protected FakeCategoryService Categories { get; } = new();

    protected FakeCatalogService Catalog { get; } = new();

    protected FakeOverviewService Overview { get; } = new();

    protected FakeActivityService Activity { get; } = new();

    protected FakeDraftService Drafts { get; } = new();

    protected FakeProductPictureService Pictures { get; } = new();

    protected FakeFaultLog Faults { get; } = new();

    /// <summary>Also while a component is open, as when rights change.</summary>
    protected void SignIn(ShopActor actor) => signedIn.Become(SampleShop.ClaimsOf(actor));

    /// <summary>As when the sign-in ends while a component is open.</summary>
    protected void SignOut() => signedIn.Become([], isSignedIn: false);

    /// <summary>Lets the time pass for which panels gather changes.</summary>
    protected void LetChangesIn() => Clock.Advance(ChangeBatches.Window);

    /// <summary>Opens an address of the dashboard, relative to the site's base.</summary>
    protected void GoTo(string address) => Services.GetRequiredService<BunitNavigationManager>().NavigateTo(address);

    private sealed class SignedIn : AuthenticationStateProvider
    {
        private Task<AuthenticationState> state = null!;

        public void Become(IEnumerable<Claim> claims, bool isSignedIn = true)
        {
            state = Task.FromResult(new AuthenticationState(new(new ClaimsIdentity(claims, isSignedIn ? "Test" : null))));
            NotifyAuthenticationStateChanged(state);
        }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => state;
    }
}
