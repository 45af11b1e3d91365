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
    private readonly List<Session> sessions = [];
    private bool isAway;

    public IPresenceSession Join(string name, Action onChange)
    {
        var session = new Session(this, room.Join(name, onChange));
        lock (gate)
        {
            sessions.Add(session);
        }

        return session;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => NotifyAsync(isNowAway: true);

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => NotifyAsync(isNowAway: false);

    private Task NotifyAsync(bool isNowAway)
    {
        lock (gate)
        {
            isAway = isNowAway;
            sessions.ForEach(session => session.Notify());
        }

        return Task.CompletedTask;
    }

    private sealed class Session(CircuitPresence circuit, IPresenceSession session) : IPresenceSession
    {
        private int? opened;

        public IReadOnlyDictionary<int, OpenStockCell> Others => session.Others;

        public void Open(int? productId)
        {
            lock (circuit.gate)
            {
                opened = productId;
                Notify();
            }
        }

        /// <summary>Within the circuit's lock.</summary>
        public void Notify() => session.Open(circuit.isAway ? null : opened);

        public void Dispose()
        {
            lock (circuit.gate)
            {
                circuit.sessions.Remove(this);
            }

            session.Dispose();
        }
    }
}
