using System.Globalization;

namespace HybridShop.Tests.Support.Components;

/// <summary>Products as a test sets them, merged by the simplest rules; it tells the feed of what is saved, as the shop does.</summary>
public sealed class FakeProductService(FakeShopFeed feed) : IProductService
{
    /// <summary>All products; the list shows them in this order.</summary>
    public List<ProductFields> All { get; set; } = [.. SampleShop.Products];

    /// <summary>Variants of each other, if any.</summary>
    public List<int> Group { get; } = [];

    /// <summary>What lists were asked for, in order.</summary>
    public List<ProductQuery> Queries { get; } = [];

    /// <summary>What was to be made, in order.</summary>
    public List<ProductInput> Created { get; } = [];

    /// <summary>What was to be changed, in order, refused edits too.</summary>
    public List<ProductEdit> Edits { get; } = [];

    /// <summary>What the next writes are refused with; null for none.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it: so a test sees what is shown meanwhile.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public ProductFields Find(int id) => All.Single(product => product.Id == id);

    /// <summary>Somebody else saves: a higher version, and the feed tells of it unless <paramref name="isTold"/> is false.</summary>
    public void Save(ProductFields product, string actor = "tobi", bool isTold = true)
    {
        // A new list, because a panel may be reading the present one on another thread.
        All = [.. All.Select(one => one.Id == product.Id ? product with { Version = product.Version + 1 } : one)];
        if (isTold)
        {
            feed.Publish(new(feed.LatestSequence + 1, ChangeKind.Product, product.Id, product.Id, null, null, actor, IsListed: true));
        }
    }

    public async Task<ProductListResult> ListAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default)
    {
        Queries.Add(query);
        var fitting = All.Where(product => query.Status is null || product.Status == query.Status).ToList();
        var rows = fitting.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).Select(Row).ToList();
        await ReadyAsync(ct);
        return new(new(rows, query.Page, query.PageSize, fitting.Count), new(Count(ProductStatus.Draft), Count(ProductStatus.Published), Count(ProductStatus.Withdrawn)));
    }

    public Task<PageOf<ProductItem>> ListItemsAsync(ProductQuery query, ShopActor actor, CancellationToken ct = default) =>
        throw new NotSupportedException("No component asks for this.");

    public async Task<ProductFields?> FindFieldsAsync(int productId, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(ct);
        return All.SingleOrDefault(product => product.Id == productId);
    }

    public async Task<IReadOnlyList<ProductListItem>> ListVariantsAsync(int productId, ShopActor actor, CancellationToken ct = default)
    {
        await ReadyAsync(ct);
        return Group.Contains(productId) ? [.. Group.Select(id => Row(Find(id)))] : [];
    }

    public DescriptionPreview PreviewDescription(string markdown) => new(markdown.Split('\n')[0], "", $"<p>{markdown.Length}</p>");

    public async Task<Outcome<ProductFields>> CreateAsync(ProductInput input, ShopActor actor, CancellationToken ct = default)
    {
        Created.Add(input);
        await ReadyAsync(ct);
        if (Refusal is not null)
        {
            return Refusal;
        }

        All.Add(new(
            All.Count + 1, input.Name, "new", input.Sku, input.Description, input.PriceMinor, input.CategoryId, input.LowStockThreshold, input.Status ?? ProductStatus.Draft,
            input.InitialStock, 1, actor.Id));
        return Outcome.Done(All[^1]);
    }

    public async Task<Outcome<ProductFields>> EditAsync(int productId, ProductEdit edit, ShopActor actor, CancellationToken ct = default)
    {
        Edits.Add(edit);
        await ReadyAsync(ct);
        if (Refusal is not null)
        {
            return Refusal;
        }

        var (now, conflicts) = (Find(productId), new List<OutcomeError>());
        var wanted = now with
        {
            Name = Merged(nameof(edit.Name), edit.Name, now.Name),
            Slug = Merged(nameof(edit.Slug), edit.Slug, now.Slug),
            Sku = Merged(nameof(edit.Sku), edit.Sku, now.Sku),
            Description = Merged(nameof(edit.Description), edit.Description, now.Description),
            PriceMinor = Merged(nameof(edit.PriceMinor), edit.PriceMinor, now.PriceMinor),
            CategoryId = Merged(nameof(edit.CategoryId), edit.CategoryId, now.CategoryId),
            LowStockThreshold = Merged(nameof(edit.LowStockThreshold), edit.LowStockThreshold, now.LowStockThreshold),
            Status = Merged(nameof(edit.Status), edit.Status, now.Status),
        };
        if (conflicts.Count > 0)
        {
            return Outcome.Conflict(conflicts);
        }

        Save(wanted, actor.Name);
        return Outcome.Done(Find(productId));

        T Merged<T>(string field, FieldEdit<T>? change, T current)
        {
            if (change is not null && !Equals(change.Seen, current))
            {
                conflicts.Add(new(field, "Changed meanwhile.", Convert.ToString(current, CultureInfo.InvariantCulture)));
            }

            return change is null ? current : change.Wanted;
        }
    }

    public Task<Outcome<ProductFields>> WithdrawAsync(int productId, ShopActor actor, CancellationToken ct = default) =>
        EditAsync(productId, new() { Status = new(Find(productId).Status, ProductStatus.Withdrawn) }, actor, ct);

    private int Count(ProductStatus status) => All.Count(product => product.Status == status);

    private ProductListItem Row(ProductFields product) => new(
        product.Id, product.Name, product.Sku, "Cooking", product.PriceMinor, product.Stock, product.LowStockThreshold, product.Status,
        SampleShop.Morning.AddMinutes(product.Version), feed.LatestSequence);

    private async Task ReadyAsync(CancellationToken ct)
    {
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
