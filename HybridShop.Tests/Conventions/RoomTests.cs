using System.Text.RegularExpressions;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Conventions;

/// <summary>
/// A room is a folder of HybridShop.Web. One may need another, but not both each other: then neither can be read, changed or left out alone.
/// </summary>
public sealed partial class RoomTests
{
    /// <summary>The data context names every table's entity, and the unit of work writes the rows of changes and activity.</summary>
    private static readonly string[] KnowEntities = ["Data/ShopDbContext.cs", "Data/UnitOfWork.cs"];

    /// <summary>Two rooms that may need each other, by the reason.</summary>
    private static readonly Dictionary<string, string> Accepted = new()
    {
        ["Accounts <-> Reviews"] = "A review names its writer, and the personal data of an account hold its reviews.",
    };

    [Fact]
    public void No_two_rooms_need_each_other() => Knots(Sources()).Where(knot => !Accepted.ContainsKey(knot.Rooms)).Select(knot => knot.ToString())
        .ShouldBeEmpty();

    [Fact]
    public void A_knot_that_was_opened_is_accepted_no_longer() => Accepted.Keys.Except(Knots(Sources()).Select(knot => knot.Rooms)).ShouldBeEmpty();

    [Fact]
    public void Only_the_start_of_the_program_needs_the_live_transports() =>
        Sources().Where(source => source.Room is not ("Live" or "") && source.Needed.Contains("Live")).Select(source => source.File).ShouldBeEmpty();

    [Fact]
    public void A_knot_is_told_with_the_two_files_that_tie_it()
    {
        var knot = Knots(
        [
            new("Stock/StockLevels.cs", "using HybridShop.Web.Catalog.Search;"),
            new("Catalog/Products/ProductService.cs", "using System;\nusing HybridShop.Web.Stock;\n"),
            new("Reviews/Review.cs", "using HybridShop.Web.Catalog.Products;"),
        ]).ShouldHaveSingleItem();

        knot.ToString().ShouldBe("Catalog <-> Stock: Catalog/Products/ProductService.cs needs Stock, Stock/StockLevels.cs needs Catalog");
    }

    private static IReadOnlyList<Source> Sources()
    {
        var folder = PublishedShop.ProjectFolder;
        return
        [
            .. Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)
                .Select(path => (Path: path, File: Path.GetRelativePath(folder, path).Replace('\\', '/')))
                .Where(file => file.File.EndsWith(".cs", StringComparison.Ordinal) || file.File.EndsWith(".cshtml", StringComparison.Ordinal))
                .Where(file => !file.File.StartsWith("obj/", StringComparison.Ordinal) && !file.File.StartsWith("bin/", StringComparison.Ordinal))
                .Select(file => new Source(file.File, File.ReadAllText(file.Path))),
        ];
    }

    private static IEnumerable<Knot> Knots(IReadOnlyList<Source> sources)
    {
        var needs = sources.Where(source => !KnowEntities.Contains(source.File)).OrderBy(source => source.File, StringComparer.Ordinal)
            .SelectMany(source => source.Needed.Select(needed => (source.Room, Needed: needed, source.File)))
            .GroupBy(need => (need.Room, need.Needed)).ToDictionary(group => group.Key, group => group.First().File);
        return
            from need in needs
            where string.CompareOrdinal(need.Key.Room, need.Key.Needed) < 0 && needs.ContainsKey((need.Key.Needed, need.Key.Room))
            select new Knot(need.Key.Room, need.Key.Needed, need.Value, needs[(need.Key.Needed, need.Key.Room)]);
    }

    [GeneratedRegex(@"^\s*@?(?:global )?using (?:static |\w+ = )?HybridShop\.Web\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    private sealed record Source(string File, string Text)
    {
        /// <summary>Empty for what lies beside Program.cs: it starts everything.</summary>
        public string Room { get; } = File.Contains('/') ? File[..File.IndexOf('/')] : "";

        public IReadOnlyCollection<string> Needed { get; } =
            [.. Using().Matches(Text).Select(match => match.Groups[1].Value).Distinct().Where(room => !File.StartsWith(room + "/", StringComparison.Ordinal))];
    }

    private sealed record Knot(string One, string Other, string OneFile, string OtherFile)
    {
        public string Rooms => $"{One} <-> {Other}";

        public override string ToString() => $"{Rooms}: {OneFile} needs {Other}, {OtherFile} needs {One}";
    }
}
