using HybridShop.Components.Catalog;
using HybridShop.Components.Changes;
using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>
/// Renders pictures from before the shop rendered any, one after the other, once the shop serves; until then their one file is shown everywhere.
/// </summary>
internal sealed partial class PictureRenewal(
    IDbContextFactory<ShopDbContext> contexts, MediaStore media, IPictureRenderer renderer, PictureKeeper keeper, ILogger<PictureRenewal> logger)
    : BackgroundService
{
    /// <summary>Renders all that stand alone; those that cannot be rendered stay as they are.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (id, file) in await ListAsync(ct))
        {
            var (rendered, flaw) = media.Has(file)
                ? renderer.Render(await media.ReadAsync(file, ct), ct)
                : (null, PictureText.PictureNotFound);
            if (rendered is null)
            {
                LogNotRendered(file, flaw);
            }
            else if (await ReplaceAsync(id, file, rendered, ct))
            {
                await keeper.RemoveAsync(file, ShopActor.Shop);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await RunAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The shop goes on with the files that it has; the next start tries again.
            LogFailed(e);
        }
    }

    private async Task<List<(int Id, string File)>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var alone = await db.ProductImages
            .Where(image => image.File != null && !EF.Functions.Like(image.File, "%.svg") && !EF.Functions.Like(image.File, "%-%"))
            .OrderBy(image => image.Id).Select(image => new { image.Id, image.File }).ToListAsync(ct);
        return alone.ConvertAll(image => (image.Id, image.File!));
    }

    /// <summary>False when it is another picture meanwhile.</summary>
    private async Task<bool> ReplaceAsync(int id, string file, RenderedPicture rendered, CancellationToken ct) =>
        (await keeper.RunAsync<int>(rendered, ShopActor.Shop, async (write, renewed) =>
        {
            var image = await write.Db.ProductImages.Include(image => image.Product)
                .FirstOrDefaultAsync(image => image.Id == id && image.File == file, ct);
            if (image is null)
            {
                return Outcome.NotFound(PictureText.PictureNotFound);
            }

            (image.File, image.Width, image.Height) = (renewed, rendered.Width, rendered.Height);
            var isListed = image.Product!.Status == ProductStatus.Published;
            write.AddChange(ChangeKind.Product, image.ProductId, image.ProductId, isListed);
            return Outcome.Done(id);
        }, ct)).IsDone;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The picture {File} could not be rendered and stays as it is: {Reason}")]
    private partial void LogNotRendered(string file, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pictures from before could not be rendered.")]
    private partial void LogFailed(Exception exception);
}
