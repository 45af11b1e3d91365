using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Catalog.Products;

/// <summary>
/// Makes a product or changes one. What others save meanwhile comes in by itself; only where both have changed the same field is a person
/// asked. What is typed lives in the form alone; <see cref="FormChanged"/> hears of every change of it.
/// </summary>
public partial class ProductEditor(
    IProductService products, ICatalogService catalog, ProductFields fields, Currency currency, ShopDays days)
{
    private EditorForm form = new();
    private FormMerge<ProductInput> merge = new(new(), fields);
    private EditableProduct? shown;
    private int? opened = 0;
    private IReadOnlyList<CategoryOption> categories = [];
    private IReadOnlyList<ProductListItem> variants = [];
    private string announcement = "";
    private bool isMissing;
    private bool showsPreview;

    /// <summary>The product; null for a new one.</summary>
    [Parameter]
    public int? ProductId { get; set; }

    private bool IsOpen => ProductId is null || shown is not null;

    private string PriceHint => Texts.Format(ProductText.PriceHint, currency.Code, currency.Plain(new(1250)));

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (ProductId == opened)
        {
            return;
        }

        opened = ProductId;
        if (created is null)
        {
            Begin();
            said = "";
            await RestoreDraftAsync();
        }

        created = null;
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override async Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        if (changes.LastOrDefault(change => change.Kind == ChangeKind.Stock && change.EntityId == ProductId)?.Stock is { } stock && shown is not null)
        {
            shown = shown with { Stock = stock };
        }

        var news = changes.Where(IsNews).ToList();
        if (news.Count > 0)
        {
            await LoadAsync(await NameOfAsync(news));
        }
    }

    /// <summary>Begins with an empty form, for another product or because what was typed is given up.</summary>
    private void Begin()
    {
        form = new() { Id = ProductId };
        (merge, shown) = (new(form, fields), null);
        (problems, showsClashes, isMissing, variants, undo, leaveFor) = ([], false, false, [], null, null);
    }

    /// <summary>Something was typed or chosen: every change of the form comes by here.</summary>
    private void FormChanged()
    {
        merge.Touch();
        (said, undo) = ("", null);
        showsClashes &= merge.Clashes.Any();
        KeepTyped();
    }

    private bool IsNews(ShopChange change) => change.Kind switch
    {
        ChangeKind.Everything or ChangeKind.Category => true,
        ChangeKind.Product => change.EntityId == ProductId || variants.Any(variant => variant.Id == change.EntityId),
        _ => false,
    };

    /// <summary>Who made the changes, if it was one person; oneself only if nobody else did.</summary>
    private async Task<string?> NameOfAsync(IReadOnlyList<ShopChange> changes)
    {
        var self = (await GetActorAsync()).Name;
        var names = changes.Where(change => change.EntityId == ProductId || change.Kind == ChangeKind.Everything)
            .Select(change => change.Actor).Distinct().ToList();
        var others = names.Where(name => name != self).ToList();
        return others.Count switch
        {
            0 => names.FirstOrDefault(),
            1 => others[0],
            _ => null,
        };
    }

    /// <summary>Reads the product as it is now into the open form. <paramref name="by"/> is who changed it, if that is known.</summary>
    private Task LoadAsync(string? by = null) => LoadLatestAsync(
        async (actor, ct) => (Tree: await catalog.ListCategoriesAsync(ct),
            Product: ProductId is { } id ? await products.FindAsync(id, actor, ct) : null,
            Variants: ProductId is { } member ? await products.ListVariantsAsync(member, actor, ct) : []),
        loaded =>
        {
            (categories, variants, isMissing) = (CategoryOption.Of(loaded.Tree), loaded.Variants, ProductId is not null && loaded.Product is null);
            See(loaded.Product, by);
        });

    private void See(EditableProduct? product, string? by)
    {
        if (product is null)
        {
            return;
        }

        var followed = Take(product, by);
        if (by is not null)
        {
            merge.Name(by);
        }

        if (followed.Count > 0)
        {
            announcement = Texts.Format(ProductText.FollowedBy, by ?? ProductText.Somebody, string.Join(", ", followed.Select(field => field.Label)));
        }
    }

    /// <summary>Takes in how it stands in the shop; what is older than what is shown is dropped.</summary>
    private IReadOnlyList<Field<ProductInput>> Take(EditableProduct product, string? by = null)
    {
        shown = shown is not null && product.Version < shown.Version ? shown : product;
        return merge.See(product.Fields, product.Version, by);
    }

    private static string IdOf(string property) => "product-" + property.ToLowerInvariant();

    /// <summary>What every field's box shows.</summary>
    private Dictionary<string, object> Box(Field<ProductInput> field) => new()
    {
        [nameof(ProductFieldBox.Id)] = IdOf(field.Property),
        [nameof(ProductFieldBox.Label)] = field.Label,
        [nameof(ProductFieldBox.Error)] = problems.FirstOrDefault(problem => problem.Field == field.Property)?.Message!,
        [nameof(ProductFieldBox.RemoteChange)] = merge.RemoteChangeOf(field)!,
        [nameof(ProductFieldBox.Clash)] = merge.IsClash(field) ? Shown(field) : null!,
        [nameof(ProductFieldBox.OnTake)] = EventCallback.Factory.Create(this, () => Decide(() => merge.TakeTheirs(field))),
        [nameof(ProductFieldBox.OnKeep)] = EventCallback.Factory.Create(this, () => Decide(() => merge.KeepMine(field))),
    };

    /// <summary>What ties a control to its box.</summary>
    private Dictionary<string, object> Control(Field<ProductInput> field) => new()
    {
        ["id"] = IdOf(field.Property),
        ["aria-describedby"] = IdOf(field.Property) + "-notes",
        ["aria-invalid"] = problems.Any(problem => problem.Field == field.Property) ? "true" : null!,
    };

    /// <summary>What stands in the shop, as people read it.</summary>
    private string Shown(Field<ProductInput> field) =>
        field.Say(field.Format(merge.Now!), id => categories.FirstOrDefault(category => category.Id == id)?.Path ?? "");

    private void Decide(Action decide)
    {
        decide();
        FormChanged();
    }
}
