using HybridShop.Components.Catalog;
using HybridShop.Components.Changes;
using HybridShop.Components.Reviews;
using HybridShop.Web.Accounts;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Pictures;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;
using HybridShop.Web.Reviews;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Demo;

/// <summary>Fills an empty database with Fivebar, the demo shop: catalog, ledger, customers and their reviews, in one transaction.</summary>
internal sealed class DemoShop(
    ShopSettings settings, IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork, MediaStore media, IWebHostEnvironment environment)
{
    private static readonly ShopActor Storekeeper = new(null, "Fivebar", [ShopRoles.Admin]);

    /// <summary>Does nothing unless Shop:Demo is set and there are neither categories nor products.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        // Looked at first: a start must not wait for somebody who writes for long when there is nothing to fill.
        if (settings.Demo && await IsEmptyAsync(ct))
        {
            var outcome = await unitOfWork.RunAsync(Storekeeper, write => FillAsync(write, ct), ct);
            outcome.Demand();
        }
    }

    private async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Categories.AnyAsync(ct) && !await db.Products.AnyAsync(ct);
    }

    private async Task<Outcome<int>> FillAsync(WriteContext write, CancellationToken ct)
    {
        if (await write.Db.Categories.AnyAsync(ct) || await write.Db.Products.AnyAsync(ct))
        {
            return Outcome.Done(0);
        }

        var shelves = await AddCategoriesAsync(write, ct);
        var products = await AddProductsAsync(write, shelves, ct);
        await AddReviewsAsync(write, products, ct);
        write.AddChange(ChangeKind.Everything, 0, isListed: true);
        return Outcome.Done(products.Count);
    }

    private static async Task<Dictionary<string, int>> AddCategoriesAsync(WriteContext write, CancellationToken ct)
    {
        foreach (var department in DemoFiles.Departments())
        {
            (await CategoryPaths.EnsureAsync(write, [department.Name], ct)).Description = department.Description;
            foreach (var shelf in department.SubCategories)
            {
                (await CategoryPaths.EnsureAsync(write, [department.Name, shelf.Name], ct)).Description = shelf.Description;
            }
        }

        await write.Db.SaveChangesAsync(ct);
        return await write.Db.Categories.Where(c => c.ParentId != null).ToDictionaryAsync(c => c.Parent!.Name + "/" + c.Name, c => c.Id, ct);
    }

    private async Task<Dictionary<string, Product>> AddProductsAsync(WriteContext write, Dictionary<string, int> shelves, CancellationToken ct)
    {
        var files = DemoFiles.Products();
        var groups = files.Select(p => p.Group).OfType<string>().Distinct().ToDictionary(name => name, _ => new ProductGroup());
        var ranks = groups.Keys.ToDictionary(name => name, _ => 0);
        var products = new Dictionary<string, Product>();

        foreach (var file in files)
        {
            var product = new Product
            {
                Name = file.Name,
                Slug = file.Slug,
                Sku = file.Sku,
                Description = file.Description,
                Price = new(file.PriceCents),
                Stock = file.Stock,
                LowStockThreshold = file.LowStockThreshold,
                CategoryId = shelves[file.Category],
                Group = file.Group is { } group ? groups[group] : null,
                VariantRank = file.Group is { } name ? ranks[name]++ : 0,
                Options = file.Options,
                Status = ProductStatus.Published,
                CreatedUtc = write.NowUtc.AddDays(-file.DaysAgo),
            };
            ProductDescription.Apply(product);
            await AddPicturesAsync(product, file, ct);
            write.Db.Products.Add(product);
            write.Db.StockMovements.AddRange(DemoLedger.For(product, Storekeeper.Name, write.NowUtc));
            products.Add(file.Slug, product);
        }

        await write.Db.SaveChangesAsync(ct);
        return products;
    }

    private async Task AddPicturesAsync(Product product, DemoProduct file, CancellationToken ct)
    {
        foreach (var (picture, position) in file.Images.Select((picture, position) => (picture, position)))
        {
            product.Images.Add(new()
            {
                Position = position,
                File = await KeepAsync("img/products/" + picture.File, ct),
                Alt = picture.Alt,
                Caption = picture.Caption,
                Width = 400,
                Height = 500,
            });
        }

        if (file.ShowcaseImage is { } cutOut)
        {
            product.Images.Add(new()
            {
                Role = ProductImageRole.CutOut, Position = file.ShowcasePosition, File = await KeepAsync("img/shelf/" + cutOut, ct),
                Caption = file.ShowcaseName, Width = 220, Height = 370,
            });
        }
    }

    private async Task<string> KeepAsync(string file, CancellationToken ct)
    {
        await using var stream = environment.WebRootFileProvider.GetFileInfo(file).CreateReadStream();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, ct);
        return await media.KeepAsync(content.ToArray(), Path.GetExtension(file), ct);
    }

    private static async Task AddReviewsAsync(WriteContext write, Dictionary<string, Product> products, CancellationToken ct)
    {
        var (names, reviews) = DemoFiles.Reviews();
        var customers = await write.Db.Users.ToDictionaryAsync(u => u.UserName!, ct);
        foreach (var name in names.Where(name => !customers.ContainsKey(name)))
        {
            customers.Add(name, write.Db.Users.Add(Customer(name)).Entity);
        }

        foreach (var review in reviews)
        {
            var (product, status) = (products[review.Product], Enum.Parse<ReviewStatus>(review.Status, ignoreCase: true));
            var writtenUtc = write.NowUtc.AddDays(-review.DaysAgo);
            write.Db.Reviews.Add(new()
            {
                Product = product,
                User = customers[review.Customer],
                Rating = review.Rating,
                Comment = review.Comment,
                Status = status,
                Reason = status == ReviewStatus.Rejected ? review.Reply : null,
                Reply = status == ReviewStatus.Rejected ? null : review.Reply,
                RepliedUtc = review.ReplyDaysAgo is { } days && status != ReviewStatus.Rejected ? write.NowUtc.AddDays(-days) : null,
                HelpfulCount = review.Helpful,
                CreatedUtc = writtenUtc,
                UpdatedUtc = writtenUtc,
            });
        }

        await write.Db.SaveChangesAsync(ct);
        foreach (var review in await write.Db.Reviews.Where(r => r.Status == ReviewStatus.Approved).Select(r => new { r.ProductId, r.Rating }).ToListAsync(ct))
        {
            await RatingCounts.ChangeAsync(write, review.ProductId, before: null, after: review.Rating, ct);
        }
    }

    /// <summary>A customer without a password: nobody can sign in with it.</summary>
    public static ShopUser Customer(string name)
    {
        var email = $"{name}@customers.hybridshop.example";
        return new()
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
    }
}
