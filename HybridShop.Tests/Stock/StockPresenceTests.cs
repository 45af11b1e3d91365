using HybridShop.Tests.Support.Components;
using HybridShop.Web.Dashboard;
using HybridShop.Web.Stock;

namespace HybridShop.Tests.Stock;

public sealed class StockPresenceTests : ComponentTest
{
    [Fact]
    public void Who_opens_a_cell_is_seen_by_the_others_at_once_and_not_by_oneself()
    {
        var room = new StockPresence();
        var told = 0;
        using var ada = room.Join("Ada", () => throw new InvalidOperationException("Nobody else did anything."));
        using var mara = room.Join("Mara", () => told++);

        ada.Open(7);
        ada.Open(7);

        told.ShouldBe(1);
        mara.Others[7].ShouldBe(new(7, "Ada"));
        ada.Others.ShouldBeEmpty();
    }

    [Fact]
    public void A_cell_is_free_again_when_it_is_closed_and_when_its_board_goes_away()
    {
        var room = new StockPresence();
        using var mara = room.Join("Mara", () => { });
        var ada = room.Join("Ada", () => { });

        ada.Open(7);
        ada.Open(null);
        mara.Others.ShouldBeEmpty();

        ada.Open(8);
        ada.Dispose();
        mara.Others.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_loses_the_connection_frees_the_cell_and_has_it_again_when_the_browser_is_back()
    {
        var room = new StockPresence();
        using var mara = room.Join("Mara", () => { });
        var circuit = new CircuitPresence(room);
        using var ada = circuit.Join("Ada", () => { });
        ada.Open(7);

        await circuit.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        mara.Others.ShouldBeEmpty();
        ada.Open(8);
        mara.Others.ShouldBeEmpty("what is opened while nobody hears of it");

        await circuit.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        mara.Others.Keys.ShouldBe([8]);
    }

    [Fact]
    public void Sessions_are_bounded()
    {
        var room = new StockPresence();
        var told = 0;
        for (var i = 0; i <= StockPresence.MaxSessions; i++)
        {
            room.Join($"Guest {i}", () => told++);
        }

        room.Join("Ada", () => { }).Open(1);

        told.ShouldBe(StockPresence.MaxSessions);
    }

    [Fact]
    public void Somebody_elses_cell_is_outlined_with_initials_and_the_name()
    {
        var board = Render<StockPage>();

        Presence.OpenElsewhere(SampleShop.Kettle, "Ada Okafor");
        LetChangesIn();

        board.WaitForAssertion(() => Cell(board).ClassList.ShouldContain("held"));
        Cell(board).QuerySelector(".who")!.TextContent.ShouldBe("AO");
        Cell(board).GetAttribute("title").ShouldBe("Ada Okafor writes here");
        Cell(board).TextContent.ShouldContain("Ada Okafor writes here");

        Presence.CloseElsewhere(SampleShop.Kettle);
        LetChangesIn();
        board.WaitForAssertion(() => Cell(board).ClassList.ShouldNotContain("held"));
    }

    [Fact]
    public async Task The_own_cell_is_told_while_it_is_open_and_nothing_is_drawn_into_it()
    {
        var board = Render<StockPage>();
        board.Find("[data-cell='1']").Click();
        Presence.OpenHere.ShouldBe(1);
        board.Find("[data-edit]").Input("+3");

        Presence.OpenElsewhere(SampleShop.Kettle, "Ada");
        LetChangesIn();

        board.WaitForAssertion(() => board.Find("[data-edit]").GetAttribute("value").ShouldBe("+3"));
        Cell(board).ClassList.ShouldNotContain("held");

        board.Find("[data-leave]").Click();
        Presence.OpenHere.ShouldBeNull();

        await DisposeComponentsAsync();
        Presence.SessionCount.ShouldBe(0);
    }

    [Fact]
    public void What_somebody_changed_is_readable_as_old_and_new_with_the_name()
    {
        var board = Render<StockPage>();

        Feed.PublishStock(SampleShop.Kettle, stock: 5, delta: -3, actor: "Ada");
        LetChangesIn();

        Cell(board).QuerySelector(".told")!.TextContent.ShouldBe("was 8, now 5 · Ada");

        Feed.PublishStock(SampleShop.Kettle, stock: 6, delta: 1, actor: SampleShop.Mara.Name);
        LetChangesIn();

        Cell(board).QuerySelector(".told").ShouldBeNull("one knows what one did oneself");
    }

    private static AngleSharp.Dom.IElement Cell(IRenderedComponent<StockPage> board) => board.Find("tr[data-product-id='1'] .qty");
}
