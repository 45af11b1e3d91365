using System.Globalization;
using HybridShop.Components.Changes;
using Microsoft.AspNetCore.Components;

namespace HybridShop.Components.Catalog.Categories;

/// <summary>
/// The category tree and, beside it, the editor of one category. The tree follows the shop by itself; what is typed stays, for each category
/// its own, until it is saved or let go.
/// </summary>
public partial class CategoryPage(ICategoryService categories)
{
    private const int NewId = 0;

    private static readonly ChangeKind[] Heard = [ChangeKind.Category, ChangeKind.Product, ChangeKind.Everything];

    private readonly HashSet<int> closed = [];

    /// <summary>What is typed, by category, or by 0 for a new one.</summary>
    private readonly Dictionary<int, FormMerge<CategoryInput>> merges = [];

    /// <summary>Who changed the categories last that are typed about.</summary>
    private readonly Dictionary<int, string> changedBy = [];
    private StaffCategoryTree? forest;
    private FormMerge<CategoryInput>? open;
    private bool opensByKey;
    private bool isNotThere;
    private int focusCount;
    private string? focusOn;
    private string said = "";

    /// <summary>The category to begin with, or null.</summary>
    [SupplyParameterFromQuery(Name = "category")]
    public int? CategoryId { get; set; }

    private CategoryEntry? Chosen => forest?.Find(open?.Form.Id);

    private string? GoneBy => open?.Form.Id is { } id && Chosen is null ? changedBy.GetValueOrDefault(id) ?? CategoryText.Somebody : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (forest is not null)
        {
            await RestoreDraftAsync();
        }

        if (forest is not null && CategoryId is { } wanted)
        {
            isNotThere = forest.Find(wanted) is null;
            Open(wanted);
        }
    }

    /// <inheritdoc />
    protected override async Task ApplyAsync(IReadOnlyList<ShopChange> changes)
    {
        var heard = changes.Where(change => Heard.Contains(change.Kind)).ToList();
        if (heard.Count == 0)
        {
            return;
        }

        var before = forest;
        foreach (var change in heard.Where(change => change.Kind == ChangeKind.Category && merges.ContainsKey(change.EntityId)))
        {
            changedBy[change.EntityId] = change.Actor;
        }

        await LoadAsync();
        var me = (await GetActorAsync()).Name;
        if (before is not null && forest is not null && heard.FindLast(change => change.Kind == ChangeKind.Category && change.Actor != me) is { } last)
        {
            ReportChange(before, forest, last);
        }
    }

    private Task LoadAsync() => LoadLatestAsync(categories.ListForStaffAsync, entries => Show(new(entries)));

    private void Show(StaffCategoryTree loaded)
    {
        forest = loaded;
        foreach (var (id, merge) in merges)
        {
            if (loaded.Find(id) is { } entry)
            {
                merge.See(entry.ToInput(), by: changedBy.GetValueOrDefault(id));
            }
        }

        if (open is { Form.Id: not null, IsTouched: false } && Chosen is null)
        {
            Close();
        }

        if (movingId is not null && loaded.Find(movingId) is null)
        {
            movingId = null;
        }
    }

    /// <summary>Says in few words what somebody else did.</summary>
    private void ReportChange(StaffCategoryTree before, StaffCategoryTree after, ShopChange change)
    {
        var (was, now) = (before.Find(change.EntityId), after.Find(change.EntityId));
        said = (was, now) switch
        {
            (null, null) => said,
            (null, _) => Texts.Format(CategoryText.SaidMadeBy, change.Actor, now.Name),
            (_, null) => Texts.Format(CategoryText.SaidDeletedBy, change.Actor, was.Name),
            _ => Texts.Format(CategoryText.SaidChangedBy, change.Actor, now.Name),
        };
    }

    private Task ChooseAsync((int Id, bool ByKey) choice)
    {
        if (movingId is { } moved)
        {
            return PutAsync(moved, choice.Id == 0 ? null : choice.Id);
        }

        Open(choice.Id, choice.ByKey);
        return Task.CompletedTask;
    }

    private void Toggle(int id)
    {
        if (!closed.Remove(id))
        {
            closed.Add(id);
        }
    }

    private void Open(int id, bool byKey = false)
    {
        if (forest?.Find(id) is not { } entry)
        {
            return;
        }

        Close();
        if (!merges.TryGetValue(id, out var merge))
        {
            merge = merges[id] = new(new() { Id = id }, CategoryFields.All);
            merge.See(entry.ToInput());
        }

        (open, opensByKey) = (merge, byKey);
    }

    private void New(int? parentId)
    {
        Close();
        var form = merges.GetValueOrDefault(NewId)?.Form ?? new();
        open = merges[NewId] = new(form, CategoryFields.All, new() { ParentId = parentId });
        form[CategoryFields.All.Parent] = parentId?.ToString(CultureInfo.InvariantCulture) ?? "";
        opensByKey = true;
    }

    /// <summary>Puts the editor away; what was typed and not saved is kept for when it is opened again.</summary>
    private void Close()
    {
        if (open is { IsTouched: false } idle)
        {
            Forget(idle);
        }

        (open, errors, isNotThere) = (null, [], false);
    }

    private void Forget(FormMerge<CategoryInput> merge)
    {
        merges.Remove(merge.Form.Id ?? NewId);
        changedBy.Remove(merge.Form.Id ?? NewId);
    }

    /// <summary>All that is typed and chosen in the editor comes through here.</summary>
    private void FormChanged()
    {
        open!.Touch();
        KeepTyped();
    }

    private void Focus(int id) => focusOn = string.Create(CultureInfo.InvariantCulture, $"{id}.{++focusCount}");
}
