namespace HybridShop.Tests.Benchmarks;

/// <summary>A fresh folder that goes away again.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hybridshop-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
