using HybridShop.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Tests.Stock;

public sealed class StockUndoOnSqlite(SqliteDatabases databases) : StockUndoTests(databases);

public sealed class StockUndoOnPostgres(PostgresDatabases databases) : StockUndoTests(databases);

public abstract class StockUndoTests(TestDatabases databases) : DatabaseTest(databases)
{
    [Fact]
    public async Task An_act_is_taken_back_by_the_opposite_line_that_names_it()
    {
        var movement = await MoveLampAsync(-4, StockReason.Damaged);

        var outcome = await Shop.Stock.UndoAsync(movement, Users.Mara);

        outcome.Value.ShouldNotBeNull().Stock.ShouldBe(10);
        var lines = await LinesAsync();
        lines[0].ShouldSatisfyAllConditions(
            line => line.Delta.ShouldBe(4), line => line.Reason.ShouldBe(StockReason.Undo), line => line.TakesBack.ShouldBe(StockReason.Damaged),
            line => line.MayBeTakenBack.ShouldBeFalse());
        lines[1].ShouldSatisfyAllConditions(line => line.IsTakenBack.ShouldBeTrue(), line => line.MayBeTakenBack.ShouldBeFalse());
    }

    [Fact]
    public async Task However_many_undo_at_once_an_act_is_taken_back_once()
    {
        var movement = await MoveLampAsync(3, StockReason.Received);
        (await LinesAsync())[0].MayBeTakenBack.ShouldBeTrue();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Shop.Stock.UndoAsync(movement, Users.Mara))));

        outcomes.Count(o => o.IsDone).ShouldBe(1);
        outcomes.Where(o => !o.IsDone).ShouldAllBe(o => o.Kind == OutcomeKind.Conflict && o.Message == StockText.TakenBackBefore);
        (await LinesAsync())[0].BalanceAfter.ShouldBe(10);
    }

    [Fact]
    public async Task What_was_sold_meanwhile_cannot_be_taken_back()
    {
        var movement = await MoveLampAsync(5, StockReason.Received);
        await MoveLampAsync(-12, StockReason.Sold);

        var outcome = await Shop.Stock.UndoAsync(movement, Users.Mara);

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        outcome.Message.ShouldBe("Only 3 on hand.");
        (await LinesAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task First_counts_and_undos_are_not_taken_back()
    {
        var first = (await LinesAsync()).Single();
        var undo = (await Shop.Stock.UndoAsync(await MoveLampAsync(1, StockReason.Received), Users.Mara)).Value!.MovementId!.Value;

        (await Shop.Stock.UndoAsync(first.Id, Users.Mara)).Kind.ShouldBe(OutcomeKind.Invalid);
        (await Shop.Stock.UndoAsync(undo, Users.Mara)).Kind.ShouldBe(OutcomeKind.Invalid);
        (await Shop.Stock.UndoAsync(999_999, Users.Mara)).Kind.ShouldBe(OutcomeKind.NotFound);
    }

    [Fact]
    public async Task A_seller_takes_back_on_own_products_only()
    {
        var movement = await MoveLampAsync(1, StockReason.Received);

        (await Shop.Stock.UndoAsync(movement, Users.Sam)).Kind.ShouldBe(OutcomeKind.Forbidden);
    }

    [Fact]
    public async Task Of_several_acts_each_row_stands_alone_and_all_share_a_batch()
    {
        var outcome = await Shop.Stock.AdjustManyAsync(
            [
                new() { ProductId = Products.Lamp, Delta = -2, Reason = StockReason.Damaged },
                new() { ProductId = Products.Kettle, Delta = -2, Reason = StockReason.Damaged },
                new() { ProductId = Products.Mug, Delta = 0 },
                new() { ProductId = Products.Mug, Seen = 2, SetTo = 9, Reason = StockReason.Counted },
            ],
            Users.Mara);

        var batch = outcome.Value.ShouldNotBeNull();
        batch.Rows.Select(row => row.Kind).ShouldBe([OutcomeKind.Done, OutcomeKind.Conflict, OutcomeKind.Invalid, OutcomeKind.Done]);
        var lines = await Shop.ReadAsync(db => db.StockMovements.Where(m => m.Batch == batch.Batch).OrderBy(m => m.Id).ToListAsync());
        lines.Select(line => (line.ProductId, line.BalanceAfter)).ShouldBe([(Products.Lamp, 8), (Products.Mug, 9)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task No_act_and_too_many_acts_at_once_are_refused_as_a_whole(int count)
    {
        var outcome = await Shop.Stock.AdjustManyAsync(
            [.. Enumerable.Repeat(new StockAdjustment { ProductId = Products.Lamp, Delta = 1 }, count)], Users.Mara);

        outcome.Kind.ShouldBe(OutcomeKind.Invalid);
        (await LinesAsync()).Count.ShouldBe(1);
    }

    private async Task<long> MoveLampAsync(int delta, StockReason reason) =>
        (await Shop.Stock.AdjustAsync(new() { ProductId = Products.Lamp, Delta = delta, Reason = reason }, Users.Mara)).Value!.MovementId!.Value;

    private async Task<IReadOnlyList<StockMovementItem>> LinesAsync() => (await Shop.Stock.ListMovementsAsync(Products.Lamp, 1, 50, Users.Mara)).Value!.Items;
}
