using System.Net.Mime;
using System.Text.Json;
using HybridShop.Components.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace HybridShop.Web.Areas.Identity.Pages.Account.Manage;

/// <summary>
/// What the shop knows about somebody, as a file under the names of the API. Identity's own page leaves the reviews out and puts the secret of the second
/// factor in, which would then lie among the downloads.
/// </summary>
internal sealed class DownloadPersonalDataModel(IAccountService accounts, IOptions<JsonOptions> json) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("./PersonalData");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await accounts.FindPersonalDataAsync(User.RequireShopActor(), ct) is not { } data)
        {
            return Challenge();
        }

        using var file = new MemoryStream();
        using (var writer = new Utf8JsonWriter(file, new() { Indented = true, Encoder = json.Value.SerializerOptions.Encoder }))
        {
            JsonSerializer.Serialize(writer, data, json.Value.SerializerOptions);
        }

        return File(file.ToArray(), MediaTypeNames.Application.Json, "personal-data.json");
    }
}
