using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Catalog;

public sealed class ProductListPageTests : ComponentTest
{
    [Fact]
    public void While_the_products_are_read_bars_stand_where_the_rows_will_be()
    {
        Products.Hold = new();

        var panel = Render<ProductListPage>();
        panel.FindAll(".wait").ShouldNotBeEmpty();

        Products.Hold.SetResult();
        panel.WaitForAssertion(() => panel.FindAll("tbody tr").Count.ShouldBe(3));
        panel.FindAll(".wait").ShouldBeEmpty();
    }

    [Fact]
    public void A_row_is_a_link_and_says_what_it_costs_and_where_it_stands()
    {
        var panel = Render<ProductListPage>();

        panel.Find("tbody tr a").GetAttribute("href").ShouldBe("dashboard/products/1");
        panel.Find("tbody tr").Children.Select(cell => cell.TextContent.Trim())
            .ShouldBe(["Enamel kettle, 1.6 l", "KI-0412", "Cooking", "€49.00", "8", "Published", "09:03"]);
        panel.FindAll(".tag").Select(tag => tag.TextContent).ShouldBe(["Withdrawn", "Draft"]);
        panel.FindAll(".tabs a").Select(tab => tab.TextContent.Trim()).ShouldBe(["All 3", "Published 1", "Drafts 1", "Withdrawn 1"]);
    }

    [Fact]
    public void What_to_show_stands_in_the_address()
    {
        GoTo("dashboard/products?q=kettle&category=kitchen&status=draft&sort=-price&page=2");

        var panel = Render<ProductListPage>();

        Products.Queries.ShouldBe([new() { Words = "kettle", Category = "kitchen", Status = ProductStatus.Draft, Sort = ProductSort.Price, IsDescending = true, Page = 2 }]);
        panel.Find(".tabs [aria-current]").TextContent.ShouldContain("Drafts");
        panel.Find("#product-find").GetAttribute("value").ShouldBe("kettle");
        panel.Find("option[selected]").TextContent.Trim().ShouldBe("Kitchen");
    }

    [Fact]
    public void Another_search_begins_on_the_first_page()
    {
        GoTo("dashboard/products?status=draft&page=2");
        var panel = Render<ProductListPage>();

        panel.Find("#product-find").Change("stool");

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/dashboard/products?q=stool&status=draft");
    }

    [Fact]
    public async Task A_save_anywhere_shows_and_many_are_read_once()
    {
        var panel = Render<ProductListPage>();

        Products.Save(SampleShop.KettleProduct.With(p => p.Name = "Red kettle"));
        LetChangesIn();
        panel.WaitForAssertion(() => panel.Find("tbody tr").TextContent.ShouldContain("Red kettle"));
        panel.Find("tbody time").ClassList.ShouldContain("flash");

        for (var price = 5_000; price < 5_010; price++)
        {
            Products.Save(Products.Find(1).With(p => p.Price = new(price)));
            LetChangesIn();
        }

        // The pause between reads ends on another thread.
        await Eventually.IsTrueAsync(
            () =>
            {
                LetChangesIn();
                return panel.Find("tbody tr").TextContent.Contains("€50.09", StringComparison.Ordinal);
            },
            "the last price shows");
        Products.Queries.Count.ShouldBeLessThan(6);
    }

    [Fact]
    public void A_sale_changes_the_number_without_a_new_read()
    {
        var panel = Render<ProductListPage>();

        Feed.PublishStock(SampleShop.Kettle, stock: 0, delta: -8);
        LetChangesIn();

        panel.Find("tbody tr .out").TextContent.ShouldBe("0");
        Products.Queries.Count.ShouldBe(1);
    }

    [Fact]
    public void An_empty_list_says_why_and_has_one_way_on()
    {
        GoTo("dashboard/products?status=draft");
        Products.All = [];
        Render<ProductListPage>().Find(".empty a").GetAttribute("href").ShouldBe("dashboard/products");

        GoTo("dashboard/products");
        Render<ProductListPage>().Find(".empty a").GetAttribute("href").ShouldBe("dashboard/products/new");
    }

    [Fact]
    public void A_failed_load_says_so_and_can_be_tried_again()
    {
        Products.Failure = new InvalidOperationException("The disk is gone.");
        var panel = Render<ProductListPage>();
        panel.Find("[role=alert]").TextContent.ShouldContain("could not be read");
        panel.Markup.ShouldNotContain("disk");

        Products.Failure = null;
        panel.Find("[role=alert] button").Click();

        panel.FindAll("[role=alert]").ShouldBeEmpty();
        panel.FindAll("tbody tr").Count.ShouldBe(3);
    }
}
