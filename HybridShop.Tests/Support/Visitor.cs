using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace HybridShop.Tests.Support;

/// <summary>Somebody with a browser that runs no scripts: keeps cookies, looks at a form before sending it, follows no redirect unasked.</summary>
/// <param name="http">Keeps the cookies.</param>
/// <param name="pathBase">Where the shop is mounted; comes before every address.</param>
internal sealed partial class Visitor(HttpClient http, string pathBase = "")
{
    public static Task<string> WordsAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<IHtmlDocument> PageOfAsync(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await WordsAsync(answer));

    /// <summary>From now on all requests carry that header.</summary>
    public void Always(string name, string value) => http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);

    public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers) => AskAsync(HttpMethod.Get, address, headers);

    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, pathBase + address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return http.SendAsync(request);
    }

    public Task<string> ReadAsync(string address) => http.GetStringAsync(pathBase + address);

    /// <summary>The page at the address, to be looked into.</summary>
    public async Task<IHtmlDocument> OpenAsync(string address) => new HtmlParser().ParseDocument(await ReadAsync(address));

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string returnUrl = "") => SendAsync(
        "/Identity/Account/Login" + (returnUrl.Length > 0 ? "?ReturnUrl=" + Uri.EscapeDataString(returnUrl) : ""),
        ("Input.Email", email), ("Input.Password", password));

    /// <summary>Fills the form of that page and sends it with the page's token.</summary>
    public async Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] fields) =>
        await PostAsync(address, [.. fields, (TokenField, await TokenAsync(address.Split("?handler")[0]))]);

    /// <summary>Sends fields as they are, without a look at the page.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        http.PostAsync(pathBase + address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>Sends fields as a browser does from a page of the shop that was opened before; follows what keeps the method, as a browser does unasked.</summary>
    public async Task<HttpResponseMessage> PostFromOpenPageAsync(string address, params (string Name, string Value)[] fields)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, pathBase + address)
            {
                Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
                Headers = { { "Sec-Fetch-Site", "same-origin" } },
            };
            var answer = await http.SendAsync(request);
            if (answer.StatusCode != System.Net.HttpStatusCode.TemporaryRedirect)
            {
                return answer;
            }

            address = answer.Headers.Location!.OriginalString[pathBase.Length..];
        }
    }

    public async Task<bool> IsSignedInAsync() => (await GetAsync("/account")).StatusCode == System.Net.HttpStatusCode.OK;

    public const string TokenField = "__RequestVerificationToken";

    /// <summary>The token in the form of that page; the cookie that belongs to it is kept.</summary>
    public async Task<string> TokenAsync(string address) => Token().Match(await ReadAsync(address)).Groups[1].Value;

    [GeneratedRegex("name=\"" + TokenField + "\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
