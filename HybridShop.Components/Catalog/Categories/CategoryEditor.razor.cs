using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>The fields of one category, there or new. What is typed stays until it is saved or let go.</summary>
public partial class CategoryEditor
{
    private ElementReference nameField;
    private bool hasFocused;

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired]
    public required CategoryForm Form { get; set; }

    /// <summary>The form against the shop; null for a new category.</summary>
    [Parameter]
    public CategoryMerge? Merge { get; set; }

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
    public EventCallback<(string Field, bool IsMine)> OnDecide { get; set; }

    private bool IsNew => Form.CategoryId is null;

    /// <summary>What keeps it from being deleted, in words, or null.</summary>
    private string? Holds
    {
        get
        {
            if (Forest.Find(Form.CategoryId) is not { } entry)
            {
                return null;
            }

            var products = Count(entry.ProductCount, CategoryText.HoldsOneProduct, CategoryText.HoldsProducts);
            var subCategories = Count(Forest.In(entry.Id).Count, CategoryText.HoldsOneSubCategory, CategoryText.HoldsSubCategories);
            return products is not null && subCategories is not null ? Text(CategoryText.And, products, subCategories) : products ?? subCategories;
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

    private bool MayLieIn(int id) => Form.CategoryId is { } own ? Forest.WhyNot(own, id) is null || Forest.Find(own)?.ParentId == id : Forest.HasRoomIn(id);

    private string NameOfParent(string text) =>
        CategoryForm.ParentOf(text) is { } id ? Forest.Find(id)?.Name ?? CategoryText.NotThere : CategoryText.TopLevel;

    private string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field && Merge?.IsClash(field) != true)?.Message;

    private string? Invalid(string field) => ErrorOf(field) is null ? null : "true";

    private string? Described(string field) => ErrorOf(field) is null ? null : $"category-{field}-error";

    private static string? Count(int count, string one, string many) => count switch { 0 => null, 1 => one, _ => Text(many, count) };

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
