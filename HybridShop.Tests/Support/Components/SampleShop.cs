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
    public static EditableProduct KettleProduct { get; } = new(
        1,
        new()
        {
            Name = "Enamel kettle, 1.6 l", Slug = "enamel-kettle", Sku = "KI-0412", Description = "Sings before it boils.\n\nHeight\n: 21 cm",
            Price = new(4_900),
            CategoryId = 4, LowStockThreshold = 3, Status = ProductStatus.Published,
        },
        Version: 3, Stock: 8);

    public static EditableProduct LanternProduct { get; } = new(
        2,
        new()
        {
            Name = "Storm lantern", Slug = "storm-lantern", Sku = "LI-0430", Price = new(3_250), CategoryId = 1, LowStockThreshold = 4,
            Status = ProductStatus.Withdrawn,
        },
        Version: 1, Stock: 2);

    /// <summary>A draft without a number.</summary>
    public static EditableProduct JacketProduct { get; } = new(
        3, new() { Name = "Work jacket", Slug = "work-jacket", Price = new(8_900), CategoryId = 5, LowStockThreshold = 2, Status = ProductStatus.Draft },
        Version: 1, Stock: 0);

    public static IReadOnlyList<EditableProduct> Products { get; } = [KettleProduct, LanternProduct, JacketProduct];

    /// <summary>A product as somebody has changed it.</summary>
    public static EditableProduct With(this EditableProduct product, Action<ProductInput> change)
    {
        var fields = product.Fields.Copy();
        change(fields);
        return product with { Fields = fields };
    }

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
