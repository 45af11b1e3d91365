using System.Globalization;
using HybridShop.Components.Catalog;
using HybridShop.Components.Changes;
using HybridShop.Components.Reviews;
using HybridShop.Components.Stock;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Demo;

/// <summary>Makes any number of products out of the demo shop's: for benchmarks, and to see how the shop carries a large catalog.</summary>
internal sealed class CatalogGenerator(UnitOfWork unitOfWork)
{
    public const int MaxProducts = 1_000_000;

    private const int BatchSize = 1_000;
    private const int ReviewedEvery = 100;
    private const int ReviewsEach = 20;

    private static readonly string[] Makers = ["Brandt", "Okafor", "Lind", "Moreau", "Sato", "Keller", "Dahl", "Novak", "Silva", "Whitby"];

    /// <summary>Adds products with a picture, stock and a first ledger line each; every hundredth has twenty reviews. One transaction.</summary>
    public Task<Outcome<int>> RunAsync(int count, CancellationToken ct) => unitOfWork.RunAsync(ShopActor.Shop, async write =>
    {
        var models = DemoFiles.Products();
        var pictures = await write.Db.ProductImages.Where(i => i.Role == ProductImageRole.Gallery && i.File != null)
            .GroupBy(i => i.Product!.Slug).Select(g => new { g.Key, File = g.Min(i => i.File) }).ToDictionaryAsync(g => g.Key, g => g.File, ct);
        var shelves = new Dictionary<string, int>();
        foreach (var path in models.Select(m => m.Category).Distinct())
        {
            shelves.Add(path, (await CategoryPaths.EnsureAsync(write, path.Split('/'), ct)).Id);
        }

        var reviewers = await ReviewersAsync(write, ct);
        var start = await write.Db.Products.CountAsync(ct);
        var random = new Random(17);
        write.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var made = 0; made < count;)
        {
            for (var end = Math.Min(count, made + BatchSize); made < end; made++)
            {
                Add(write, models[made % models.Count], start + made, shelves, pictures, reviewers, random);
            }

            await write.Db.SaveChangesAsync(ct);
            write.Db.ChangeTracker.Clear();
        }

        write.AddChange(ChangeKind.Everything, 0, isListed: true);
        return Outcome.Done(count);
    }, ct);

    private static void Add(
        WriteContext write, DemoProduct model, int number, Dictionary<string, int> shelves, Dictionary<string, string?> pictures,
        List<int> reviewers, Random random)
    {
        var maker = Makers[random.Next(Makers.Length)];
        var stock = random.Next(10) == 0 ? random.Next(6) : random.Next(6, 200);
        var createdUtc = write.NowUtc.AddMinutes(-10 - (number * 3.7));
        var product = new Product
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{model.Name}, {maker} no. {number}"),
            Slug = string.Create(CultureInfo.InvariantCulture, $"{model.Slug}-{maker.ToLowerInvariant()}-{number}"),
            Sku = string.Create(CultureInfo.InvariantCulture, $"GEN-{number:D7}"),
            Description = model.Description,
            Price = new(Math.Max(100, model.PriceCents + (random.Next(-40, 80) * 50))),
            Stock = stock,
            LowStockThreshold = model.LowStockThreshold,
            CategoryId = shelves[model.Category],
            Status = ProductStatus.Published,
            CreatedUtc = createdUtc,
        };
        ProductDescription.Apply(product);
        if (pictures.GetValueOrDefault(model.Slug) is { } file)
        {
            product.Images.Add(new() { File = file, Alt = model.Name, Width = 400, Height = 500 });
        }

        if (number % ReviewedEvery == 0)
        {
            AddReviews(write, product, reviewers, random);
        }

        write.Db.Products.Add(product);
        if (stock > 0)
        {
            write.Db.StockMovements.Add(new()
            {
                Product = product, Delta = stock, BalanceAfter = stock, Reason = StockReason.Initial, ActorName = write.Actor.Name, CreatedUtc = createdUtc,
            });
        }
    }

    private static void AddReviews(WriteContext write, Product product, List<int> reviewers, Random random)
    {
        for (var i = 0; i < ReviewsEach; i++)
        {
            var rating = Math.Min(5, random.Next(2, 7));
            write.Db.Reviews.Add(new()
            {
                Product = product,
                UserId = reviewers[i],
                Rating = rating,
                Comment = $"{product.Name}: used every day since, and it does what it says. The handle took a week to get used to.",
                Status = ReviewStatus.Approved,
                CreatedUtc = product.CreatedUtc.AddMinutes(i),
                UpdatedUtc = product.CreatedUtc.AddMinutes(i),
            });
            _ = rating switch { 1 => product.Stars1++, 2 => product.Stars2++, 3 => product.Stars3++, 4 => product.Stars4++, _ => product.Stars5++ };
        }
    }

    private static async Task<List<int>> ReviewersAsync(WriteContext write, CancellationToken ct)
    {
        var names = Enumerable.Range(1, ReviewsEach).Select(i => string.Create(CultureInfo.InvariantCulture, $"reader-{i}")).ToList();
        if (!await write.Db.Users.AnyAsync(u => u.UserName == names[0], ct))
        {
            write.Db.Users.AddRange(names.Select(DemoShop.Customer));
            await write.Db.SaveChangesAsync(ct);
        }

        return await write.Db.Users.Where(u => names.Contains(u.UserName!)).Select(u => u.Id).ToListAsync(ct);
    }
}
