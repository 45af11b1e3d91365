using System.Net;
using System.Text.Json.Nodes;
using HybridShop.Tests.Api.Contract;
using HybridShop.Tests.Support;

namespace HybridShop.Tests.Api;

/// <summary>The document and the shop are one: whatever an operation answers is documented, and shaped as the document says.</summary>
[Trait("Category", "Http")]
public sealed class ContractTests(SqliteDatabases databases) : IAsyncLifetime
{
    /// <summary>Stands for a refresh token that was just given.</summary>
    private const string Refresh = "@refresh@";

    /// <summary>Stands for a form with a picture.</summary>
    private const string Picture = "@picture@";

    private const string AdasReview = "/api/reviews/2";

    /// <summary>Stands for a number that was not there before.</summary>
    private const string Number = "@number@";

    /// <summary>What the document's own examples do not hit upon in the sample world: existing ids, passwords, and the like.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["signInToken"] = SignIn,
        ["signInShortToken"] = SignIn,
        ["signInTokenAtAuth"] = SignIn,
        ["refreshToken"] = $$"""{"refresh_token":"{{Refresh}}"}""",
        ["refreshShortToken"] = $$"""{"refresh":"{{Refresh}}"}""",
        ["signOutToken"] = $$"""{"refresh_token":"{{Refresh}}"}""",
        ["addPicture"] = Picture,
        ["adjustStock"] = """{"delta":1,"reason":"received"}""",
        ["adjustManyStock"] = """{"rows":[{"product_id":1,"delta":1,"reason":"received"},{"product_id":999,"delta":1}]}""",
        ["replaceCategory"] = """{"name":"Light"}""",
        ["patchCategory"] = """{"description":"Bright."}""",
        ["patchPicture"] = """{"alt":"A lamp in green"}""",
        ["deleteOwnUser"] = $$"""{"password":"{{Users.Password}}"}""",
        ["moderateReview"] = """{"approve":true,"seen_version":1}""",
        ["registerUser"] = $$"""{"username":"New{{Number}}","email":"new{{Number}}@hybridshop.example","password":"{{Users.Password}}"}""",
    };

    private static readonly Dictionary<string, string> Addresses = new()
    {
        ["deleteCategory"] = $"/api/categories/{Categories.Desk}",
        ["undoStock"] = "/api/stock-movements/6/undo",
        ["postReviewAtProductsAddReview"] = $"/api/products/{Products.Mug}/add_review",
        ["postByQueryReview"] = $"/api/reviews?product={Products.Apron}",
        ["moderateReview"] = AdasReview + "/moderation",
        ["replaceReview"] = AdasReview,
        ["patchReview"] = AdasReview,
    };

    private const string SignIn = $$"""{"email":"ada@hybridshop.example","password":"{{Users.Password}}"}""";

    private static readonly ShopActor?[] Callers = [null, Users.Ada, Users.Mara, Users.Admin];

    private readonly SampleWebShop shop = new(databases) { AttemptsPerMinute = 100_000 };
    private int number;

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Every_answer_of_every_operation_is_as_the_document_says()
    {
        var contract = await ApiContract.OfAsync(shop);
        var callers = new List<ApiCaller>();
        foreach (var actor in Callers)
        {
            callers.Add(await shop.CallerAsync(actor));
        }

        var faults = new List<string>();
        foreach (var operation in contract.Operations)
        {
            var statuses = new HashSet<int>();
            foreach (var caller in callers)
            {
                foreach (var request in RequestsOf(contract, operation))
                {
                    var answer = await SendAsync(caller, request);
                    statuses.Add((int)answer.Status);
                    faults.AddRange(FaultsOf(contract, operation, answer).Select(fault => $"{operation.Verb} {request.Address} {request.Body}: {(int)answer.Status} {fault} {answer.Text}"));
                }
            }

            if (!statuses.Any(status => status < 300))
            {
                faults.Add($"{operation} ({operation.Id}) never succeeded: {string.Join(", ", statuses)}");
            }

            if (operation.NeedsSignIn && !statuses.Contains(401))
            {
                faults.Add($"{operation} lets strangers in");
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_document_shows_as_examples_fits_its_own_schemas()
    {
        var contract = await ApiContract.OfAsync(shop);

        foreach (var (name, schema) in contract.Document["components"]!["schemas"]!.AsObject())
        {
            var bad = new JsonArray([.. Parts(schema!).SelectMany(part => (part["examples"]?.AsArray() ?? []).Concat(part["default"] is { } value ? [value] : [])
                .SelectMany(example => contract.Inputs.Faults(example, part)).Select(fault => (JsonNode)fault))]);
            bad.ShouldBeEmpty(name);
        }

        static IEnumerable<JsonObject> Parts(JsonNode schema) => [schema.AsObject(), .. (schema["properties"]?.AsObject() ?? []).Select(property => property.Value!.AsObject())];
    }

    /// <summary>One that should do, and some that should not.</summary>
    private static IEnumerable<Request> RequestsOf(ApiContract contract, ApiOperation operation)
    {
        var address = Addresses.GetValueOrDefault(operation.Id) ?? AddressOf(operation, "1");
        if (operation.Body is not { } body)
        {
            yield return new(operation.Verb, address);
        }
        else
        {
            var sample = Bodies.GetValueOrDefault(operation.Id) ?? Samples.Of(contract, body.Schema)!.ToJsonString();
            yield return new(operation.Verb, address, sample, body.Type);
            yield return new(operation.Verb, address, "{\"no such member\":1}", body.Type);
            yield return new(operation.Verb, address, "{", body.Type);
            yield return new(operation.Verb, address, "", "text/plain");
        }

        if (operation.Path.Contains('{', StringComparison.Ordinal))
        {
            yield return new(operation.Verb, AddressOf(operation, "999"), operation.Body is null ? null : "{}", operation.Body?.Type);
        }

        foreach (var parameter in operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "query"))
        {
            yield return new(operation.Verb, $"{address.Split('?')[0]}?{parameter["name"]}=%00-1");
        }

        static string AddressOf(ApiOperation operation, string id) => string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? id : part));
    }

    private async Task<ApiAnswer> SendAsync(ApiCaller caller, Request request)
    {
        var body = request.Body?.Replace(Number, $"{++number}");
        if (body?.Contains(Refresh, StringComparison.Ordinal) == true)
        {
            var pair = await shop.NewCaller().PostAsync("/api/auth/login", JsonNode.Parse(SignIn));
            body = body.Replace(Refresh, pair.Json["refresh_token"]!.GetValue<string>());
        }

        return body == Picture ? await caller.PostFormAsync(request.Address, new() { { new ByteArrayContent(SamplePictures.Png(2, 2)), "file", "lamp.png" }, { new StringContent("A lamp"), "alt" } })
            : await caller.SendAsync(new(request.Verb), request.Address, body, request.ContentType ?? "application/json");
    }

    private static List<string> FaultsOf(ApiContract contract, ApiOperation operation, ApiAnswer answer)
    {
        if (operation.Response((int)answer.Status) is not { } response)
        {
            return ["is not documented."];
        }

        if (answer.Status == HttpStatusCode.Unauthorized && answer.Headers.WwwAuthenticate.Count == 0)
        {
            return ["does not say how to sign in."];
        }

        if (answer.Text.Length == 0)
        {
            return response["content"] is null ? [] : ["has no body."];
        }

        return response["content"]?[answer.ContentType ?? ""]?["schema"] is not { } schema ? [$"comes as {answer.ContentType}, which is not documented."]
            : answer.ContentType!.EndsWith("json", StringComparison.Ordinal) ? [.. contract.Answers.Faults(JsonNode.Parse(answer.Text), schema)]
            : [];
    }

    private sealed record Request(string Verb, string Address, string? Body = null, string? ContentType = null);
}
