using System.Diagnostics;
using HybridShop.Tests.Support;
using HybridShop.Web.Activity;
using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using HybridShop.Web.Demo;
using HybridShop.Web.Overview;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Benchmarks;

/// <summary>What the dashboard's numbers cost in a shop of 100,000 products and 300,000 reviews on SQLite: at first, and after each act.</summary>
[Trait("Category", "Benchmark")]
public sealed class OverviewBenchmark(ITestOutputHelper output)
{
    private const int ProductCount = 100_000;
    private const int RefreshCount = 20;

    [Fact(Explicit = true)]
    public async Task Numbers_at_first_and_after_each_act()
    {
        using var folder = new TempFolder();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Shop:DataFolder"] = folder.Path;
        builder.Configuration["Shop:Demo"] = "false";
        builder.AddShopData();
        builder.Services.AddChanges().AddCatalog().AddStock().AddReviews().AddActivity().AddOverview().AddDemo();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<ShopMigration>().RunAsync(CancellationToken.None);
        await app.Services.GetRequiredService<ShopFeed>().StartAsync(CancellationToken.None);
        await app.Services.GetRequiredService<CatalogGenerator>().RunAsync(ProductCount, CancellationToken.None);
        var (productId, reviewId) = await AddReviewsAsync(app.Services);

        var overview = app.Services.GetRequiredService<IOverviewService>();
        var reviews = app.Services.GetRequiredService<IReviewService>();
        var categories = app.Services.GetRequiredService<ICategoryService>();
        var stock = app.Services.GetRequiredService<IStockService>();

        // Once, so that the queries are compiled and the runtime is warm; then as a shop that has just heard of an import.
        await overview.GetAsync(ShopActor.Shop);
        await AnnounceEverythingAsync(app.Services);
        await TellAsync("Overview at first", 1, () => overview.GetAsync(ShopActor.Shop));
        await TellAsync("Overview after a stock act", RefreshCount, () => overview.GetAsync(ShopActor.Shop), () => stock.AdjustAsync(new() { ProductId = productId, Delta = 1 }, ShopActor.Shop));
        await reviews.ListForStaffAsync(ReviewQueueFilter.Waiting, 1, ShopActor.Shop);
        foreach (var queue in Enum.GetValues<ReviewQueueFilter>())
        {
            await TellAsync($"Review desk, {queue}, after a decision", RefreshCount, () => reviews.ListForStaffAsync(queue, 1, ShopActor.Shop), () => ReplyAsync(reviews, reviewId));
        }

        await categories.ListForStaffAsync(ShopActor.Shop);
        await TellAsync("Category tree", RefreshCount, () => categories.ListForStaffAsync(ShopActor.Shop));
    }

    private static async Task<(int ProductId, int ReviewId)> AddReviewsAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ShopDbContext>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {(3 * ProductCount) - 1})
            INSERT INTO "Reviews" ("ProductId", "Rating", "Comment", "Status", "PendingRating", "Reason", "HelpfulCount", "Version", "CreatedUtc", "UpdatedUtc")
            SELECT (SELECT max("Id") FROM "Products") - i % {ProductCount}, 1 + i % 5, 'Holds what it promises. ' || i,
                CASE WHEN i % 500 = 0 THEN 0 WHEN i % 70 = 0 THEN 2 ELSE 1 END, CASE WHEN i % 700 = 1 THEN 4 END,
                CASE WHEN i % 70 = 0 AND i % 500 <> 0 THEN 'Not about the product' END, 0, 1,
                datetime('now', '-' || (i % 400) || ' days') || '.0000000', datetime('now', '-' || (i % 400) || ' days') || '.0000000' FROM n
            """);
        return (await db.Products.MaxAsync(p => p.Id), await db.Reviews.Where(r => r.Status == ReviewStatus.Approved && r.PendingRating == null).MaxAsync(r => r.Id));
    }

    private static Task<Outcome<int>> AnnounceEverythingAsync(IServiceProvider services) => services.GetRequiredService<UnitOfWork>().RunAsync(
        ShopActor.Shop,
        write =>
        {
            write.AddChangeOfEverything();
            return Task.FromResult(Outcome.Done(0));
        },
        CancellationToken.None);

    private static async Task<Outcome<ReviewDraft>> ReplyAsync(IReviewService reviews, int reviewId)
    {
        var read = (await reviews.FindForStaffAsync(reviewId, ShopActor.Shop))!;
        return await reviews.ModerateAsync(reviewId, new() { Approve = true, Reply = $"Thank you, {read.Version}.", SeenVersion = read.Version }, ShopActor.Shop);
    }

    /// <summary>Times <paramref name="read"/> alone, by the wall and by the process's CPU, each time after <paramref name="act"/>.</summary>
    private async Task TellAsync(string what, int count, Func<Task> read, Func<Task>? act = null)
    {
        var (watch, cpu) = (new Stopwatch(), TimeSpan.Zero);
        for (var i = 0; i < count; i++)
        {
            await (act?.Invoke() ?? Task.CompletedTask);
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            watch.Start();
            await read();
            watch.Stop();
            cpu += Process.GetCurrentProcess().TotalProcessorTime - before;
        }

        output.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds / count:N1} ms, {cpu.TotalMilliseconds / count:N1} ms CPU");
    }
}
