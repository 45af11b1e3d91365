using System.IO.Compression;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using HybridShop.Tests.Api.Contract;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Api;

/// <summary>The description of the API that clients are generated from.</summary>
[Trait("Category", "Http")]
public sealed class ApiDocumentTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    private const string Accept = "HYBRIDSHOP_ACCEPT_CONTRACT";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_contract_changes_only_where_its_copy_in_the_repository_does()
    {
        var now = (await ApiContract.OfAsync(shop)).Document.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        var file = FileOfContract();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            await File.WriteAllTextAsync(file, now, TestContext.Current.CancellationToken);
        }

        var kept = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var (before, after) = FirstDifference(kept, now);
        after.ShouldBe(before, $"The API's document is not what HybridShop.Tests/Api/openapi-v1.json holds. If the change is meant, run this test with {Accept}=1, which rewrites the file, and commit it.");
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_a_tag_and_a_word_on_each_parameter()
    {
        var contract = await ApiContract.OfAsync(shop);
        var tags = contract.Document["tags"]!.AsArray().ToDictionary(tag => tag!["name"]!.GetValue<string>(), tag => tag!["description"]?.GetValue<string>());

        contract.Operations.Count.ShouldBeGreaterThan(5);
        contract.Operations.Select(operation => operation.Id).ShouldBeUnique();
        tags.Values.ShouldAllBe(words => !string.IsNullOrWhiteSpace(words));
        foreach (var operation in contract.Operations)
        {
            operation.Node["summary"]?.GetValue<string>().ShouldNotBeNullOrWhiteSpace(operation.ToString());
            tags.Keys.ShouldContain(operation.Node["tags"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>(), operation.ToString());
            operation.Parameters.ShouldAllBe(parameter => parameter["description"] != null, operation.ToString());
        }
    }

    [Fact]
    public async Task A_price_is_a_number_a_rating_too_and_a_moment_a_date_time()
    {
        var product = (await ApiContract.OfAsync(shop)).Document["components"]!["schemas"]!["ProductItem"]!["properties"]!;

        product["price"]!["type"]!.GetValue<string>().ShouldBe("number");
        product["price"]!["multipleOf"]!.ToJsonString().ShouldBe("0.01");
        product["price"]!["maximum"]!.ToJsonString().ShouldBe("99999999.99");
        product["average_rating"]!["maximum"]!.GetValue<int>().ShouldBe(5);
        product["created_at"]!["format"]!.GetValue<string>().ShouldBe("date-time");
        product["id"]!["format"]!.GetValue<string>().ShouldBe("int32");
    }

    [Fact]
    public async Task Words_that_list_null_are_of_a_type_that_allows_it_and_shared_ones_never_do()
    {
        var document = (await ApiContract.OfAsync(shop)).Document;
        var schemas = document["components"]!["schemas"]!;

        schemas["ReviewStatus"]!["enum"]!.AsArray().Select(word => (string?)word).ShouldBe(["pending", "approved", "rejected"]);
        schemas["ReviewStatus"]!["type"]!.GetValue<string>().ShouldBe("string");
        var replaced = schemas["ProductReplacement"]!["properties"]!["status"]!;
        replaced["enum"]!.AsArray().Select(word => (string?)word).ShouldBe(["draft", "published", "withdrawn", null]);
        replaced["type"]!.AsArray().Select(type => (string?)type).ShouldBe(["null", "string"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("post", "/api/token", "")]
    [InlineData("post", "/api/users", "")]
    [InlineData("get", "/api/products", "none,bearer,cookie")]
    [InlineData("get", "/api/reviews/{id}", "none,bearer,cookie")]
    [InlineData("get", "/api/users/me", "bearer,cookie")]
    [InlineData("post", "/api/products", "bearer,cookie")]
    public async Task Who_has_to_be_signed_in_is_said_of_every_operation(string verb, string address, string ways)
    {
        var document = (await ApiContract.OfAsync(shop)).Document;

        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Where(operation => operation.Value is JsonObject)
            .ShouldAllBe(operation => operation.Value!["security"] is JsonArray);
        string.Join(',', document["paths"]![address]![verb]!["security"]!.AsArray().Select(way => way!.AsObject().FirstOrDefault().Key ?? "none")).ShouldBe(ways);
    }

    [Fact]
    public async Task A_patch_may_leave_out_every_member_and_take_back_what_may_be_null_and_a_put_has_no_stock()
    {
        var schemas = (await ApiContract.OfAsync(shop)).Document["components"]!["schemas"]!;

        schemas["ProductPatch"]!["required"].ShouldBeNull();
        schemas["ProductPatch"]!["anyOf"].ShouldBeNull();
        TypeOf("sku").ShouldBe("""["null","string"]""");
        TypeOf("low_stock_threshold").ShouldBe("""["null","integer"]""");
        TypeOf("price").ShouldBe("\"number\"");
        TypeOf("slug").ShouldBe("\"string\"");
        schemas["ProductPatch"]!["properties"]!["status"]!.ToJsonString().ShouldNotContain("null");
        schemas["ProductPatch"]!["properties"]!["seen"].ShouldNotBeNull();
        schemas["ProductInput"]!["properties"]!["stock"].ShouldNotBeNull();
        schemas["ProductPatch"]!["properties"]!["stock"].ShouldBeNull();
        schemas["ProductReplacement"]!["properties"]!["stock"].ShouldBeNull();

        string TypeOf(string member) => schemas["ProductPatch"]!["properties"]![member]!["type"]!.ToJsonString();
    }

    [Fact]
    public async Task An_id_with_two_names_has_to_be_there_by_one_of_them()
    {
        var schemas = (await ApiContract.OfAsync(shop)).Document["components"]!["schemas"]!;

        schemas["ProductInput"]!["required"]!.ToJsonString().ShouldBe("""["name","price"]""");
        schemas["ProductInput"]!["anyOf"]!.ToJsonString().ShouldBe("""[{"required":["category_id"]},{"required":["category"]}]""");
        schemas["ProductInput"]!["properties"]!["category"]!["description"]!.GetValue<string>().ShouldStartWith("Another name of `category_id`");
        schemas["StockAdjustment"]!["properties"]!["product"].ShouldNotBeNull();
        schemas["ReviewInput"]!["properties"]!["product"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_document_is_sent_once_and_compressed()
    {
        using var http = shop.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiContract.Address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await using var text = new BrotliStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);

        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        JsonNode.Parse(text)!["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        var again = await shop.NewCaller().GetAsync(ApiContract.Address, ("Accept-Encoding", "gzip, br"), ("If-None-Match", answer.Headers.ETag!.ToString()));
        again.Status.ShouldBe(HttpStatusCode.NotModified);
        (await shop.NewCaller().GetAsync(ApiContract.Address)).Tag.ShouldNotBe(answer.Headers.ETag.ToString());
    }

    [Fact]
    public async Task Swagger_asks_nobody_but_this_shop()
    {
        var page = await shop.NewCaller().GetAsync("/swagger/index.html");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'");
        page.Text.ShouldNotContain("http://");
        page.Text.ShouldNotContain("https://");
        (await shop.NewCaller().GetAsync("/products")).Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'self';");
    }

    private static string FileOfContract([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "openapi-v1.json");

    /// <summary>Some lines from where they part.</summary>
    private static (string Before, string After) FirstDifference(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var at = Math.Max(0, Enumerable.Range(0, Math.Max(old.Length, now.Length)).FirstOrDefault(i => old.ElementAtOrDefault(i) != now.ElementAtOrDefault(i), old.Length) - 3);
        return (string.Join('\n', old.Skip(at).Take(12)), string.Join('\n', now.Skip(at).Take(12)));
    }
}
