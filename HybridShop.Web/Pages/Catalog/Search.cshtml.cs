using System.Text;
using System.Text.Encodings.Web;
using HybridShop.Components.Catalog;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Search;
using HybridShop.Web.Pages.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Pages.Catalog;

internal sealed class SearchModel(ICatalogService catalog, Currency currency) : PageModel
{
    private const int OfferCount = 4;

    private IReadOnlyList<string> words = [];
    private IReadOnlyList<CategoryNode> tree = [];

    public ProductListView List { get; private set; } = null!;

    /// <summary>Departments in which something was found.</summary>
    public IReadOnlyList<(CategoryLink Category, int Count)> Departments { get; private set; } = [];

    /// <summary>Shown when there is nothing better to show.</summary>
    public IReadOnlyList<ProductSummary> Offers { get; private set; } = [];

    public IHtmlContent Heading => (List.Query.Words, List.Found.Products.Total) switch
    {
        (null, _) => Texts.Isolated(PageText.SearchHeadingEmpty),
        (var asked, 0) => Texts.Isolated(PageText.SearchHeadingNone, asked),
        (var asked, var total) => Texts.Isolated(total == 1 ? PageText.SearchHeadingOne : PageText.SearchHeadingMany, total, asked),
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = CatalogQuery.From(Request.Query, currency);
        words = SearchWords.Split(query.Words);
        if (words.Count == 0)
        {
            query = query with { Words = null };
        }

        tree = await catalog.ListCategoriesAsync(ct);
        List = new(Request.PathBase + "/search", query, (await catalog.ListAsync(query.ToFilter(category: null), ct))!, currency);
        if (words.Count > 0)
        {
            this.SetStatusOf(List.Found.Products);
        }

        Departments = [.. List.Found.Facets.SubCategories.Where(s => s.Count > 0)];
        if (words.Count == 0 || List.Found.Products.Total == 0)
        {
            Offers = await catalog.ListMostReviewedAsync(OfferCount, ct);
        }
    }

    /// <summary>The text with the searched words marked.</summary>
    public IHtmlContent Marked(string text)
    {
        var marked = new StringBuilder();
        foreach (var (piece, isHit) in SearchWords.Mark(text, words))
        {
            var encoded = HtmlEncoder.Default.Encode(piece);
            marked.Append(isHit ? $"<mark>{encoded}</mark>" : encoded);
        }

        return new HtmlString(marked.ToString());
    }

    /// <summary>Department and category.</summary>
    public IHtmlContent PathOf(ProductSummary product)
    {
        foreach (var department in tree)
        {
            var path = CategoryTree.SelfAndBelow(department).FirstOrDefault(c => c.Id == product.Category.Id);
            if (path is not null)
            {
                return path.Id == department.Id ? Texts.Isolated("{0}", path.Name) : Texts.Isolated("{0} / {1}", department.Name, path.Name);
            }
        }

        return HtmlString.Empty;
    }
}
