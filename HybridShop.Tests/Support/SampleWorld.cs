using System.Globalization;
using HybridShop.Web.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace HybridShop.Tests.Support;

/// <summary>The people of the sample world. Their password is <see cref="Password"/>.</summary>
public static class Users
{
    public const string Password = "five-bar-gate-5";

    public static ShopActor Admin { get; } = new(1, "Admin", [ShopRoles.Admin]);

    public static ShopActor Mara { get; } = new(2, "Mara", [ShopRoles.Staff]);

    /// <summary>Sells the <see cref="Products.Mug"/>.</summary>
    public static ShopActor Sam { get; } = new(3, "Sam", [ShopRoles.Seller]);

    /// <summary>Sells nothing yet.</summary>
    public static ShopActor Sue { get; } = new(4, "Sue", [ShopRoles.Seller]);

    /// <summary>A customer who has not reviewed anything.</summary>
    public static ShopActor Ada { get; } = new(5, "Ada", []);

    /// <summary>A customer whose review of the <see cref="Products.Kettle"/> is public.</summary>
    public static ShopActor Bea { get; } = new(6, "Bea", []);

    public static IReadOnlyList<ShopActor> All { get; } = [Admin, Mara, Sam, Sue, Ada, Bea];

    public static string EmailOf(ShopActor user) => user.Name.ToLowerInvariant() + "@hybridshop.example";
}

/// <summary>Ids of the sample world's categories: Light with Lamps below it, Kitchen with Cooking, and an empty Desk.</summary>
public static class Categories
{
    public const int Light = 1;
    public const int Lamps = 2;
    public const int Kitchen = 3;
    public const int Cooking = 4;
    public const int Desk = 5;
}

/// <summary>Ids of the sample world's products.</summary>
public static class Products
{
    /// <summary>10 pieces, few below 4, 49.00, number LAMP-1.</summary>
    public const int Lamp = 1;

    /// <summary>Sold out, 38.50, one public review with four strokes.</summary>
    public const int Kettle = 2;

    /// <summary>Sam's; 2 pieces, few below 6, 9.00.</summary>
    public const int Mug = 3;

    /// <summary>A draft.</summary>
    public const int Stool = 4;

    /// <summary>Withdrawn.</summary>
    public const int Broom = 5;

    /// <summary>Lead of a group of two.</summary>
    public const int Apron = 6;

    /// <summary>The apron's other size; no list shows it.</summary>
    public const int LargeApron = 7;
}

/// <summary>Builds the world that every database test begins with, by the shop's own services.</summary>
internal static class SampleWorld
{
    /// <summary>Id of Bea's review of the kettle.</summary>
    public const int BeasReview = 1;

    public static async Task BuildAsync(TestDatabase database)
    {
        await using var shop = TestShop.Build(database);
        await shop.Get<ShopMigration>().RunAsync(CancellationToken.None);
        shop.Clock.Advance(-TimeSpan.FromHours(1));
        await AddUsersAsync(shop);
        await AddCategoriesAsync(shop);
        await AddProductsAsync(shop);
        await ReviewAsync(shop);
    }

    private static async Task AddUsersAsync(TestShop shop)
    {
        var hasher = QuickPasswords.Hasher();
        await shop.AddAsync([.. ShopRoles.All.Select((role, i) => new ShopRole { Id = i + 1, Name = role, NormalizedName = role.ToUpperInvariant() })]);
        foreach (var actor in Users.All)
        {
            var user = new ShopUser
            {
                UserName = actor.Name,
                NormalizedUserName = actor.Name.ToUpperInvariant(),
                Email = Users.EmailOf(actor),
                NormalizedEmail = Users.EmailOf(actor).ToUpperInvariant(),
                EmailConfirmed = true,
                SecurityStamp = string.Create(CultureInfo.InvariantCulture, $"STAMP{actor.Id}"),
            };
            user.PasswordHash = hasher.HashPassword(user, Users.Password);
            await shop.AddAsync(user);
            user.Id.ShouldBe(actor.Id!.Value);
            await shop.AddAsync([.. actor.Roles.Select(role => new IdentityUserRole<int> { UserId = user.Id, RoleId = ShopRoles.All.ToList().IndexOf(role) + 1 })]);
        }
    }

    private static async Task AddCategoriesAsync(TestShop shop)
    {
        await AddAsync(Categories.Light, "Light", null);
        await AddAsync(Categories.Lamps, "Lamps", Categories.Light);
        await AddAsync(Categories.Kitchen, "Kitchen", null);
        await AddAsync(Categories.Cooking, "Cooking", Categories.Kitchen);
        await AddAsync(Categories.Desk, "Desk", null);

        async Task AddAsync(int id, string name, int? parent)
        {
            var outcome = await shop.Categories.CreateAsync(new() { Name = name, ParentId = parent }, Users.Mara);
            outcome.Value!.Id.ShouldBe(id);
        }
    }

    private static async Task AddProductsAsync(TestShop shop)
    {
        await AddAsync(Products.Lamp, Users.Mara, new()
        {
            Name = "Table lamp", Sku = "LAMP-1", Price = new(4_900), CategoryId = Categories.Lamps, InitialStock = 10, LowStockThreshold = 3,
            Description = "Throws its light where the book is.\n\nHeight\n: 42 cm\n\nTurns on its foot.",
        });
        await AddAsync(Products.Kettle, Users.Mara, new() { Name = "Enamel kettle", Price = new(3_850), CategoryId = Categories.Cooking });
        await AddAsync(Products.Mug, Users.Sam, new() { Name = "Café mug", Price = new(900), CategoryId = Categories.Kitchen, InitialStock = 2 });
        await AddAsync(Products.Stool, Users.Sam, new() { Name = "Milking stool", Price = new(5_500), CategoryId = Categories.Kitchen, Status = ProductStatus.Draft });
        await AddAsync(Products.Broom, Users.Mara, new() { Name = "Old broom", Price = new(1_200), CategoryId = Categories.Kitchen, InitialStock = 1 });
        (await shop.Products.WithdrawAsync(Products.Broom, Users.Mara)).IsDone.ShouldBeTrue();
        await AddAsync(Products.Apron, Users.Mara, new() { Name = "Apron", Price = new(2_400), CategoryId = Categories.Cooking, InitialStock = 8 });
        await AddAsync(Products.LargeApron, Users.Mara, new() { Name = "Apron", Price = new(2_600), CategoryId = Categories.Cooking, InitialStock = 8 });

        // Groups come from imports alone, so there is no service to make one by hand.
        var group = new ProductGroup();
        await shop.AddAsync(group);
        await shop.ExecuteAsync($"""UPDATE "Products" SET "GroupId" = {group.Id}, "Options" = 'Size: M' WHERE "Id" = {Products.Apron}""");
        await shop.ExecuteAsync($"""UPDATE "Products" SET "GroupId" = {group.Id}, "Options" = 'Size: L', "VariantRank" = 1 WHERE "Id" = {Products.LargeApron}""");

        async Task AddAsync(int id, ShopActor seller, ProductInput input)
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
            input.Status ??= ProductStatus.Published;
            var outcome = await shop.Products.CreateAsync(input, seller);
            outcome.Message.ShouldBeEmpty();
            outcome.Value!.Id.ShouldBe(id);
        }
    }

    private static async Task ReviewAsync(TestShop shop)
    {
        var review = await shop.Reviews.PostAsync(Products.Kettle, new() { Rating = 4, Comment = "Sings before it boils." }, Users.Bea);
        review.Value!.Id.ShouldBe(BeasReview);
        (await shop.Reviews.ModerateAsync(BeasReview, new() { Approve = true, SeenVersion = review.Value.Version }, Users.Mara)).IsDone.ShouldBeTrue();
    }
}
