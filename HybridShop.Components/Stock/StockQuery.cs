namespace HybridShop.Components.Stock;

/// <summary>Which part of the stock is looked at.</summary>
public enum StockView
{
    /// <summary>Every product that is not withdrawn.</summary>
    All,

    /// <summary>At or below the number from which it is "few left".</summary>
    LowOrOut,

    /// <summary>Moved since midnight of the store's time zone.</summary>
    ChangedToday,

    /// <summary>Created since the first of the month in the store's time zone.</summary>
    NewThisMonth,
}

/// <summary>Order of a stock list. Every order ends with name and id, so that pages never overlap.</summary>
public enum StockSort
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By number; products without one come last in either direction.</summary>
    Number,

    /// <summary>By the category's name.</summary>
    Category,

    /// <summary>By pieces on hand.</summary>
    OnHand,

    /// <summary>By the number from which it is "few left".</summary>
    LowAt,
}

/// <summary>What a stock list shall show. An unknown category finds nothing; numbers are brought into their bounds.</summary>
public sealed record StockQuery
{
    /// <summary>Words that all must occur in name, number, options or summary; case and accents do not matter.</summary>
    public string? Words { get; init; }

    /// <summary>Slug of the category whose subtree is meant; null for the whole shop.</summary>
    public string? Category { get; init; }

    /// <summary>Which part.</summary>
    public StockView View { get; init; }

    /// <summary>Order.</summary>
    public StockSort Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Page number, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows on a page, at most <see cref="Paging.MaxSize"/>.</summary>
    public int PageSize { get; init; } = 100;
}

/// <summary>How many products each view has, words and category kept.</summary>
/// <param name="All">Products.</param>
/// <param name="LowOrOut">At or below "few left".</param>
/// <param name="ChangedToday">Moved since midnight.</param>
public sealed record StockCounts(int All, int LowOrOut, int ChangedToday)
{
    /// <summary>Created since the first of the month.</summary>
    public int NewThisMonth { get; init; }

    /// <summary>The count of one view.</summary>
    public int Of(StockView view) => view switch
    {
        StockView.LowOrOut => LowOrOut,
        StockView.ChangedToday => ChangedToday,
        StockView.NewThisMonth => NewThisMonth,
        _ => All,
    };
}

/// <summary>A category that stock can be filtered by.</summary>
/// <param name="Slug">What a query names it by.</param>
/// <param name="Name">Name.</param>
/// <param name="Depth">Levels above it; 0 for a department.</param>
public sealed record StockCategory(string Slug, string Name, int Depth);

/// <summary>A page of stock with what the choices around it need.</summary>
/// <param name="Levels">The rows.</param>
/// <param name="Counts">Count of each view.</param>
/// <param name="Categories">The whole tree, from the top down, siblings by name.</param>
public sealed record StockListResult(PageOf<StockLevel> Levels, StockCounts Counts, IReadOnlyList<StockCategory> Categories);
