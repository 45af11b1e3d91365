using System.Globalization;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog;

/// <summary>
/// Fills what rows from before a migration lack and SQL cannot work out: keys of category names, and how descriptions begin as HTML. It stops
/// no start: categories that are one by their key now get a number, and a name that nobody can see becomes the slug. The categories are
/// done last and at once, so that one without a key tells that there is something to do, also after a start that was cut off.
/// </summary>
internal sealed partial class CatalogBackfill(IDbContextFactory<ShopDbContext> contexts, ILogger<CatalogBackfill> logger) : IBackfill
{
    private const int ProductsAtOnce = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Categories.AnyAsync(c => c.NameKey == null, ct))
        {
            await RenderLeadsAsync(db, ct);
            await NameCategoriesAsync(db, ct);
        }
    }

    private static async Task RenderLeadsAsync(ShopDbContext db, CancellationToken ct)
    {
        for (var last = 0; ;)
        {
            var products = await db.Products.Where(p => p.Id > last && p.LeadHtml == null && p.Description != "").OrderBy(p => p.Id)
                .Take(ProductsAtOnce).Select(p => new { p.Id, p.Description }).ToListAsync(ct);
            if (products.Count == 0)
            {
                return;
            }

            foreach (var product in products)
            {
                // By a plain update: nobody has edited it.
                if (ProductDescription.From(product.Description).LeadHtml is { } html)
                {
                    await db.Products.Where(p => p.Id == product.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.LeadHtml, html), ct);
                }
            }

            last = products[^1].Id;
        }
    }

    private async Task NameCategoriesAsync(ShopDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockCategoriesAsync(ct);
        var categories = await db.Categories.OrderBy(c => c.Id).Select(c => new { c.Id, c.ParentId, c.Name, c.NameKey, c.Slug }).ToListAsync(ct);
        foreach (var siblings in categories.GroupBy(c => c.ParentId))
        {
            var taken = siblings.Select(c => c.NameKey).OfType<string>().ToHashSet();
            var doubles = new List<(int Id, string Name)>();
            // Those that keep their name first: another one's new name is not to meet it.
            foreach (var category in siblings.Where(c => c.NameKey is null).OrderByDescending(c => c.Name == CanonicalText.Of(c.Name)))
            {
                var name = CanonicalText.Of(category.Name) is { Length: > 0 } seen ? seen.Cut(CategoryLimits.NameLength).TrimEnd() : category.Slug;
                if (taken.Add(CanonicalText.KeyOf(name)))
                {
                    await NameAsync(db, category.Id, name, ct);
                }
                else
                {
                    doubles.Add((category.Id, name));
                }
            }

            // Last, so that a number is not the name of one that had it before.
            foreach (var (id, name) in doubles)
            {
                var free = Numbered(name).First(numbered => taken.Add(CanonicalText.KeyOf(numbered)));
                await NameAsync(db, id, free, ct);
                LogNumbered(id, name, free);
            }
        }

        await transaction.CommitAsync(ct);
    }

    private static Task<int> NameAsync(ShopDbContext db, int id, string name, CancellationToken ct)
    {
        var key = CanonicalText.KeyOf(name);
        return db.Categories.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, name).SetProperty(c => c.NameKey, key), ct);
    }

    private static IEnumerable<string> Numbered(string name)
    {
        for (var number = 2; ; number++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $" {number}");
            yield return name.Cut(CategoryLimits.NameLength - ending.Length).TrimEnd() + ending;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Category {Id} was named {Name} like another one beside it and is {NewName} now.")]
    private partial void LogNumbered(int id, string name, string newName);
}
