using HybridShop.Tests.Support;
using HybridShop.Web.Http;

namespace HybridShop.Tests.Http;

[Trait("Category", "Unit")]
public sealed class ContentRootTests : IDisposable
{
    private readonly TempFolder project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void A_published_program_has_the_folder_it_lies_in_also_within_its_project()
    {
        var published = Directory.CreateDirectory(project.File("bin/publish")).FullName;
        var built = project.File("bin");
        File.WriteAllText(project.File("HybridShop.Web.csproj"), "");
        File.WriteAllText(Path.Combine(built, "HybridShop.Web.staticwebassets.runtime.json"), "");

        ContentRoot.Of(built).ShouldBe(project.Path);
        ContentRoot.Of(published).ShouldBe(published);
    }

    [Fact]
    public void A_built_program_that_was_taken_away_from_its_project_has_the_folder_it_lies_in()
    {
        File.WriteAllText(project.File("HybridShop.Web.staticwebassets.runtime.json"), "");

        ContentRoot.Of(project.Path).ShouldBe(project.Path);
    }

    [Fact]
    public void Whoever_names_a_content_root_gets_it() =>
        ContentRoot.Of(["--contentRoot", project.Path, "--urls", "http://localhost:5080"]).ShouldBe(project.Path);
}
