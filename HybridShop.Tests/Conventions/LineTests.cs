using System.Text.RegularExpressions;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Conventions;

/// <summary>The formatter breaks no lines, so this holds the limit that .editorconfig tells editors.</summary>
public sealed class LineTests
{
    private const int Longest = 160;

    private static readonly string[] Projects = ["HybridShop.Components", "HybridShop.Web"];
    private static readonly string[] Endings = [".cs", ".razor", ".cshtml"];

    [Fact]
    public void No_line_of_the_program_is_longer_than_a_screen_is_wide() => Files()
        .SelectMany(file => File.ReadLines(file.Path).Index()
            .Where(line => line.Item.Length > Longest).Select(line => $"{file.Name}, line {line.Index + 1}: {line.Item.Length} characters"))
        .ShouldBeEmpty();

    [Fact]
    public void The_limit_is_the_one_that_editors_are_told() => Regex.Matches(
            File.ReadAllText(Path.Combine(Repository, ".editorconfig")), @"^max_line_length = (\d+)$", RegexOptions.Multiline)
        .Select(match => match.Groups[1].Value).ShouldBe(["160"]);

    private static string Repository => Path.GetDirectoryName(PublishedShop.ProjectFolder)!;

    /// <summary>All sources but what tools have written.</summary>
    private static IEnumerable<(string Path, string Name)> Files() =>
        from project in Projects
        from path in Directory.EnumerateFiles(Path.Combine(Repository, project), "*", SearchOption.AllDirectories)
        where Endings.Contains(Path.GetExtension(path))
        let name = Path.GetRelativePath(Repository, path).Replace('\\', '/')
        where !name.StartsWith(project + "/obj/", StringComparison.Ordinal) && !name.StartsWith(project + "/bin/", StringComparison.Ordinal)
            && !name.Contains("/Migrations/", StringComparison.Ordinal)
        select (path, name);
}
