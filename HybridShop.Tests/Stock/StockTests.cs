using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Stock;

public sealed class StockOnSqlite(SqliteDatabases databases) : StockTests(databases);

public sealed class StockOnPostgres(PostgresDatabases databases) : StockTests(databases);

public abstract class StockTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task A_delta_moves_the_stock_and_leaves_a_line_in_the_ledger()
    {
        var outcome = await AdjustAsync(new() { ProductId = Products.Lamp, Delta = -4, Reason = StockReason.Damaged, Note = "Fell off the cart" });

        outcome.Value.ShouldNotBeNull().Stock.ShouldBe(6);
        var line = (await Shop.Stock.ListMovementsAsync(Products.Lamp, 1, 10, Users.Mara)).Value!.Items[0];
        line.ShouldBe(new(outcome.Value.MovementId!.Value, Products.Lamp, -4, 6, StockReason.Damaged, "Fell off the cart", "Mara", FakeClock.Start.UtcDateTime));
    }

    [Fact]
    public async Task Set_to_counts_from_what_was_seen_so_that_a_sale_in_between_stays_sold()
    {
        await AdjustAsync(new() { ProductId = Products.Lamp, Delta = -3, Reason = StockReason.Sold });

        var outcome = await AdjustAsync(new() { ProductId = Products.Lamp, Seen = 10, SetTo = 12, Reason = StockReason.Counted });

        outcome.Value.ShouldNotBeNull().Stock.ShouldBe(9);
        outcome.Value.Delta.ShouldBe(2);
    }

    [Fact]
    public async Task Set_to_what_was_seen_changes_nothing_and_leaves_no_line()
    {
        var lines = await CountLinesAsync(Products.Lamp);

        var outcome = await AdjustAsync(new() { ProductId = Products.Lamp, Seen = 10, SetTo = 10 });

        outcome.Value.ShouldBe(new(Products.Lamp, 10, 0, null));
        (await CountLinesAsync(Products.Lamp)).ShouldBe(lines);
    }

    [Fact]
    public async Task Stock_never_falls_below_zero()
    {
        var lines = await CountLinesAsync(Products.Lamp);

        var outcome = await AdjustAsync(new() { ProductId = Products.Lamp, Delta = -11, Reason = StockReason.Sold });

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        outcome.Errors.ShouldHaveSingleItem().ShouldBe(new("Stock", "Only 10 on hand.", "10"));
        (await StockOfAsync(Products.Lamp)).ShouldBe(10);
        (await CountLinesAsync(Products.Lamp)).ShouldBe(lines);
    }

    [Fact]
    public async Task A_shelf_holds_no_more_than_a_billion()
    {
        var outcome = await AdjustAsync(new() { ProductId = Products.Lamp, Delta = ProductLimits.MaxStock });

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        (await StockOfAsync(Products.Lamp)).ShouldBe(10);
    }

    [Theory]
    [InlineData(20, 1, 7)]
    [InlineData(12, 3, 10)]
    public async Task When_many_buy_the_last_pieces_at_once_each_piece_is_sold_once(int buyers, int each, int pieces)
    {
        await AdjustAsync(new() { ProductId = Products.Lamp, Seen = 10, SetTo = pieces, Reason = StockReason.Counted });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, buyers).Select(_ =>
            Task.Run(() => AdjustAsync(new() { ProductId = Products.Lamp, Delta = -each, Reason = StockReason.Sold }))));

        outcomes.Count(o => o.IsDone).ShouldBe(pieces / each);
        outcomes.Where(o => !o.IsDone).ShouldAllBe(o => o.Kind == OutcomeKind.Conflict);
        (await StockOfAsync(Products.Lamp)).ShouldBe(pieces % each);
        await LedgerShouldAddUpAsync();
    }

    [Fact]
    public async Task The_movements_of_every_product_sum_to_its_stock_after_any_series_of_acts()
    {
        var random = new Random(20260302);
        int[] products = [Products.Lamp, Products.Kettle, Products.Mug, Products.Apron];
        for (var i = 0; i < 60; i++)
        {
            var id = products[random.Next(products.Length)];
            await AdjustAsync(random.Next(2) == 0
                ? new() { ProductId = id, Delta = random.Next(-6, 7) }
                : new() { ProductId = id, Seen = random.Next(10), SetTo = random.Next(10) });
        }

        await LedgerShouldAddUpAsync();
    }

    [Fact]
    public async Task A_seller_stocks_own_products_only()
    {
        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Mug, Delta = 5 }, Users.Sam)).Value.ShouldNotBeNull().Stock.ShouldBe(7);

        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Mug, Delta = 5 }, Users.Sue)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 5 }, Users.Sam)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await StockOfAsync(Products.Mug)).ShouldBe(7);
        (await StockOfAsync(Products.Lamp)).ShouldBe(10);
    }

    [Fact]
    public async Task A_customer_stocks_nothing_and_reads_no_ledger()
    {
        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = 5 }, Users.Ada)).Kind.ShouldBe(OutcomeKind.Forbidden);
        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Seen = 10, SetTo = 10 }, Users.Ada)).Kind.ShouldBe(OutcomeKind.Forbidden);

        (await Shop.Stock.ListMovementsAsync(Products.Lamp, 1, 10, Users.Ada)).Kind.ShouldBe(OutcomeKind.Forbidden);
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Shop.Stock.ListLevelsAsync(new(), Users.Sam));
    }

    [Fact]
    public async Task A_product_that_is_not_there_is_not_found()
    {
        (await AdjustAsync(new() { ProductId = 999, Delta = 1 })).Kind.ShouldBe(OutcomeKind.NotFound);
        (await AdjustAsync(new() { ProductId = 999, Seen = 1, SetTo = 1 })).Kind.ShouldBe(OutcomeKind.NotFound);
    }

    public static TheoryData<string, int?, int?, int?, StockReason, int> BrokenRules => new()
    {
        { "Delta", 0, null, null, StockReason.Correction, 0 },
        { "Delta", null, null, null, StockReason.Correction, 0 },
        { "Delta", 1, 2, 1, StockReason.Correction, 0 },
        { "Delta", int.MinValue, null, null, StockReason.Correction, 0 },
        { "Seen", null, 2, null, StockReason.Correction, 0 },
        { "SetTo", null, -1, 3, StockReason.Correction, 0 },
        { "Note", 1, null, null, StockReason.Correction, 201 },
        { "Reason", 1, null, null, StockReason.Initial, 0 },
        { "Reason", 1, null, null, StockReason.Import, 0 },
        { "Reason", 1, null, null, StockReason.Undo, 0 },
        { "Reason", 1, null, null, (StockReason)42, 0 },
    };

    [Theory]
    [MemberData(nameof(BrokenRules))]
    public async Task An_act_that_breaks_a_rule_names_the_field(string field, int? delta, int? setTo, int? seen, StockReason reason, int noteLength)
    {
        var outcome = await AdjustAsync(new()
        {
            ProductId = Products.Lamp, Delta = delta, SetTo = setTo, Seen = seen, Reason = reason, Note = new('x', noteLength),
        });

        outcome.Kind.ShouldBe(OutcomeKind.Invalid);
        outcome.Errors.ShouldHaveSingleItem().Field.ShouldBe(field);
        (await StockOfAsync(Products.Lamp)).ShouldBe(10);
    }

    private Task<Outcome<StockChanged>> AdjustAsync(StockAdjustment adjustment) => Shop.Stock.AdjustAsync(adjustment, Users.Mara);

    private Task<int> StockOfAsync(int id) => Shop.ReadAsync(db => db.Products.Where(p => p.Id == id).Select(p => p.Stock).SingleAsync());

    private Task<int> CountLinesAsync(int id) => Shop.ReadAsync(db => db.StockMovements.CountAsync(m => m.ProductId == id));

    /// <summary>For every product: the deltas sum to the stock, and each balance is the one before plus the delta.</summary>
    private async Task LedgerShouldAddUpAsync()
    {
        var stock = await Shop.ReadAsync(db => db.Products.ToDictionaryAsync(p => p.Id, p => p.Stock));
        var movements = await Shop.ReadAsync(db => db.StockMovements.OrderBy(m => m.Id).ToListAsync());
        foreach (var (product, onHand) in stock)
        {
            var balance = 0;
            foreach (var movement in movements.Where(m => m.ProductId == product))
            {
                balance += movement.Delta;
                movement.BalanceAfter.ShouldBe(balance);
            }

            balance.ShouldBe(onHand);
        }
    }
}
