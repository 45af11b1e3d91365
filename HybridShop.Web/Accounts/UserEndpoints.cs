using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using HybridShop.Components.Accounts;
using HybridShop.Web.Api;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace HybridShop.Web.Accounts;

/// <summary>Accounts for programs.</summary>
internal static class UserEndpoints
{
    private const string MergePatchType = "application/merge-patch+json";

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapPost("", RegisterAsync).WithName("user-register").WithMetadata(new NoIdempotencyMetadata())
            .RequireRateLimiting(AccountRateLimits.Forms).Produces<AccountDetails>(StatusCodes.Status201Created).ProducesProblems(400, 429);
        users.MapGet("", ListAsync).RequireAuthorization(ShopPolicies.Admin).Produces<PageOf<AccountDetails>>(StatusCodes.Status200OK)
            .ProducesProblems(400, 401, 403);
        users.MapGet("/{id:int}", FindAsync).RequireAuthorization(ShopPolicies.Admin).Produces<AccountDetails>(StatusCodes.Status200OK)
            .ProducesProblems(401, 403, 404);
        users.MapPatch("/{id:int}", PatchAccessAsync).RequireAuthorization(ShopPolicies.Admin).Accepts<AccountAccess>(MergePatchType, "application/json")
            .Produces<AccountDetails>(StatusCodes.Status200OK).ProducesProblems(400, 401, 403, 404, 409);
        users.MapGet("/me", FindOwnAsync).WithName("me").RequireAuthorization().Produces<AccountDetails>(StatusCodes.Status200OK).ProducesProblems(401, 404);
        users.MapPatch("/me", PatchOwnAsync).RequireAuthorization().Accepts<ProfileInput>(MergePatchType, "application/json")
            .Produces<AccountDetails>(StatusCodes.Status200OK).ProducesProblems(400, 401, 404, 409);
        users.MapDelete("/me", DeleteOwnAsync).RequireAuthorization().RequireRateLimiting(AccountRateLimits.Forms)
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(400, 401, 404, 409, 429);
    }

    /// <summary>Makes an account, and writes a letter to its address to confirm it. It can sign in at once.</summary>
    private static async Task<IResult> RegisterAsync(
        RegistrationInput input, HttpContext http, IAccountService accounts, UserManager<ShopUser> users, ConfirmationLetters letters, CancellationToken ct)
    {
        var outcome = await accounts.RegisterAsync(input, ct);
        return await outcome.ToHttpResultAsync(async account =>
        {
            if (await users.FindByIdAsync(account.Id.ToString(CultureInfo.InvariantCulture)) is { } user)
            {
                await letters.SendAsync(user, http);
            }

            return TypedResults.Created($"{http.Request.PathBase}/api/users/me", account);
        });
    }

    /// <summary>Accounts, newest first. Admins only.</summary>
    private static async Task<IResult> ListAsync([AsParameters] UserListRequest asked, HttpContext http, IAccountService accounts, CancellationToken ct)
    {
        var filter = new AccountFilter { Text = asked.Q, Page = asked.PageOrFirst, PageSize = asked.SizeOrDefault };
        return (await accounts.ListAsync(filter, http.User.RequireShopActor(), ct)).ToHttpResult(page => ApiLists.Page(http, page, asked));
    }

    /// <summary>One account. Admins only.</summary>
    private static async Task<IResult> FindAsync(int id, HttpContext http, IAccountService accounts, CancellationToken ct) =>
        (await accounts.FindAsync(id, http.User.RequireShopActor(), ct)).ToHttpResult(TypedResults.Ok);

    /// <summary>Changes roles and lock of an account (RFC 7396). Admins only.</summary>
    /// <remarks>
    /// `roles` is the whole list, empty for a customer. Nobody can sign in with a `locked` account, and its sign-ins end. Both count within five
    /// seconds. The last admin who can sign in stays one (409). With a member `seen` what changes has to be as it was seen.
    /// </remarks>
    private static async Task<IResult> PatchAccessAsync(
        int id, JsonObject body, HttpContext http, IAccountService accounts, IOptions<JsonOptions> json, CancellationToken ct)
    {
        var edit = new MergePatch<AccountAccess>(body, isWhole: false, json.Value.SerializerOptions);
        return (await accounts.EditAccessAsync(id, edit, http.User.RequireShopActor(), ct)).ToHttpResult(TypedResults.Ok);
    }

    /// <summary>The caller's own account.</summary>
    private static async Task<IResult> FindOwnAsync(HttpContext http, IAccountService accounts, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await accounts.FindOwnAsync(http.User.RequireShopActor(), ct) is { } account
            ? TypedResults.Ok(account)
            : OutcomeResults.NotFound(AccountRuleText.AccountGone);
    }

    /// <summary>Changes the caller's public name or phone (RFC 7396).</summary>
    /// <remarks>
    /// With a member `seen` the changed fields have to be as they were seen, or a 409 says what stands there now. Another address is confirmed by a
    /// letter, on the page for it.
    /// </remarks>
    private static async Task<IResult> PatchOwnAsync(
        JsonObject body, HttpContext http, IAccountService accounts, IOptions<JsonOptions> json, CancellationToken ct)
    {
        var edit = new MergePatch<ProfileInput>(body, isWhole: false, json.Value.SerializerOptions);
        return (await accounts.EditProfileAsync(edit, http.User.RequireShopActor(), ct)).ToHttpResult(TypedResults.Ok);
    }

    /// <summary>Deletes the caller's account. Its reviews stay, without a name.</summary>
    private static async Task<IResult> DeleteOwnAsync([FromBody] PasswordInput input, HttpContext http, IAccountService accounts, CancellationToken ct) =>
        (await accounts.DeleteOwnAsync(input.Password, http.User.RequireShopActor(), ct)).ToHttpResult(_ => TypedResults.NoContent());
}

/// <summary>Which accounts are asked for.</summary>
internal sealed class UserListRequest : ListRequest
{
    /// <summary>Part of the public name or the address.</summary>
    [FromQuery(Name = "q"),
        StringLength(AccountLimits.EmailLength, ErrorMessageResourceType = typeof(AccountRuleText),
        ErrorMessageResourceName = nameof(AccountRuleText.SearchTooLong))]
    public string? Q { get; set; }
}
