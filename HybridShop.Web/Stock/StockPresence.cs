using System.Collections.Immutable;
using HybridShop.Components.Stock;

namespace HybridShop.Web.Stock;

/// <summary>Presence within this process, in memory: a board's session goes with its circuit, so nothing is left behind.</summary>
internal sealed class StockPresence
{
    /// <summary>Boards that are told and seen; later ones see nobody until one of these is closed.</summary>
    public const int MaxSessions = 500;

    private ImmutableArray<Session> sessions = [];

    /// <summary>See <see cref="IStockPresence"/>.</summary>
    public IPresenceSession Join(string name, Action onChange)
    {
        var session = new Session(this, name, onChange);
        ImmutableInterlocked.Update(ref sessions, list => list.Length < MaxSessions ? list.Add(session) : list);
        return session;
    }

    private void Notify(Session from)
    {
        foreach (var session in sessions)
        {
            if (session != from)
            {
                session.OnChange();
            }
        }
    }

    private void Leave(Session session)
    {
        session.Open(null);
        ImmutableInterlocked.Update(ref sessions, list => list.Remove(session));
    }

    private sealed class Session(StockPresence room, string name, Action onChange) : IPresenceSession
    {
        private OpenStockCell? cell;

        public Action OnChange => onChange;

        public IReadOnlyDictionary<int, OpenStockCell> Others =>
            room.sessions.Where(session => session != this).Select(session => Volatile.Read(ref session.cell))
            .OfType<OpenStockCell>().DistinctBy(open => open.ProductId).ToDictionary(open => open.ProductId);

        public void Open(int? productId)
        {
            if (Volatile.Read(ref cell)?.ProductId != productId)
            {
                Volatile.Write(ref cell, productId is { } id ? new(id, name) : null);
                room.Notify(this);
            }
        }

        public void Dispose() => room.Leave(this);
    }
}
