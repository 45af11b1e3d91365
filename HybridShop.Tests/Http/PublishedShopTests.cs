using System.Net;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Http;

/// <summary>The published program, started as a service or a person would: wherever they are, it is the same shop.</summary>
[Trait("Category", "Http")]
public sealed class PublishedShopTests(PublishedShop published) : IClassFixture<PublishedShop>, IDisposable
{
    private static readonly KeyValuePair<string, string> PublicUrl = new("Shop__PublicUrl", "https://shop.example");

    private readonly TempFolder elsewhere = new();
    private readonly TempFolder data = new();

    private KeyValuePair<string, string> DataFolder => new("Shop__DataFolder", data.Path);

    public void Dispose()
    {
        elsewhere.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task Started_from_another_folder_it_has_its_settings_files_and_data()
    {
        await WriteAsync(Path.Combine(published.Program.Folder, "appsettings.Production.json"), """{ "Shop": { "Name": "Anchor" } }""");
        var home = Path.Combine(published.Program.Folder, "App_Data");

        KeyValuePair<string, string> password = new("HYBRIDSHOP_ADMIN_PASSWORD", "three odd words");
        string[] createAdmin = ["create-admin", "--email", "ada@people.example", "--name", "Ada"];
        var made = await published.Program.RunAsync(elsewhere.Path, [password], createAdmin);
        var address = ShopProcess.FreeAddress();
        using var shop = await published.Program.ServeAsync("/", address, PublicUrl);
        using var http = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Host = "shop.example" } };

        made.ExitCode.ShouldBe(0, made.Errors);
        made.Errors.ShouldBe($"Data folder {home}, database {Path.Combine(home, "hybridshop.db")}\n");
        Directory.EnumerateFileSystemEntries(elsewhere.Path).ShouldBeEmpty();
        (await ReadAsync(http, "/")).ShouldContain("<title>Plain things for the house – Anchor</title>");
        (await ReadAsync(http, "/css/base.css")).ShouldContain("font-family");
        (await ReadAsync(http, "/_framework/blazor.server.js")).Length.ShouldBeGreaterThan(50_000);
        shop.Output.ShouldContain($"Data folder {home}, database {Path.Combine(home, "hybridshop.db")}");
        shop.Output.ShouldNotContain("This shop has no admin yet");
        shop.Output.ShouldContain($"The data folder {home} lies inside the program's folder");
    }

    [Fact]
    public async Task Data_outside_the_programs_folder_brings_no_warning()
    {
        var address = ShopProcess.FreeAddress();

        using var shop = await published.Program.ServeAsync("/", address, PublicUrl, DataFolder);

        shop.Output.ShouldContain($"Data folder {data.Path}, database {data.File("hybridshop.db")}");
        shop.Output.ShouldNotContain("lies inside the program's folder");
        await shop.WaitForAsync("opens this link first makes that account: https://shop.example/setup?token=");
    }

    [Fact]
    public async Task In_Production_it_does_not_serve_without_its_public_address_and_touches_nothing()
    {
        var end = await published.Program.RunAsync("/", [DataFolder]);

        end.ExitCode.ShouldBe(1);
        end.Errors.ShouldStartWith("Shop:PublicUrl is missing: set it (environment Shop__PublicUrl) to the address");
        end.Errors.Trim().ShouldNotContain("\n");
        File.Exists(data.File("hybridshop.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_sentence()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var end = await published.Program.RunAsync("/", [DataFolder, PublicUrl, new("ASPNETCORE_URLS", address)]);

        end.ExitCode.ShouldBe(1);
        end.Errors.Trim().ShouldBe(
            $"The shop cannot listen (Failed to bind to address {address}: address already in use): "
            + "end the program that has the port, or set ASPNETCORE_URLS to another address.");
        end.Output.ShouldNotContain("   at ");
        end.Output.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task A_relative_file_of_a_command_lies_where_it_was_typed()
    {
        await WriteAsync(elsewhere.File("goods.csv"), "Handle,Title,Variant Price\nlamp,Lamp,12.50\n");

        string[] import = ["import", "goods.csv", "--report", "report.json"];
        var end = await published.Program.RunAsync(elsewhere.Path, [DataFolder, new("PWD", "/")], import);

        end.ExitCode.ShouldBe(0, end.Errors);
        end.Output.ShouldStartWith("goods.csv: 1 rows. 1 products new");
        File.Exists(elsewhere.File("report.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_program_that_is_built_and_not_published_lives_in_its_projects_folder()
    {
        var place = $"obj/{Path.GetFileName(elsewhere.Path)}";
        var full = Path.Combine(PublishedShop.ProjectFolder, place);
        try
        {
            var end = await PublishedShop.Built.RunAsync(elsewhere.Path, [new("Shop__DataFolder", place)], "migrate");

            end.ExitCode.ShouldBe(0, end.Errors);
            end.Errors.ShouldContain($"Data folder {full}");
            File.Exists(Path.Combine(full, "hybridshop.db")).ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(full, recursive: true);
        }
    }

    private static Task WriteAsync(string file, string text) => File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

    private static async Task<string> ReadAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
