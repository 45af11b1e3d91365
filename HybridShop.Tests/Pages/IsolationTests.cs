using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Pages;

/// <summary>What people write may run from right to left; it turns nothing of ours.</summary>
[Trait("Category", "Http")]
public sealed class IsolationTests(SampleWebShop shop) : IClassFixture<SampleWebShop>, IAsyncLifetime
{
    /// <summary>Hebrew, which runs from right to left, and which no text of ours is.</summary>
    private const string Words = "קומקום";

    private string slug = "";
    private string gone = "";
    private string shelf = "";

    public async ValueTask InitializeAsync()
    {
        var (categories, products, reviews) = (shop.Get<ICategoryService>(), shop.Get<IProductService>(), shop.Get<IReviewService>());
        var number = Guid.NewGuid().ToString("N");
        var department = (await categories.CreateAsync(new() { Name = Words + number, Description = Words }, Users.Mara)).Value!;
        shelf = (await categories.CreateAsync(new() { Name = Words + number, Description = Words, ParentId = department.Id }, Users.Mara)).Value!.Slug;
        var shelfId = (await shop.Get<ICatalogService>().ListCategoryItemsAsync(isTree: false)).Single(c => c.Slug == shelf).Id;
        (var id, slug) = await AddAsync();
        (var goneId, gone) = await AddAsync();
        (await products.WithdrawAsync(goneId, Users.Mara)).IsDone.ShouldBeTrue();
        var review = (await reviews.PostAsync(id, new() { Rating = 5, Comment = Words }, Users.Ada)).Value!;
        await reviews.ModerateAsync(review.Id, new() { Approve = true, SeenVersion = review.Version, Reply = Words }, Users.Mara);

        async Task<(int Id, string Slug)> AddAsync()
        {
            var made = (await products.CreateAsync(
                new()
                {
                    Name = Words, Sku = Words + Guid.NewGuid().ToString("N"), CategoryId = shelfId, Status = ProductStatus.Published,
                    Description = $"{Words}\n\n{Words}\n: {Words}\n\n{Words}",
                },
                Users.Mara)).Value!;
            return (made.Id, made.Fields.Slug!);
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task On_every_page_words_of_people_stand_by_themselves()
    {
        var ada = await shop.SignedInAsync(Users.Ada);
        string[] addresses =
        [
            "/", "/products", $"/products?category={shelf}", "/products?min=" + Words, $"/categories/{shelf}", $"/products/{slug}", $"/products/{gone}",
            $"/products/{slug}/reviews", $"/products/{slug}/review", $"/products/{slug}/review/sent", "/search?q=" + Words, $"/search?q={Words}x", "/account",
        ];

        foreach (var address in addresses)
        {
            var page = await Visitor.PageOfAsync(await ada.GetAsync(address));

            FindLoose(page).ShouldBeEmpty(address);
            page.Body!.TextContent.ShouldContain(Words, customMessage: address);
        }
    }

    /// <summary>Texts of people that no element sets apart; what is typed into a text area and the measures do it by CSS.</summary>
    private static IEnumerable<string> FindLoose(IHtmlDocument page) => page.Body!.Descendants<IText>()
        .Where(text => text.Data.Contains(Words, StringComparison.Ordinal) && text.ParentElement!.Closest("bdi, [dir=auto], dl.spec dt, dl.spec dd, script") is null)
        .Select(text => text.ParentElement!.OuterHtml);
}
