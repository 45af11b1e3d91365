namespace HybridShop.Components.Shared;

/// <summary>Writes what broke into the log, once, and says the number under which it stands there.</summary>
public interface IFaultLog
{
    /// <summary>Writes a fault that no answer to a request tells of, because the connection is open already.</summary>
    /// <param name="exception">What broke.</param>
    /// <param name="where">Address of the panel or connection, without its query.</param>
    /// <param name="actor">Who was there, or null for a visitor.</param>
    Fault Write(Exception exception, string where, ShopActor? actor);
}

/// <summary>What a person is told of a fault.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="IsPassing">The database is busy or away for the moment; nothing of ours is broken.</param>
public sealed record Fault(string Number, bool IsPassing);
