namespace HybridShop.Components.Activity;

/// <summary>The shown lines of the activity list, and those that came since and wait to be let in.</summary>
public sealed class ActivityRows
{
    private readonly int pageSize;
    private List<ActivityItem> rows;
    private List<ActivityItem> newer = [];
    private bool isNewerCut;

    /// <summary>Begins with the newest lines; fewer than <paramref name="pageSize"/> are all that there are.</summary>
    public ActivityRows(IReadOnlyList<ActivityItem> newest, int pageSize)
    {
        ArgumentNullException.ThrowIfNull(newest);
        (rows, this.pageSize, HasOlder) = ([.. newest], pageSize, newest.Count == pageSize);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ActivityItem> Rows => rows;

    /// <summary>Whether there may be lines older than the last one.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>How many lines wait to be let in.</summary>
    public int NewerCount => newer.Count;

    /// <summary>Whether even more wait than were read: letting them in then begins the list anew.</summary>
    public bool HasMoreNewer => isNewerCut;

    /// <summary>Adds what was read on from <paramref name="last"/>; dropped when the list was begun anew meanwhile.</summary>
    public void AddOlder(ActivityPlace last, IReadOnlyList<ActivityItem> older)
    {
        ArgumentNullException.ThrowIfNull(older);
        if (rows[^1].Place == last)
        {
            rows.AddRange(older);
            HasOlder = older.Count == pageSize;
        }
    }

    /// <summary>Compares with the newest lines as they are now. An empty list takes them at once: there is nothing that could jump.</summary>
    public void Look(IReadOnlyList<ActivityItem> newest)
    {
        ArgumentNullException.ThrowIfNull(newest);
        var shown = rows.Select(row => row.Place).ToHashSet();
        newer = [.. newest.Where(item => !shown.Contains(item.Place))];
        isNewerCut = newer.Count == pageSize;
        if (rows.Count == 0)
        {
            LetIn();
        }
    }

    /// <summary>Shows what waited.</summary>
    public void LetIn()
    {
        if (isNewerCut)
        {
            (rows, HasOlder) = (newer, true);
        }
        else
        {
            // By place, not on top: of two acts the one that began first may be the last to be committed.
            rows = [.. ActivityItem.NewestFirst(rows.Concat(newer))];
        }

        (newer, isNewerCut) = ([], false);
    }
}
