using System.IO.Compression;

namespace HybridShop.Tests.Imports;

/// <summary>Real product files, which are no part of the project: a folder shared/data somewhere above it, where there is one.</summary>
internal static class SampleFiles
{
    public static string Demand(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Assert.Skip($"There is no folder shared/data with {name} in it above the tests.");
        return "";
    }

    /// <summary>A packed file, unpacked in memory.</summary>
    public static async Task<MemoryStream> UnpackAsync(string path)
    {
        await using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var unpacked = new MemoryStream();
        await packed.CopyToAsync(unpacked);
        unpacked.Position = 0;
        return unpacked;
    }
}
