using HybridShop.Components.Stock;
using HybridShop.Web.Stock;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HybridShop.Web.Dashboard;

/// <summary>
/// The stock board's presence as one circuit has it: who has lost the connection writes nowhere, though the circuit waits for its browser, and
/// has the cell again when the browser is back.
/// </summary>
internal sealed class CircuitPresence(StockPresence room) : CircuitHandler, IStockPresence
{
    private readonly Lock gate = new();
    private readonly List<Seat> seats = [];
    private bool isAway;

    public IStockSeat Sit(string name, Action onChange)
    {
        var seat = new Seat(this, room.Sit(name, onChange));
        lock (gate)
        {
            seats.Add(seat);
        }

        return seat;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => TellAsync(isNowAway: true);

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => TellAsync(isNowAway: false);

    private Task TellAsync(bool isNowAway)
    {
        lock (gate)
        {
            isAway = isNowAway;
            seats.ForEach(seat => seat.Tell());
        }

        return Task.CompletedTask;
    }

    private sealed class Seat(CircuitPresence circuit, IStockSeat seat) : IStockSeat
    {
        private int? opened;

        public IReadOnlyDictionary<int, OpenStockCell> Others => seat.Others;

        public void Open(int? productId)
        {
            lock (circuit.gate)
            {
                opened = productId;
                Tell();
            }
        }

        /// <summary>Within the circuit's lock.</summary>
        public void Tell() => seat.Open(circuit.isAway ? null : opened);

        public void Dispose()
        {
            lock (circuit.gate)
            {
                circuit.seats.Remove(this);
            }

            seat.Dispose();
        }
    }
}
