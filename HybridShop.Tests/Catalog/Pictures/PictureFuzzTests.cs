using HybridShop.Tests.Support;
using NetVips;

namespace HybridShop.Tests.Catalog;

public sealed class PictureFuzzOnSqlite(SqliteDatabases databases, ITestOutputHelper output) : PictureFuzzTests(databases, output);

/// <summary>Whatever is uploaded, what is kept can be read, and the machine stands it.</summary>
public abstract class PictureFuzzTests(TestDatabases databases, ITestOutputHelper output) : DatabaseTest(databases)
{
    private const int MaxMegabytes = 200;
    private const int MaxMegabytesOfAny = 256;

    private readonly List<ProductPicture> kept = [];

    [Fact]
    public Task Forty_uploads_of_all_sorts_leave_nothing_that_cannot_be_read() => UploadAsync(seed: 21, count: 40);

    [Fact(Explicit = true), Trait("Category", "Long")]
    public async Task Five_hundred_uploads_of_all_sorts_leave_nothing_that_cannot_be_read_and_stay_within_the_memory()
    {
        await UploadAsync(seed: 1, count: 20);

        var peaks = await UploadAsync(seed: 8, count: 500);

        peaks.Max().ShouldBeLessThan(MaxMegabytesOfAny);
    }

    [Fact(Explicit = true), Trait("Category", "Long")]
    public void A_photo_of_twelve_megapixels_takes_two_seconds_of_CPU_and_200_MB_at_most()
    {
        var renderer = new VipsPictureRenderer();
        renderer.Render(SamplePictures.Jpeg(), CancellationToken.None);
        foreach (var isProgressive in (bool[])[false, true])
        {
            var photo = Photo(isProgressive);
            var (before, peak) = (Environment.CpuUsage.TotalTime, new MemoryPeak());

            var (picture, flaw) = renderer.Render(photo, CancellationToken.None);

            var cpu = Environment.CpuUsage.TotalTime - before;
            output.WriteLine($"{photo.Length / 1024:N0} KB, progressive {isProgressive}: {cpu.TotalMilliseconds:N0} ms of CPU");
            output.WriteLine($"{peak.Megabytes} MB above rest, {picture?.Files.Sum(file => file.Content.Length) / 1024:N0} KB kept");
            picture.ShouldNotBeNull(flaw).Files.Count.ShouldBe(15);
            peak.Megabytes.ShouldBeLessThan(MaxMegabytes);
            cpu.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Uploads them one by one, and gives the megabytes above rest that each took at most.</summary>
    private async Task<IReadOnlyList<long>> UploadAsync(int seed, int count)
    {
        var (fuzz, peaks) = (new PictureFuzz(seed), new List<long>());
        for (var number = 0; number < count; number++)
        {
            var (sort, file, fate) = fuzz.Next(number);
            var peak = new MemoryPeak();

            var outcome = await Shop.Pictures.AddAsync(Products.Lamp, new() { File = file, Alt = $"Number {number}: {sort}" }, Users.Mara);

            peaks.Add(peak.Megabytes);
            outcome.Kind.ShouldBeOneOf(fate switch
            {
                Fate.Taken => [OutcomeKind.Done],
                Fate.Refused => [OutcomeKind.Invalid],
                _ => [OutcomeKind.Done, OutcomeKind.Invalid],
            });
            if (outcome.Value is { } picture)
            {
                kept.Add(picture);
                (await Shop.Pictures.RemoveAsync(picture.Id, Users.Mara)).IsDone.ShouldBeTrue();
            }
            else
            {
                outcome.Errors.ShouldHaveSingleItem().Message.ShouldEndWith(".");
            }
        }

        output.WriteLine($"{kept.Count} taken so far, {count} tried now; at most {peaks.Max()} MB above rest, by number {peaks.IndexOf(peaks.Max())}");
        CheckFiles();
        return peaks;
    }

    /// <summary>The folder holds what the pictures name and nothing else, and all of it can be read.</summary>
    private void CheckFiles()
    {
        var folder = Path.Combine(Shop.Database.Folder.Path, "media");
        kept.ShouldNotBeEmpty();
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order().ShouldBe(
            kept.SelectMany(picture => picture.Sources).Select(source => Path.GetFileName(source.Address)).Distinct().Order());
        foreach (var (picture, source) in kept.SelectMany(picture => picture.Sources.Select(source => (picture, source))))
        {
            using var image = SamplePictures.Decode(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(source.Address))));
            image.Width.ShouldBe(source.Width, picture.Alt);
        }
    }

    /// <summary>Soft shapes under the grain of a camera, which is what costs.</summary>
    private static byte[] Photo(bool isProgressive)
    {
        using var grain = Image.Gaussnoise(3_000, 4_000, sigma: 12, mean: 0, seed: 1);
        var bands = ((int[])[300, 120, 60]).Select(size => (Image.Perlin(3_000, 4_000, cellSize: size, seed: size) * 90) + 128 + grain).ToList();
        using var photo = bands[0].Bandjoin([.. bands.Skip(1)]).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return photo.JpegsaveBuffer(q: 88, interlace: isProgressive);
    }

    /// <summary>How far the process's memory goes beyond what it has now. Linux alone remembers a peak that can be set back; elsewhere it is 0.</summary>
    private sealed class MemoryPeak
    {
        private readonly long rest;

        public MemoryPeak()
        {
            if (OperatingSystem.IsLinux())
            {
                File.WriteAllText("/proc/self/clear_refs", "5");
                rest = Peak();
            }
        }

        public long Megabytes => OperatingSystem.IsLinux() ? (Peak() - rest) / 1024 : 0;

        private static long Peak() => long.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            System.Globalization.CultureInfo.InvariantCulture);
    }
}
