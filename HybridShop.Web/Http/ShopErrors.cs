using HybridShop.Web.Api;

namespace HybridShop.Web.Http;

internal static class ShopErrors
{
    /// <summary>
    /// Surprises and bare status codes become the error page (programs under /api get problem details). The framework logs the exception
    /// once; nothing of it is shown.
    /// </summary>
    public static void UseShopErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error/500",
            AllowStatusCode404Response = true,
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseWhen(context => !context.Request.Path.IsForPrograms(), pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseWhen(context => context.Request.Path.IsForPrograms(), programs => programs.UseStatusCodePages(ApiProblems.ExplainAsync));
    }
}
