namespace HybridShop.Components.Overview;

/// <summary>One day of the shop, in its own time zone.</summary>
/// <param name="Day">The day.</param>
/// <param name="In">Pieces that came in.</param>
/// <param name="Out">Pieces that went out, as a positive number.</param>
/// <param name="StockChanges">Lines of the stock ledger.</param>
/// <param name="Reviews">Reviews written, whatever became of them.</param>
public sealed record ShopDay(DateOnly Day, long In, long Out, int StockChanges, int Reviews);

/// <summary>What lies on the shelves of a department and everything below it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">At selling price.</param>
public sealed record DepartmentValue(string Name, Money Value);

/// <summary>The shop in numbers. Products are all that the stock board lists: drafts and variants too, withdrawn ones not.</summary>
/// <param name="ProductsOut">Products without a piece on hand.</param>
/// <param name="ProductsLow">Products with few left, but some.</param>
/// <param name="ReviewsWaiting">Reviews and edits that somebody has to read.</param>
/// <param name="StockValue">All pieces at selling price; more than an amount can hold is the largest amount.</param>
/// <param name="NewProductsThisMonth">Products created since the shop's first of the month.</param>
/// <param name="Days">The last <see cref="DayCount"/> days, oldest first; the last one is today.</param>
/// <param name="Departments">Departments that have anything on the shelf, most valuable first.</param>
public sealed record ShopOverview(
    int ProductsOut, int ProductsLow, int ReviewsWaiting, Money StockValue, int NewProductsThisMonth,
    IReadOnlyList<ShopDay> Days, IReadOnlyList<DepartmentValue> Departments)
{
    /// <summary>How many days are told of.</summary>
    public const int DayCount = 30;

    /// <summary>The day that is not over yet.</summary>
    public ShopDay Today => Days[^1];
}

/// <summary>The shop's numbers at a glance. Staff only.</summary>
public interface IOverviewService
{
    /// <summary>The numbers as of every change that was announced before the call.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor is not staff: no page offers this to others.</exception>
    Task<ShopOverview> GetAsync(ShopActor actor, CancellationToken ct = default);
}
