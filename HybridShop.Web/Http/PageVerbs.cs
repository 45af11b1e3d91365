using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HybridShop.Web.Http;

/// <summary>
/// 405 for verbs that a page has no handler for. Razor Pages would render the page without having loaded anything. An authorization
/// filter, because it has to answer before the antiforgery filter calls the same request a bad form.
/// </summary>
internal sealed class PageVerbs : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var verb = context.HttpContext.Request.Method;
        if (context.ActionDescriptor is not CompiledPageActionDescriptor page || HttpMethods.IsGet(verb) || HttpMethods.IsHead(verb) || IsErrorPage(page)
            || page.HandlerMethods.Any(handler => HttpMethods.Equals(handler.HttpMethod, verb)))
        {
            return;
        }

        var known = page.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant());
        context.HttpContext.Response.Headers.Allow = string.Join(", ", known.Union([HttpMethods.Get, HttpMethods.Head]));
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    /// <summary>It is shown by the verb that the refused request came with.</summary>
    private static bool IsErrorPage(CompiledPageActionDescriptor page) => page.ModelTypeInfo == typeof(Pages.ErrorModel);
}
