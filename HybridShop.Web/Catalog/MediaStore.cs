using System.Security.Cryptography;
using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog;

/// <summary>Product pictures under media/ of the data folder, each named after its content: the same picture is kept once and never changes.</summary>
internal sealed class MediaStore(ShopSettings settings)
{
    private const int HashLength = 32;

    /// <summary>Keeps a picture and returns its file name.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="extension">With its dot, such as .svg; the caller has checked that it fits the content.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> KeepAsync(byte[] content, string extension, CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength] + extension;
        var path = Path.Combine(Directory.CreateDirectory(settings.MediaFolder).FullName, name);
        if (!File.Exists(path))
        {
            // Written aside and moved, so that a picture is there whole or not at all.
            var partial = $"{path}.{Guid.NewGuid():N}.part";
            await File.WriteAllBytesAsync(partial, content, ct);
            File.Move(partial, path, overwrite: true);
        }

        return name;
    }
}
