using System.Security.Claims;

namespace HybridShop.Tests.Support.Components;

/// <summary>The named world of component tests.</summary>
public static class SampleShop
{
    public static StockLevel Kettle { get; } =
        new(1, "Enamel kettle, 1.6 l", "enamel-kettle", "KI-0412", "Cooking", 8, 3, ProductStatus.Published, 0);

    public static StockLevel Lantern { get; } =
        new(2, "Storm lantern", "storm-lantern", "LI-0430", "Candles and lanterns", 2, 4, ProductStatus.Published, 0);

    public static StockLevel Jacket { get; } =
        new(3, "Work jacket (Size: M)", "work-jacket-m", null, "Workwear", 0, 2, ProductStatus.Draft, 0);

    public static IReadOnlyList<StockLevel> Levels { get; } = [Kettle, Lantern, Jacket];

    /// <summary>Waits for the first time.</summary>
    public static ReviewDraft AdasReview { get; } = new(
        11, 1, "enamel-kettle", "Enamel kettle", null, "ada", ReviewStatus.Pending, 5, "Boils fast, sings well.", null, null, null, null, 1,
        new(2026, 3, 2, 8, 42, 0, DateTimeKind.Utc));

    /// <summary>Public; an edit waits.</summary>
    public static ReviewDraft BeasEdit { get; } = new(
        12, 2, "storm-lantern", "Storm lantern", new("/media/lantern.svg", ""), "bea", ReviewStatus.Approved, 4, "The handle is slippery.", 5,
        "The handle got tape.", null, null, 3, new(2026, 3, 2, 8, 58, 0, DateTimeKind.Utc));

    /// <summary>Waits, without words.</summary>
    public static ReviewDraft CalsReview { get; } = new(
        13, 1, "enamel-kettle", "Enamel kettle", null, "cal", ReviewStatus.Pending, 2, null, null, null, null, null, 1,
        new(2026, 3, 2, 8, 59, 30, DateTimeKind.Utc));

    public static IReadOnlyList<StockCategory> Categories { get; } =
        [new("kitchen", "Kitchen", 0), new("cooking", "Cooking", 1), new("workwear", "Workwear", 0)];

    /// <summary>The kettle as its editor sees it.</summary>
    public static ProductFields KettleFields { get; } = new(
        1, "Enamel kettle, 1.6 l", "enamel-kettle", "KI-0412", "Sings before it boils.\n\nHeight\n: 21 cm", 4_900, 4, 3, ProductStatus.Published, 8, 3, 7);

    public static ProductFields LanternFields { get; } = new(
        2, "Storm lantern", "storm-lantern", "LI-0430", "", 3_250, 1, 4, ProductStatus.Withdrawn, 2, 1, 7);

    /// <summary>A draft without a number.</summary>
    public static ProductFields JacketFields { get; } = new(3, "Work jacket", "work-jacket", null, "", 8_900, 5, 2, ProductStatus.Draft, 0, 1, 7);

    public static IReadOnlyList<ProductFields> Products { get; } = [KettleFields, LanternFields, JacketFields];

    /// <summary>Kitchen with Cooking below it, Light, Workwear.</summary>
    public static IReadOnlyList<CategoryNode> Tree { get; } =
    [
        new(3, "Kitchen", "kitchen", "", null, 1, [new(4, "Cooking", "cooking", "", 3, 1, [])]), new(1, "Light", "light", "", null, 1, []),
        new(5, "Workwear", "workwear", "", null, 1, []),
    ];

    /// <summary>When the ledger's lines are written.</summary>
    public static DateTime Morning { get; } = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    public static ShopActor Mara { get; } = new(7, "mara", [ShopRoles.Staff]);

    public static ShopActor Ada { get; } = new(9, "ada", []);

    /// <summary>What the sign-in makes of an actor.</summary>
    public static IEnumerable<Claim> ClaimsOf(ShopActor actor) =>
        [new(ClaimTypes.NameIdentifier, $"{actor.Id}"), new(ClaimTypes.Name, actor.Name), .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role))];
}
