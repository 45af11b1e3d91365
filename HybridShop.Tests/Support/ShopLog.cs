using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Support;

/// <param name="Level">How bad it is.</param>
/// <param name="Category">Who says it.</param>
/// <param name="EventId">Which of its events.</param>
/// <param name="Text">The whole sentence.</param>
/// <param name="Exception">What broke, or null.</param>
internal sealed record LogLine(LogLevel Level, string Category, int EventId, string Text, Exception? Exception);

/// <summary>What a shop has logged.</summary>
internal sealed class ShopLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = [];

    public IReadOnlyCollection<LogLine> Lines => lines;

    /// <summary>Warnings and worse. The server in process says at every request of the API that it knows no limit of a body: that is left out.</summary>
    public IReadOnlyList<LogLine> Troubles => [.. lines.Where(line =>
        line.Level >= LogLevel.Warning && !line.Text.StartsWith("A request body size limit could not be applied", StringComparison.Ordinal))];

    /// <summary>What was expected has been looked at.</summary>
    public void Clear() => lines.Clear();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new(logLevel, category, eventId.Id, formatter(state, exception), exception));
    }
}
