using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Data;

/// <summary>A query that takes some rows without saying which of them would be chance: outside Production it does not run.</summary>
[Trait("Category", "Database")]
public sealed class OrderedQueryTests(SqliteDatabases databases)
{
    [Fact]
    public async Task A_part_of_a_list_without_an_order_is_refused()
    {
        await using var database = await databases.CreateAsync();
        await using var shop = await TestShop.OpenAsync(database);

        (await Should.ThrowAsync<InvalidOperationException>(() => shop.ReadAsync(db => db.Products.Take(2).ToListAsync()))).Message.ShouldContain("RowLimitingOperationWithoutOrderByWarning");
        (await Should.ThrowAsync<InvalidOperationException>(() => shop.ReadAsync(db => db.Products.FirstOrDefaultAsync()))).Message.ShouldContain("FirstWithoutOrderByAndFilterWarning");
    }
}
