using System.Text.Json;

namespace HybridShop.Web.Demo;

/// <summary>The demo shop's own data: three JSON files beside this one, carried in the program.</summary>
internal static class DemoFiles
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<DemoDepartment> Departments() => Read<List<DemoDepartment>>("categories.json");

    public static IReadOnlyList<DemoProduct> Products() => Read<List<DemoProduct>>("products.json");

    public static DemoReviews Reviews() => Read<DemoReviews>("reviews.json");

    private static T Read<T>(string file)
    {
        using var stream = typeof(DemoFiles).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<T>(stream, Options)!;
    }
}

internal sealed record DemoDepartment(string Name, string Description, IReadOnlyList<DemoSubCategory> SubCategories);

internal sealed record DemoSubCategory(string Name, string Description);

internal sealed record DemoProduct(
    string Slug, string Sku, string Name, string Category, long PriceCents, int Stock, int LowStockThreshold, double DaysAgo, string Description,
    IReadOnlyList<DemoPicture> Images, string? ShowcaseImage, string? ShowcaseName, int ShowcasePosition, string? Group, string? Options);

internal sealed record DemoPicture(string File, string Alt, string? Caption);

internal sealed record DemoReviews(IReadOnlyList<string> Customers, IReadOnlyList<DemoReview> Reviews);

internal sealed record DemoReview(
    string Product, string Customer, int Rating, string? Comment, double DaysAgo, string Status, int Helpful, string? Reply, double? ReplyDaysAgo);
