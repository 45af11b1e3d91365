using HybridShop.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>
/// Acts that put a rendered picture into the database. The files are there before its row is, and go again when there will be none.
/// </summary>
internal sealed class PictureKeeper(UnitOfWork unitOfWork, MediaStore media)
{
    /// <summary>Runs an act that remembers the picture by the name that it is given.</summary>
    public async Task<Outcome<T>> RunAsync<T>(
        RenderedPicture picture, ShopActor actor, Func<WriteContext, string, Task<Outcome<T>>> act, CancellationToken ct)
    {
        var file = MediaStore.NameOf(picture);
        var isDone = false;
        try
        {
            // Written outside the act, which holds up other writers.
            await media.KeepAsync(picture, ct);
            var outcome = await unitOfWork.RunAsync(actor, async write =>
            {
                var remembered = await act(write, file);
                if (remembered.IsDone)
                {
                    // Again, where it costs nothing: an act of the same picture that failed may have taken its files away meanwhile.
                    await write.Db.OrderCommitsAsync(ct);
                    await media.KeepAsync(picture, ct);
                }

                return remembered;
            }, ct);
            isDone = outcome.IsDone;
            return outcome;
        }
        finally
        {
            if (!isDone)
            {
                await RemoveAsync(file, actor);
            }
        }
    }

    /// <summary>
    /// Takes the files of a picture away, unless a row remembers it. In turn with all other acts, so that none begins to remember it just now.
    /// </summary>
    public Task RemoveAsync(string file, ShopActor actor) => unitOfWork.RunAsync(actor, async write =>
    {
        await write.Db.OrderCommitsAsync(CancellationToken.None);
        if (!await write.Db.ProductImages.AnyAsync(image => image.File == file))
        {
            media.Remove(file);
        }

        // Nothing was written, and whoever waits for an act of this request has seen none.
        return (Outcome<string>)Outcome.NotFound("");
    }, CancellationToken.None);
}
