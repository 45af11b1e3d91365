using System.Globalization;

namespace HybridShop.Tests.Support.Components;

/// <summary>Categories as a test sets them, shaped by the simplest rules; it tells nobody, tests publish to the feed themselves.</summary>
public sealed class FakeCategoryService : ICategoryService
{
    private int lastId = 100;

    /// <summary>Kitchen with Cooking and, below that, Kettles; Light with Lamps; an empty Desk.</summary>
    public List<CategoryEntry> All { get; private set; } =
    [
        new(1, "Desk", "desk", "", null, 0),
        new(2, "Kitchen", "kitchen", "For those who cook.", null, 1),
        new(3, "Cooking", "cooking", "", 2, 4),
        new(4, "Kettles", "kettles", "", 3, 2),
        new(5, "Light", "light", "", null, 0),
        new(6, "Lamps", "lamps", "", 5, 3),
    ];

    /// <summary>The edits that were asked for, in order, with the category.</summary>
    public List<(int Id, Edit<CategoryInput> Edit)> Edits { get; } = [];

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public CategoryEntry Find(int id) => All.Single(entry => entry.Id == id);

    public void Replace(CategoryEntry entry) => All = [.. All.Select(one => one.Id == entry.Id ? entry : one)];

    public async Task<IReadOnlyList<CategoryEntry>> ListForStaffAsync(ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        return [.. All.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    public async Task<Outcome<CategoryLink>> CreateAsync(CategoryInput input, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        if (input.Name.Length == 0)
        {
            return Outcome.Invalid(nameof(input.Name), CatalogText.NameMissing);
        }

        All.Add(new(++lastId, input.Name, input.Name.ToLowerInvariant(), input.Description, input.ParentId, 0));
        return Done(lastId);
    }

    public async Task<Outcome<CategoryLink>> EditAsync(int categoryId, IEdit<CategoryInput> edit, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        if (All.Find(entry => entry.Id == categoryId) is not { } found)
        {
            return Outcome.NotFound(CatalogText.CategoryNotFound);
        }

        Edits.Add((categoryId, edit.On(found.ToInput()).Value!));
        var merged = CategoryFields.All.Merge(found.ToInput(), edit, actor);
        if (merged.Value?.Merged is not { } wanted)
        {
            return merged.Refusal!;
        }

        Replace(found with { Name = wanted.Name, Description = wanted.Description, ParentId = wanted.ParentId });
        return Done(categoryId);
    }

    public async Task<Outcome<CategoryLink>> DeleteAsync(
        int categoryId, ShopActor actor, IReadOnlyCollection<int>? seenVersions = null, CancellationToken ct = default)
    {
        await ReadyAsync(actor, ct);
        if (All.Find(entry => entry.Id == categoryId) is not { } found)
        {
            return Outcome.NotFound(CatalogText.CategoryNotFound);
        }

        if (found.ProductCount > 0 || All.Exists(entry => entry.ParentId == categoryId))
        {
            return Outcome.Conflict("", string.Format(CultureInfo.InvariantCulture, CatalogText.CategoryNotEmpty, found.Name));
        }

        All.Remove(found);
        return Outcome.Done(new CategoryLink(found.Id, found.Name, found.Slug));
    }

    private Outcome<CategoryLink> Done(int id) => Outcome.Done(new CategoryLink(id, Find(id).Name, Find(id).Slug));

    private async Task ReadyAsync(ShopActor actor, CancellationToken ct)
    {
        actor.IsStaff.ShouldBeTrue();
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(ct);
        }

        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
