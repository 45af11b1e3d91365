using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Catalog;

public sealed class CategoriesOnSqlite(SqliteDatabases databases) : CategoryTests(databases);

public sealed class CategoriesOnPostgres(PostgresDatabases databases) : CategoryTests(databases);

public abstract class CategoryTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task Siblings_have_different_names_and_so_have_departments()
    {
        (await CreateAsync("Lamps", Categories.Light)).Errors.ShouldHaveSingleItem().ShouldBe(new("Name", "There is a “Lamps” here already."));
        (await CreateAsync(" Light ", null)).Errors.ShouldHaveSingleItem().ShouldBe(new("Name", "There is a “Light” here already."));
        (await EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = "Light"))).Kind.ShouldBe(OutcomeKind.Invalid);
    }

    [Theory]
    [InlineData("KÜCHENLAMPEN", "Ku\u0308chenlampen")]
    [InlineData("ЛАМПЫ", "Лампы")]
    [InlineData("Ｌａｍｐｓ", "LAMPS ")]
    [InlineData("Floor lamps", "FLOOR \u200b lamps")]
    public async Task Names_that_differ_in_case_or_form_only_are_one(string first, string second)
    {
        var kitchen = await CreateAsync(first, Categories.Kitchen);
        var department = await CreateAsync(first, null);
        (kitchen.IsDone, department.IsDone).ShouldBe((true, true));

        (await CreateAsync(second, Categories.Kitchen)).Errors.ShouldHaveSingleItem().Field.ShouldBe("Name");
        (await CreateAsync(second, null)).Errors.ShouldHaveSingleItem().Field.ShouldBe("Name");
        (await EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = second))).Errors.ShouldHaveSingleItem()
            .Field.ShouldBe("Name");
        (await EditAsync(kitchen.Value!.Id, Edit.Of<CategoryInput>(p => p.ParentId = Categories.Kitchen, p => p.ParentId = null)))
            .Errors.ShouldHaveSingleItem().Field.ShouldBe("Name");
        (await EditAsync(kitchen.Value!.Id, Edit.Of<CategoryInput>(p => p.Name = kitchen.Value.Name, p => p.Name = second)))
            .IsDone.ShouldBeTrue("one may write its own name otherwise");
    }

    [Fact]
    public async Task Of_two_departments_whose_names_differ_in_case_made_at_once_one_wins()
    {
        string[] names = ["garden", "GARDEN", "Garden", "gARDEN"];

        var outcomes = await Task.WhenAll(names.Select(name => Task.Run(() => CreateAsync(name, null))));

        outcomes.Count(o => o.IsDone).ShouldBe(1);
    }

    [Theory]
    [InlineData("\u200b\u202e")]
    [InlineData("\u0301\u0301")]
    [InlineData("\u3164")]
    public async Task A_name_that_nobody_can_see_is_no_name(string name)
    {
        (await CreateAsync(name, null)).Errors.ShouldHaveSingleItem().ShouldBe(new("Name", CatalogText.NameMissing));
        (await EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = name))).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("Name", CatalogText.NameMissing));
    }

    [Fact]
    public async Task Under_another_parent_the_name_is_free_and_the_address_its_own()
    {
        var lamps = (await CreateAsync("Lamps", Categories.Desk)).Value.ShouldNotBeNull();

        lamps.Slug.ShouldBe("lamps-2");
    }

    [Fact]
    public async Task Of_two_departments_of_one_name_made_at_once_one_wins()
    {
        var outcomes = await AtOnceAsync(4, () => CreateAsync("Garden", null));

        outcomes.Count(o => o.IsDone).ShouldBe(1);
        outcomes.Where(o => !o.IsDone).ShouldAllBe(o => o.Kind == OutcomeKind.Invalid && o.Errors[0].Field == "Name");
    }

    [Fact]
    public async Task The_tree_is_at_most_six_levels_deep()
    {
        var bottom = await DeepAsync(Categories.Desk, levels: 5);

        (await CreateAsync("One too deep", bottom)).Errors.ShouldHaveSingleItem().ShouldBe(new("ParentId", CatalogText.CategoryTooDeep));
        (await EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.ParentId = null, p => p.ParentId = Categories.Light))).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("ParentId", CatalogText.CategoryTooDeep));
    }

    [Fact]
    public async Task A_category_cannot_lie_below_itself()
    {
        (await EditAsync(Categories.Light, Edit.Of<CategoryInput>(p => p.ParentId = null, p => p.ParentId = Categories.Lamps))).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("ParentId", CatalogText.CategoryCycle));
        (await EditAsync(Categories.Light, Edit.Of<CategoryInput>(p => p.ParentId = null, p => p.ParentId = Categories.Light)))
            .Kind.ShouldBe(OutcomeKind.Invalid);
    }

    [Fact]
    public async Task Moves_at_the_same_moment_close_no_circle()
    {
        int[] ring = [Categories.Light, Categories.Kitchen, Categories.Desk];
        for (var round = 0; round < 8; round++)
        {
            var moves = await Task.WhenAll(ring.Select((id, i) =>
                Task.Run(() => EditAsync(id, Edit.Of<CategoryInput>(p => p.ParentId = null, p => p.ParentId = ring[(i + 1) % ring.Length])))));

            moves.Count(m => m.IsDone).ShouldBe(2);
            moves.Single(m => !m.IsDone).Errors[0].Message.ShouldBe(CatalogText.CategoryCycle);
            await Shop.ExecuteAsync($"""UPDATE "Categories" SET "ParentId" = NULL WHERE "Id" IN (1, 3, 5)""");
        }
    }

    [Fact]
    public async Task A_parent_must_exist()
    {
        (await CreateAsync("Garden", 999)).Errors.ShouldHaveSingleItem().ShouldBe(new("ParentId", CatalogText.CategoryMissing));
        (await EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.ParentId = null, p => p.ParentId = 999))).Kind.ShouldBe(OutcomeKind.Invalid);
    }

    [Fact]
    public async Task A_category_with_products_or_shelves_is_not_deleted_and_an_empty_one_is()
    {
        (await DeleteAsync(Categories.Lamps)).Errors.ShouldHaveSingleItem().Message.ShouldBe("“Lamps” still has products or shelves in it.");
        (await DeleteAsync(Categories.Light)).Kind.ShouldBe(OutcomeKind.Conflict);
        (await DeleteAsync(Categories.Desk)).IsDone.ShouldBeTrue();
        (await DeleteAsync(Categories.Desk)).Kind.ShouldBe(OutcomeKind.NotFound);
        (await Shop.Catalog.ListCategoriesAsync()).Select(c => c.Name).ShouldBe(["Kitchen", "Light"]);
    }

    [Fact]
    public async Task A_withdrawn_product_still_holds_its_category()
    {
        var id = (await CreateAsync("Brushes", null)).Value!.Id;
        await Shop.Products.EditAsync(Products.Broom, Edit.Of<ProductInput>(p => p.CategoryId = Categories.Kitchen, p => p.CategoryId = id), Users.Mara);

        (await DeleteAsync(id)).Kind.ShouldBe(OutcomeKind.Conflict);
    }

    [Fact]
    public async Task A_category_deleted_while_a_product_comes_into_it_leaves_no_orphan()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = (await CreateAsync("Passing", null)).Value!.Id;
            var delete = Task.Run(() => DeleteAsync(id));
            var create = Task.Run(() => Shop.Products.CreateAsync(new() { Name = "Passer-by", CategoryId = id }, Users.Mara));
            await Task.WhenAll(delete, create);

            ((await delete).IsDone ^ (await create).IsDone).ShouldBeTrue();
            await Shop.ExecuteAsync($"""UPDATE "Products" SET "CategoryId" = {Categories.Desk} WHERE "CategoryId" = {id}""");
            await DeleteAsync(id);
        }
    }

    [Fact]
    public async Task A_rename_that_somebody_else_was_faster_with_conflicts()
    {
        await EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = "Paper"));

        (await EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = "Office"))).Errors.ShouldHaveSingleItem()
            .ShouldBe(new("Name", "This was changed meanwhile: it says “Paper” now.", "Paper"));
    }

    [Fact]
    public async Task Staff_see_every_category_by_name_with_all_its_products_counted()
    {
        var all = await Shop.Categories.ListForStaffAsync(Users.Mara);

        all.Select(entry => (entry.Id, entry.Name, entry.ParentId, entry.ProductCount)).ShouldBe([
            (Categories.Cooking, "Cooking", Categories.Kitchen, 3), (Categories.Desk, "Desk", null, 0), (Categories.Kitchen, "Kitchen", null, 3),
            (Categories.Lamps, "Lamps", Categories.Light, 1), (Categories.Light, "Light", null, 0)]);
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Categories.ListForStaffAsync(Users.Sam));
    }

    [Fact]
    public async Task What_the_desk_says_cannot_be_done_the_service_refuses_and_the_rest_it_does()
    {
        await DeepAsync(Categories.Desk, levels: 4);
        await CreateAsync("Lamps", null);
        var entries = await Shop.Categories.ListForStaffAsync(Users.Mara);
        var forest = new StaffCategoryTree(entries);
        foreach (var moved in entries)
        {
            foreach (var target in entries.Select(entry => (int?)entry.Id).Append(null).Where(target => target != moved.ParentId))
            {
                var outcome = await EditAsync(moved.Id, Edit.Of<CategoryInput>(p => p.ParentId = moved.ParentId, p => p.ParentId = target));
                outcome.IsDone.ShouldBe(forest.WhyNot(moved.Id, target) is null, $"{moved.Name} to {forest.Find(target)?.Name}: {outcome.Message}");
                if (outcome.IsDone)
                {
                    (await EditAsync(moved.Id, Edit.Of<CategoryInput>(p => p.ParentId = target, p => p.ParentId = moved.ParentId))).IsDone.ShouldBeTrue();
                }
            }
        }
    }

    [Fact]
    public async Task Only_staff_shape_the_tree()
    {
        (await Shop.Categories.CreateAsync(new() { Name = "Garden" }, Users.Sam)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Categories.EditAsync(Categories.Desk, Edit.Of<CategoryInput>(p => p.Name = "Desk", p => p.Name = "X"), Users.Sam))
            .Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Categories.DeleteAsync(Categories.Desk, Users.Ada)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.ReadAsync(db => db.Categories.CountAsync())).ShouldBe(5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("x101")]
    public async Task A_name_has_one_to_a_hundred_characters(string name)
    {
        var outcome = await CreateAsync(name == "x101" ? new('x', 101) : name, null);

        outcome.Kind.ShouldBe(OutcomeKind.Invalid);
        outcome.Errors.ShouldHaveSingleItem().Field.ShouldBe("Name");
    }

    private async Task<int> DeepAsync(int parent, int levels)
    {
        for (var level = 0; level < levels; level++)
        {
            parent = (await CreateAsync($"Level {level}", parent)).Value!.Id;
        }

        return parent;
    }

    private static Task<Outcome<CategoryLink>[]> AtOnceAsync(int count, Func<Task<Outcome<CategoryLink>>> act) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(act)));

    private Task<Outcome<CategoryLink>> CreateAsync(string name, int? parent) =>
        Shop.Categories.CreateAsync(new() { Name = name, ParentId = parent }, Users.Mara);

    private Task<Outcome<CategoryLink>> EditAsync(int id, IEdit<CategoryInput> edit) => Shop.Categories.EditAsync(id, edit, Users.Mara);

    private Task<Outcome<CategoryLink>> DeleteAsync(int id) => Shop.Categories.DeleteAsync(id, Users.Mara);
}
