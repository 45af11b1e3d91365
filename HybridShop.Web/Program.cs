using HybridShop.Web;
using HybridShop.Web.Accounts;
using HybridShop.Web.Accounts.Tokens;
using HybridShop.Web.Activity;
using HybridShop.Web.Api;
using HybridShop.Web.Api.OpenApi;
using HybridShop.Web.Catalog;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Pictures;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Changes;
using HybridShop.Web.Commands;
using HybridShop.Web.Dashboard;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using HybridShop.Web.Drafts;
using HybridShop.Web.Http;
using HybridShop.Web.Imports;
using HybridShop.Web.Live;
using HybridShop.Web.Overview;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;

try
{
    var command = ShopCommand.Find(args);
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Of(args) });
    builder.AddShopHosting();
    builder.AddShopData();
    builder.AddShopAccounts();
    builder.AddShopWeb();
    builder.AddShopApi();
    builder.Services.AddChanges().AddLive().AddCatalog().AddStock().AddReviews().AddActivity().AddOverview().AddDrafts().AddImports().AddDemo().AddDashboard();

    await using var app = builder.Build();
    if (command is not null)
    {
        return await command.RunForAsync(app.Services, args[1..], CancellationToken.None);
    }

    await app.PrepareAsync();
    app.UsePublicAddress();
    app.UseHeadRequests();
    app.UseShopErrors();
    app.UseApiProblems();
    app.UseShopHeaders();
    app.UseShopMedia();
    app.UseSwaggerPage();
    app.UseRouting();
    app.UseApiOrigins();
    app.UseKnownCharset();
    app.UseWebSockets();
    app.UseAuthentication();
    app.RefuseUnknownSignIns();
    app.UseRateLimiter();
    app.UseSignInRateLimit();
    app.RefuseWrongTokens();
    app.UseAuthorization();
    app.UseApiGuards();
    app.MapStaticAssets().ShortCircuit();
    app.MapRazorPages().WithStaticAssets();
    app.MapHealth();
    app.MapTokenKeys();
    app.MapDashboard();
    app.MapLive();
    var api = app.MapApi();
    api.MapTokens();
    api.MapUsers();
    api.MapProducts();
    api.MapPictures();
    api.MapCategories();
    api.MapStock();
    api.MapReviews();
    app.MapApiDocument();
    await app.ServeAsync();
    return 0;
}
catch (Exception e) when (e is ShopStartException or ShopUnavailableException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
