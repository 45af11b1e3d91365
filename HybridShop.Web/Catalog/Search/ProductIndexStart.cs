namespace HybridShop.Web.Catalog.Search;

/// <summary>Fills the product index when the shop starts to serve, so that nobody's first list waits for it.</summary>
internal sealed partial class ProductIndexStart(ProductIndex index, ILogger<ProductIndexStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await index.GetAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Whoever asks first reads it then, and hears of it if that fails too.
            LogNotFilled(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The product index could not be filled at the start.")]
    private partial void LogNotFilled(Exception exception);
}
