using System.Collections.Immutable;
using HybridShop.Components.Stock;

namespace HybridShop.Web.Stock;

/// <summary>Presence within this process, in memory: a board's seat goes with its circuit, so nothing is left behind.</summary>
internal sealed class StockPresence
{
    /// <summary>Boards that are told and seen; later ones see nobody until one of these is closed.</summary>
    public const int MaxSeats = 500;

    private ImmutableArray<Seat> seats = [];

    /// <summary>See <see cref="IStockPresence"/>.</summary>
    public IStockSeat Sit(string name, Action onChange)
    {
        var seat = new Seat(this, name, onChange);
        ImmutableInterlocked.Update(ref seats, list => list.Length < MaxSeats ? list.Add(seat) : list);
        return seat;
    }

    private void Tell(Seat from)
    {
        foreach (var seat in seats)
        {
            if (seat != from)
            {
                seat.OnChange();
            }
        }
    }

    private void Leave(Seat seat)
    {
        seat.Open(null);
        ImmutableInterlocked.Update(ref seats, list => list.Remove(seat));
    }

    private sealed class Seat(StockPresence room, string name, Action onChange) : IStockSeat
    {
        private OpenStockCell? cell;

        public Action OnChange => onChange;

        public IReadOnlyDictionary<int, OpenStockCell> Others => room.seats.Where(seat => seat != this).Select(seat => Volatile.Read(ref seat.cell))
            .OfType<OpenStockCell>().DistinctBy(open => open.ProductId).ToDictionary(open => open.ProductId);

        public void Open(int? productId)
        {
            if (Volatile.Read(ref cell)?.ProductId != productId)
            {
                Volatile.Write(ref cell, productId is { } id ? new(id, name) : null);
                room.Tell(this);
            }
        }

        public void Dispose() => room.Leave(this);
    }
}
