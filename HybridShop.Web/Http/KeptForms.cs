using HybridShop.Components.Accounts;
using HybridShop.Components.Drafts;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridShop.Web.Http;

/// <summary>
/// What somebody typed into a form whose sign-in had ended meanwhile. It goes along through the sign-in page and is then one of their drafts, which the
/// form's page shows when they come back to it, also by way of a second factor. Passwords and codes are never kept.
/// </summary>
internal sealed class KeptForms(IDraftService drafts)
{
    private const string QueryName = "kept";
    private const string KeyPrefix = "form:";

    private static readonly string[] Secrets = ["Password", "Code", "__RequestVerificationToken"];

    /// <summary>A form as one text, or null when there is nothing in it to be kept, or too much.</summary>
    public static string? Write(IFormCollection form)
    {
        var fields = form.Where(field => !Secrets.Any(secret => field.Key.Contains(secret, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""));
        return new QueryBuilder(fields).ToString() is { Length: > 1 and <= IDraftService.MaxTextLength } text ? text : null;
    }

    /// <summary>Makes it a draft of whoever has just signed in; returns the address at which it is shown.</summary>
    public async Task<string> KeepAsync(string address, string form, ShopActor actor, CancellationToken ct)
    {
        var id = Guid.NewGuid().ToString("N");
        return (await drafts.SaveAsync(KeyPrefix + id, form, actor, ct)).IsDone ? QueryHelpers.AddQueryString(address, QueryName, id) : address;
    }

    /// <summary>What was kept for this page and this person, or null.</summary>
    public async Task<IFormCollection?> FindAsync(HttpContext http)
    {
        if (KeyOf(http) is not { } key || http.User.ToShopActor() is not { } actor)
        {
            return null;
        }

        var draft = (await drafts.ListAsync(key, actor, http.RequestAborted)).FirstOrDefault(draft => draft.Key == key);
        return draft is null ? null : new FormCollection(QueryHelpers.ParseQuery(draft.Text));
    }

    /// <summary>It was sent, so it is done with. A GET must not forget: the page may be loaded again.</summary>
    public async Task ForgetAsync(HttpContext http)
    {
        if (KeyOf(http) is { } key && http.User.ToShopActor() is { } actor)
        {
            await drafts.DeleteAsync(key, actor, http.RequestAborted);
        }
    }

    private static string? KeyOf(HttpContext http) =>
        http.Request.Query[QueryName] is [{ } given] && Guid.TryParseExact(given, "N", out var id) ? $"{KeyPrefix}{id:N}" : null;
}
