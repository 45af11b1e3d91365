using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>The fields of one category, there or new. What is typed stays until it is saved or let go.</summary>
public partial class CategoryEditor
{
    private ElementReference nameField;
    private bool hasFocused;

    /// <summary>What is typed, held against the shop.</summary>
    [Parameter, EditorRequired]
    public required FormMerge<CategoryInput> Merge { get; set; }

    /// <summary>The tree to choose a place in.</summary>
    [Parameter, EditorRequired]
    public required StaffCategoryTree Forest { get; set; }

    /// <summary>Why the last save was refused.</summary>
    [Parameter]
    public IReadOnlyList<OutcomeError> Errors { get; set; } = [];

    /// <summary>Who deleted it while it was typed about; null when it is there.</summary>
    [Parameter]
    public string? GoneBy { get; set; }

    /// <summary>Whether an act is under way.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Whether the focus comes here when it opens.</summary>
    [Parameter]
    public bool TakesFocus { get; set; }

    /// <summary>Something was typed.</summary>
    [Parameter]
    public EventCallback OnTyped { get; set; }

    /// <summary>It is to be saved.</summary>
    [Parameter]
    public EventCallback OnSave { get; set; }

    /// <summary>What was typed is to be forgotten.</summary>
    [Parameter]
    public EventCallback OnDiscard { get; set; }

    /// <summary>A deleted category is to be made again out of what was typed.</summary>
    [Parameter]
    public EventCallback OnMakeAnew { get; set; }

    /// <summary>It is to be deleted.</summary>
    [Parameter]
    public EventCallback OnDelete { get; set; }

    /// <summary>It is to be moved in the tree.</summary>
    [Parameter]
    public EventCallback<int> OnTake { get; set; }

    /// <summary>A field that others changed too was decided on.</summary>
    [Parameter]
    public EventCallback<(Field<CategoryInput> Field, bool IsMine)> OnDecide { get; set; }

    private static CategoryFields Fields => CategoryFields.All;

    private EditorForm Form => Merge.Form;

    private bool IsNew => Form.Id is null;

    /// <summary>What keeps it from being deleted, in words, or null.</summary>
    private string? Holds
    {
        get
        {
            if (Forest.Find(Form.Id) is not { } entry)
            {
                return null;
            }

            var products = Count(entry.ProductCount, CategoryText.HoldsOneProduct, CategoryText.HoldsProducts);
            var subCategories = Count(Forest.In(entry.Id).Count, CategoryText.HoldsOneSubCategory, CategoryText.HoldsSubCategories);
            return products is not null && subCategories is not null ? Texts.Format(CategoryText.And, products, subCategories) : products ?? subCategories;
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (TakesFocus && !hasFocused)
        {
            hasFocused = true;
            await nameField.FocusAsync();
        }
    }

    /// <summary>Every key that is typed and every choice comes through here.</summary>
    private Task FormChanged() => OnTyped.InvokeAsync();

    private bool MayLieIn(int id) => Form.Id is { } own ? Forest.WhyNot(own, id) is null || Forest.Find(own)?.ParentId == id : Forest.HasRoomIn(id);

    private string NameOf(int id) => Forest.Find(id)?.Name ?? CategoryText.NotThere;

    private string? ErrorOf(Field<CategoryInput> field) => Merge.IsClash(field) ? null : ErrorOf(field.Property);

    private string? ErrorOf(string property) => Errors.FirstOrDefault(error => error.Field == property)?.Message;

    private string? Invalid(Field<CategoryInput> field) => ErrorOf(field) is null ? null : "true";

    private string? Described(Field<CategoryInput> field) => ErrorOf(field) is null ? null : $"category-{field.Property}-error";

    private static string? Count(int count, string one, string many) => count switch { 0 => null, 1 => one, _ => Texts.Format(many, count) };
}
