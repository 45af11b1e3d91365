using System.Text.Json.Nodes;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Api.Peers;

/// <summary>
/// A client that openapi-typescript and openapi-fetch make out of the running shop's document compiles under TypeScript's strict rules and does the whole
/// round: register, sign in, create a product, adjust stock, review, list, refresh, log out.
/// </summary>
[Trait("Category", "Http")]
public sealed class GeneratedClientTests(SqliteDatabases databases)
{
    private const string Modules = "node_modules";

    [Fact]
    public async Task A_client_that_is_generated_from_the_document_compiles_and_does_the_whole_round()
    {
        var packages = Path.Combine(Support.Peers.DemandFolder("openapi-typescript", "openapi-fetch", "typescript"), Modules);
        await using var shop = new SampleWebShop(databases);
        await shop.InitializeAsync();
        shop.Listen();
        using var folder = new TempFolder();
        Directory.CreateSymbolicLink(folder.File(Modules), packages);
        foreach (var file in new[] { "round.mts", "tsconfig.json" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Api", "Peers", file), folder.File(file));
        }

        await NodeAsync("openapi-typescript/bin/cli.js", $"{shop.Address}openapi/v1.json", "--output", "shop.d.mts");
        await NodeAsync("typescript/bin/tsc", "--project", ".");
        var answer = JsonNode.Parse(await Support.Peers.NodeAsync(folder.Path, "", "round.mjs", new JsonObject
        {
            ["address"] = shop.Address.AbsoluteUri, ["email"] = Users.EmailOf(Users.Mara), ["password"] = Users.Password, ["name"] = "Rosa",
        }.ToJsonString()))!;

        answer.ToJsonString().ShouldBe("""{"account":"Rosa","own":"Rosa","price":26.25,"stock":2,"total":1,"afterLogout":401,"why":"Unauthorized"}""");

        Task<string> NodeAsync(string program, params IEnumerable<string> args) => Support.Peers.NodeAsync(folder.Path, "", [Path.Combine(Modules, program), .. args]);
    }
}
