using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Browser;
using Microsoft.Playwright;

namespace HybridShop.Tests.Pages;

/// <summary>A demo shop in which people wrote words of 42 letters wherever they can.</summary>
public sealed class LongWordShop : WebShop
{
    public const string Word = "Donaudampfschifffahrtsgesellschaftskapitän";

    private static readonly ShopActor Mara = new(null, "Mara", [ShopRoles.Staff]);
    private readonly Lazy<Task> filled;

    public LongWordShop()
    {
        (IsDemo, IsOnMachineTime, AttemptsPerMinute) = (true, true, 1_000);
        filled = new(FillAsync);
    }

    public Task FilledAsync => filled.Value;

    private async Task FillAsync()
    {
        Listen();
        var (categories, products, reviews) = (Get<ICategoryService>(), Get<IProductService>(), Get<IReviewService>());
        var department = (await categories.CreateAsync(new() { Name = Word, Description = Word }, Mara)).Value!;
        var shelf = (await categories.CreateAsync(new() { Name = Word + "s", ParentId = department.Id }, Mara)).Value!;
        var product = await AddAsync(Word);
        var gone = await AddAsync(Word + "sohn");
        (await products.WithdrawAsync(gone, Mara)).IsDone.ShouldBeTrue();
        await using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(
            $"Handle,Title,Option1 Name,Option1 Value,Variant Price\nvariants,{Word},{Word},{Word}1,1\nvariants,,,{Word}2,2\n"));
        (await Get<IImportService>().ImportAsync(file, "variants.csv", Mara)).IsDone.ShouldBeTrue();

        var ada = (await DatabaseAsync(db => Task.FromResult(db.Users.Single(u => u.UserName == "Ada").Id)));
        var review = (await reviews.PostAsync(product, new() { Rating = 1, Comment = Word }, new(ada, "Ada", []))).Value!;
        (await reviews.ModerateAsync(review.Id, new() { Approve = true, Reply = Word, SeenVersion = review.Version }, Mara)).IsDone.ShouldBeTrue();
        (await reviews.EditAsync(review.Id, Edit.Whole(new ReviewInput { Rating = 2, Comment = Word + "s " + Word }), new(ada, "Ada", [])))
            .IsDone.ShouldBeTrue();
        (await Get<IStockService>().AdjustAsync(new() { ProductId = product, Delta = 1, Note = Word }, Mara)).IsDone.ShouldBeTrue();

        async Task<int> AddAsync(string name) => (await products.CreateAsync(new()
        {
            Name = name, Sku = name, CategoryId = shelf.Id, Price = new(99_900), InitialStock = 3, Status = ProductStatus.Published,
            Description = $"{Word}\n\n{Word}\n:   {Word}\n\n## {Word}\n\n- {Word}\n\n| {Word} | {Word} |\n|---|---|\n| {Word} | `{Word}` |\n\n[{Word}](https://example.com)",
        }, Mara)).Value!.Id;
    }
}

public sealed class LongWordTests(BrowserShop browser, LongWordShop shop) : BrowserTest(browser), IClassFixture<LongWordShop>
{
    private static readonly string Slug = LongWordShop.Word.ToLowerInvariant().Replace('ä', 'a');

    public static TheoryData<string, string?> Addresses => new()
    {
        { "/", null },
        { "/products", null },
        { "/products?category=" + Slug, null },
        { "/products?min=" + LongWordShop.Word, null },
        { "/categories/" + Slug, null },
        { $"/categories/{Slug}s", null },
        { "/products/" + Slug, null },
        { "/products/variants", null },
        { $"/products/{Slug}sohn", null },
        { $"/products/{Slug}/reviews", null },
        { "/search?q=" + LongWordShop.Word, null },
        { "/search?q=" + LongWordShop.Word + "tochter", null },
        { $"/products/{Slug}/review", DemoEmails.Ada },
        { $"/products/{Slug}/review/sent", DemoEmails.Ada },
        { "/account", DemoEmails.Ada },
        { "/dashboard", DemoEmails.Staff },
        { "/dashboard/stock?q=" + LongWordShop.Word, DemoEmails.Staff },
        { "/dashboard/products?q=" + LongWordShop.Word, DemoEmails.Staff },
        { "/dashboard/products/PRODUCT", DemoEmails.Staff },
        { "/dashboard/categories?category=CATEGORY", DemoEmails.Staff },
        { "/dashboard/reviews", DemoEmails.Staff },
        { "/dashboard/activity", DemoEmails.Staff },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_word_of_42_letters_widens_no_page(string address, string? email)
    {
        await shop.FilledAsync;
        var page = await NewPageAsync(options: new() { BaseURL = shop.Address.ToString(), ViewportSize = new() { Width = 1280, Height = 800 } });
        if (email is not null)
        {
            await page.GotoAsync("/Identity/Account/Login");
            await page.SignInAsync(email);
            await Assertions.Expect(page).ToHaveURLAsync(new Uri(shop.Address, "/account").ToString());
        }

        await page.GotoAsync(await NumberedAsync(address));
        await Assertions.Expect(page.Locator("#main").GetByText(LongWordShop.Word[..8]).First).ToBeAttachedAsync(new() { Timeout = 30_000 });

        (await page.FindOverhangAsync()).ShouldBeEmpty("at 1280 px");
        await page.SetViewportSizeAsync(320, 640);
        (await page.FindOverhangAsync()).ShouldBeEmpty("at 320 px");
    }

    private Task<string> NumberedAsync(string address) => shop.DatabaseAsync(db => Task.FromResult(address
        .Replace("PRODUCT", db.Products.Where(p => p.Slug == Slug).Select(p => $"{p.Id}").Single(), StringComparison.Ordinal)
        .Replace("CATEGORY", db.Categories.Where(c => c.Slug == Slug).Select(c => $"{c.Id}").Single(), StringComparison.Ordinal)));
}
