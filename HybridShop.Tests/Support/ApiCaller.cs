using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace HybridShop.Tests.Support;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string? ContentType => ContentHeaders.ContentType?.MediaType;

    public string? Tag => Headers.ETag?.ToString();

    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The sentence of a problem.</summary>
    public string? Detail => Json["detail"]?.GetValue<string>();

    /// <summary>The first sentence about a field, or null.</summary>
    public string? ErrorOf(string field) => Json["errors"]?[field]?[0]?.GetValue<string>();
}

/// <summary>A program that speaks with the API.</summary>
/// <param name="http">Keeps what it is signed in by.</param>
/// <param name="pathBase">Where the shop is mounted; comes before every address.</param>
internal sealed class ApiCaller(HttpClient http, string pathBase = "")
{
    public const string FetchSite = "Sec-Fetch-Site";
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>As programs do, by a token.</summary>
    public async Task SignInAsync(string email, string password)
    {
        var answer = await PostAsync("/api/auth/login", new JsonObject { ["email"] = email, ["password"] = password });
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        http.DefaultRequestHeaders.Authorization = new("Bearer", answer.Json["access_token"]!.GetValue<string>());
    }

    /// <summary>As a page of the shop has it.</summary>
    public Task SignInByCookieAsync(string email, string password) => new Visitor(http, pathBase).SignInAsync(email, password);

    public Task<ApiAnswer> GetAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, null, headers: headers);

    public Task<ApiAnswer> PostAsync(string address, JsonNode? body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, address, body?.ToJsonString(), headers: headers);

    public Task<ApiAnswer> PutAsync(string address, JsonNode body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, address, body.ToJsonString(), headers: headers);

    public Task<ApiAnswer> PatchAsync(string address, JsonNode body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, address, body.ToJsonString(), MergePatch, headers);

    public Task<ApiAnswer> DeleteAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, address, null, headers: headers);

    public async Task<ApiAnswer> PostFormAsync(string address, MultipartFormDataContent form, params (string Name, string Value)[] headers)
    {
        using (form)
        {
            return await SendAsync(HttpMethod.Post, address, form, headers);
        }
    }

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string address, string? body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType);
        return await SendAsync(method, address, content, headers);
    }

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string address, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, pathBase + address) { Content = content };
        if (!headers.Any(header => header.Name == FetchSite))
        {
            // What a browser says of a page of the shop, and nobody else can.
            request.Headers.Add(FetchSite, "same-origin");
        }

        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers, answer.Content.Headers);
    }
}
