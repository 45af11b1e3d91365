using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Changes;
using HybridShop.Components.Dashboard;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Catalog.Products;

/// <summary>All products, a page at a time; what is saved anywhere appears by itself. What to show stands in the address.</summary>
public partial class ProductListPage(IProductService products, ICatalogService catalog)
{
    /// <summary>The list is read anew at most this often, however much is saved.</summary>
    private readonly Throttle reloads = new(TimeSpan.FromMilliseconds(500));

    private ProductQuery query = new();
    private ProductQuery? shown;
    private ProductListResult? page;
    private List<ProductListItem> rows = [];
    private HashSet<int> news = [];
    private IReadOnlyList<CategoryOption> categories = [];
    private string announcement = "";

    /// <summary>Words to find, or null.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    /// <summary>Slug of a category, or null.</summary>
    [SupplyParameterFromQuery]
    public string? Category { get; set; }

    /// <summary>A status's name in the address, or null for all.</summary>
    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    /// <summary>An order's name in the address, with a minus in front when it is turned round.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    /// <summary>Page of the list, from 1; null is the first.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    private bool IsFiltered => query.Words is not null || query.Category is not null || query.Status is not null;

    private string Range => Texts.Format(ProductText.RowsOf, FirstRow, FirstRow + rows.Count - 1, page!.Products.Total);

    private int FirstRow => ((page!.Products.Page - 1) * page.Products.PageSize) + 1;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        query = ProductAddress.Read(Words, Category, Status, Sort, PageNumber);
        if (query != shown)
        {
            (shown, news) = (query, []);
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        if (changes.Any(IsNewToList))
        {
            RunThrottled(reloads, ReloadAsync);
        }

        foreach (var change in changes.Where(change => change is { Kind: ChangeKind.Stock, Stock: not null }))
        {
            var index = rows.FindIndex(row => row.Id == change.EntityId && row.Sequence < change.Sequence);
            if (index >= 0)
            {
                rows[index] = rows[index] with { Stock = change.Stock!.Value, Sequence = change.Sequence };
            }
        }

        return Task.CompletedTask;
    }

    private static (int ProductId, DateTime Utc) LastChange(ProductListItem row) => (row.Id, row.UpdatedUtc);

    private void Show(ProductQuery wanted) => Navigation.NavigateTo(ProductAddress.Of(wanted));

    private bool IsNewToList(ShopChange change) => change.Kind is ChangeKind.Product or ChangeKind.Category or ChangeKind.Everything
        && (rows.Count == 0 || change.Sequence > rows[0].Sequence);

    private async Task ReloadAsync()
    {
        var before = rows;
        await LoadAsync();
        news = [.. rows.ExceptBy(before.Select(LastChange), LastChange).Select(row => row.Id)];
        announcement = news.Count > 0 ? ProductText.ListChanged : "";
    }

    private Task LoadAsync() => LoadLatestAsync(
        async (actor, ct) => (Page: await products.ListAsync(query, actor, ct), Tree: await catalog.ListCategoriesAsync(ct)),
        loaded => (page, rows, categories) = (loaded.Page, [.. loaded.Page.Products.Items], CategoryOption.Of(loaded.Tree)));
}
