using HybridShop.Web.Activity;
using HybridShop.Web.Catalog;
using HybridShop.Web.Commands;
using HybridShop.Web.Data;
using HybridShop.Web.Live;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;

try
{
    var command = ShopCommand.Find(args);
    var builder = WebApplication.CreateBuilder(args);
    builder.AddShopData();
    builder.Services.AddLive().AddCatalog().AddStock().AddReviews().AddActivity();

    await using var app = builder.Build();
    if (command is not null)
    {
        return await command.RunAsync(new(new(args[1..]), app.Services, Console.Out), CancellationToken.None);
    }

    await app.RunAsync();
    return 0;
}
catch (ShopStartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
