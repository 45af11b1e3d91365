namespace HybridShop.Tests.Support.Components;

/// <summary>Products as a test sets them, merged as the shop does; it tells the feed of what is saved, as the shop does.</summary>
public sealed class FakeProductService(FakeShopFeed feed) : IProductService
{
    private readonly ProductFields fields = new(Currency.Find("EUR")!);

    /// <summary>All products; the list shows them in this order.</summary>
    public List<EditableProduct> All { get; set; } = [.. SampleShop.Products];

    /// <summary>Variants of each other, if any.</summary>
    public List<int> Group { get; } = [];

    /// <summary>What lists were asked for, in order.</summary>
    public List<ProductQuery> Queries { get; } = [];

    /// <summary>What was to be made, in order.</summary>
    public List<ProductInput> Created { get; } = [];

    /// <summary>What was to be changed, in order, refused edits too.</summary>
    public List<Edit<ProductInput>> Edits { get; } = [];

    /// <summary>What the next writes are refused with; null for none.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, answers wait for it: so a test sees what is shown meanwhile.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public EditableProduct Find(int id) => All.Single(product => product.Id == id);

    /// <summary>Somebody else saves: a higher version, and the feed tells of it unless <paramref name="isTold"/> is false.</summary>
    public void Save(EditableProduct product, string actor = "tobi", bool isTold = true)
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
        var fitting = All.Where(product => query.Status is null || product.Fields.Status == query.Status).ToList();
        var rows = fitting.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).Select(Row).ToList();
        await ReadyAsync(ct);
        return new(new(rows, query.Page, query.PageSize, fitting.Count), new(Count(ProductStatus.Draft), Count(ProductStatus.Published), Count(ProductStatus.Withdrawn)));
    }

    public async Task<EditableProduct?> FindAsync(int productId, ShopActor actor, CancellationToken ct = default)
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

    public async Task<Outcome<EditableProduct>> CreateAsync(ProductInput input, ShopActor actor, CancellationToken ct = default)
    {
        Created.Add(input);
        await ReadyAsync(ct);
        if (Refusal is not null)
        {
            return Refusal;
        }

        All.Add(new(All.Count + 1, input with { Slug = "new", Status = input.Status ?? ProductStatus.Draft, InitialStock = 0 }, 1, input.InitialStock));
        return Outcome.Done(All[^1]);
    }

    public async Task<Outcome<EditableProduct>> EditAsync(int productId, IEdit<ProductInput> edit, ShopActor actor, CancellationToken ct = default)
    {
        var now = Find(productId);
        Edits.Add(edit.On(now.Fields).Value!);
        await ReadyAsync(ct);
        if (Refusal is not null)
        {
            return Refusal;
        }

        now = Find(productId);
        var merged = fields.Merge(now.Fields, edit, actor);
        if (merged.Value is not { } merge)
        {
            return merged.Refusal!;
        }

        Save(now with { Fields = merge.Merged }, actor.Name);
        return Outcome.Done(Find(productId));
    }

    private int Count(ProductStatus status) => All.Count(product => product.Fields.Status == status);

    private ProductListItem Row(EditableProduct product) => new(
        product.Id, product.Fields.Name, product.Fields.Sku, "Cooking", product.Fields.Price, product.Stock, product.Fields.LowStockThreshold,
        product.Fields.Status!.Value, SampleShop.Morning.AddMinutes(product.Version), feed.LatestSequence);

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
