using System.Security.Cryptography;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Web.Data;

namespace HybridShop.Web.Catalog.Pictures;

/// <summary>Product pictures under media/ of the data folder, each named after its content: the same picture is kept once and never changes.</summary>
internal sealed class MediaStore(ShopSettings settings)
{
    private const int HashLength = 32;

    /// <summary>Keeps a drawing of our own and returns its file name.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="extension">With its dot, such as .svg; the caller has checked that it fits the content.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> KeepAsync(byte[] content, string extension, CancellationToken ct)
    {
        var name = HashOf([content]) + extension;
        await KeepAsync(name, content, ct);
        return name;
    }

    /// <summary>Where browsers find the file of that name, from the site's root.</summary>
    public static string AddressOf(string name) => "/media/" + name;

    /// <summary>The name that a picture is remembered by (<see cref="PictureFiles"/>).</summary>
    public static string NameOf(RenderedPicture picture) => PictureFiles.Name(HashOf(picture), picture.Width, picture.Extension);

    /// <summary>Keeps all files of a picture.</summary>
    public async Task KeepAsync(RenderedPicture picture, CancellationToken ct)
    {
        var hash = HashOf(picture);
        foreach (var file in picture.Files)
        {
            await KeepAsync(PictureFiles.Name(hash, file.Width, file.Extension), file.Content, ct);
        }
    }

    public bool Has(string name) => File.Exists(PathOf(name));

    public Task<byte[]> ReadAsync(string name, CancellationToken ct) => File.ReadAllBytesAsync(PathOf(name), ct);

    /// <summary>Keeps a file under a name that says what is in it.</summary>
    public async Task KeepAsync(string name, byte[] content, CancellationToken ct)
    {
        var path = PathOf(name);
        if (!Has(name))
        {
            // Written aside and moved, so that a picture is there whole or not at all.
            var partial = $"{path}.{Guid.NewGuid():N}.part";
            try
            {
                Directory.CreateDirectory(settings.MediaFolder);
                await File.WriteAllBytesAsync(partial, content, ct);
                File.Move(partial, path, overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>Takes away all files of the picture that was remembered by that name.</summary>
    public void Remove(string name)
    {
        foreach (var file in PictureFiles.SourcesOf(name).Select(source => source.Address).Append(name))
        {
            File.Delete(PathOf(file));
        }
    }

    private string PathOf(string name) => Path.Combine(settings.MediaFolder, name);

    private static string HashOf(RenderedPicture picture) => HashOf(picture.Files.Select(file => file.Content));

    private static string HashOf(IEnumerable<byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in contents)
        {
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength];
    }
}
