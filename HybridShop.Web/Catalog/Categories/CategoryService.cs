using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Changes;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Categories;

internal sealed class CategoryService(IDbContextFactory<ShopDbContext> contexts, UnitOfWork unitOfWork) : ICategoryService
{
    public async Task<IReadOnlyList<CategoryEntry>> ListForStaffAsync(ShopActor actor, CancellationToken ct = default)
    {
        actor.DemandStaff();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var onSale = await CountAsync(db.Products.Where(p => p.Status != ProductStatus.Withdrawn), ct);
        var withdrawn = await CountAsync(db.Products.Where(p => p.Status == ProductStatus.Withdrawn), ct);
        var rows = await db.Categories.AsNoTracking().OrderBy(c => c.Name).ThenBy(c => c.Id).ToListAsync(ct);
        return rows.ConvertAll(c => new CategoryEntry(
            c.Id, c.Name, c.Slug, c.Description, c.ParentId, onSale.GetValueOrDefault(c.Id) + withdrawn.GetValueOrDefault(c.Id)));
    }

    public Task<Outcome<CategoryLink>> CreateAsync(CategoryInput input, ShopActor actor, CancellationToken ct = default) =>
        RunAsync(actor, async write =>
        {
            if (InputRules.Check(input) is { } refusal)
            {
                return refusal;
            }

            var category = new Category { Name = "", Slug = "" };
            CategoryFields.All.Write(input, category);
            if (await CheckPlaceAsync(write, category, height: 1, ct) is { } misplaced)
            {
                return misplaced;
            }

            category.Slug = await Slugs.FreeForCategoryAsync(write.Db, Slugs.From(category.Name), ct);
            write.Db.Categories.Add(category);
            await write.Db.SaveChangesAsync(ct);
            return Done(write, category, "category.create", null, category.Name);
        }, ct);

    public Task<Outcome<CategoryLink>> EditAsync(int categoryId, IEdit<CategoryInput> edit, ShopActor actor, CancellationToken ct = default) =>
        RunAsync(actor, async write =>
        {
            if (await write.Db.Categories.FirstOrDefaultAsync(c => c.Id == categoryId, ct) is not { } category)
            {
                return Outcome.NotFound(CatalogText.CategoryNotFound);
            }

            if (IsOther(category, edit.Versions) is { } other)
            {
                return other;
            }

            var merged = CategoryFields.All.Merge(CategoryFields.All.Read(category), edit, actor);
            if (merged.Value is not { } merge)
            {
                return merged.Refusal!;
            }

            if (InputRules.Check(merge.Merged) is { } refusal)
            {
                return refusal;
            }

            if (merge.Written.Count == 0)
            {
                return Outcome.Done(new CategoryLink(category.Id, category.Name, category.Slug));
            }

            merge.Written.Write(merge.Merged, category);
            if (category.ParentId is not null && await CategoryPaths.IsSelfOrBelowAsync(write.Db, category.ParentId, category.Id, ct))
            {
                return Outcome.Invalid(nameof(CategoryInput.ParentId), CatalogText.CategoryCycle);
            }

            var height = await CategoryPaths.HeightAsync(write.Db, category.Id, ct);
            return await CheckPlaceAsync(write, category, height, ct) is { } misplaced
                ? misplaced
                : Done(write, category, "category.edit", merge.Before, merge.After);
        }, ct);

    public Task<Outcome<CategoryLink>> DeleteAsync(
        int categoryId, ShopActor actor, IReadOnlyCollection<int>? seenVersions = null, CancellationToken ct = default) =>
        RunAsync(actor, async write =>
        {
            if (await write.Db.Categories.FirstOrDefaultAsync(c => c.Id == categoryId, ct) is not { } category)
            {
                return Outcome.NotFound(CatalogText.CategoryNotFound);
            }

            if (IsOther(category, seenVersions) is { } other)
            {
                return other;
            }

            if (await write.Db.Categories.AnyAsync(c => c.ParentId == categoryId, ct) || await write.Db.Products.AnyAsync(p => p.CategoryId == categoryId, ct))
            {
                return Outcome.Conflict("", Texts.Format(CatalogText.CategoryNotEmpty, category.Name));
            }

            write.Db.Categories.Remove(category);
            return Done(write, category, "category.delete", category.Name, null);
        }, ct);

    private Task<Outcome<CategoryLink>> RunAsync(ShopActor actor, Func<WriteContext, Task<Outcome<CategoryLink>>> act, CancellationToken ct) =>
        !actor.IsStaff
            ? Task.FromResult<Outcome<CategoryLink>>(Outcome.Forbidden(CatalogText.StaffOnly))
            : unitOfWork.RunAsync(actor, async write =>
            {
                // Two moves at once could close a circle that neither sees; the tree is small and changes rarely.
                await write.Db.LockCategoriesAsync(ct);
                return await act(write);
            }, ct);

    private static Refusal? IsOther(Category category, IReadOnlyCollection<int>? seenVersions) =>
        seenVersions?.Contains(CategoryItem.VersionOf(category.Name, category.Description, category.ParentId)) == false
            ? Outcome.OtherVersion(CatalogText.CategoryChangedMeanwhile)
            : null;

    /// <summary>Each half has an index that holds all that it is counted by.</summary>
    private static Task<Dictionary<int, int>> CountAsync(IQueryable<Product> products, CancellationToken ct) =>
        products.GroupBy(p => p.CategoryId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    private static async Task<Refusal?> CheckPlaceAsync(WriteContext write, Category category, int height, CancellationToken ct)
    {
        if (category.ParentId is { } parent && !await write.Db.Categories.AnyAsync(c => c.Id == parent, ct))
        {
            return Outcome.Invalid(nameof(CategoryInput.ParentId), CatalogText.CategoryMissing);
        }

        if (await CategoryPaths.DepthAsync(write.Db, category.ParentId, ct) + height > CategoryLimits.MaxDepth)
        {
            return Outcome.Invalid(nameof(CategoryInput.ParentId), CatalogText.CategoryTooDeep);
        }

        return await write.Db.Categories.AnyAsync(c => c.Id != category.Id && c.ParentId == category.ParentId && c.NameKey == category.NameKey, ct)
            ? Outcome.Invalid(nameof(CategoryInput.Name), Texts.Format(CatalogText.CategoryNameTaken, category.Name))
            : null;
    }

    private static Outcome<CategoryLink> Done(WriteContext write, Category category, string what, string? before, string? after)
    {
        write.AddChange(ChangeKind.Category, category.Id, isListed: true);
        write.AddAuditEntry(what, category.Id, category.Name, before, after);
        return Outcome.Done(new CategoryLink(category.Id, category.Name, category.Slug));
    }
}
