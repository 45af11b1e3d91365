using Microsoft.AspNetCore.Diagnostics;

namespace HybridShop.Web.Http;

internal static class ShopErrors
{
    /// <summary>
    /// Surprises and bare status codes become the error page (programs get problem details: UseApiProblems). <see cref="FaultLog"/> writes each answer of
    /// 500 and above, so the framework does not; nothing of what broke is shown.
    /// </summary>
    public static void UseShopErrors(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<FaultLog>();
        app.Use((http, next) => AnswerAsync(http, next, log));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error/500",
            AllowStatusCode404Response = true,
            StatusCodeSelector = FaultLog.StatusOf,
            SuppressDiagnosticsCallback = _ => true,
        });
        app.Use((http, next) => BreakOffAsync(http, next, log));
        app.UseWhen(context => !context.Request.Path.IsForPrograms(), pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
    }

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next, FaultLog log)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            // The page that should have told of it broke as well, so there is a sentence without a page.
            http.Response.Clear();
            http.Response.StatusCode = FaultLog.StatusOf(e);
            if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            {
                FaultLog.MarkUnavailable(http, e.GetBaseException().Message);
            }

            log.Write(http, e);
            await http.Response.WriteAsync($"{PageText.ErrorHeading}. {Texts.Format(PageText.ErrorNumber, FaultLog.NumberOf(http))}");
            return;
        }

        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            log.Write(http, http.Features.Get<IExceptionHandlerFeature>()?.Error);
        }
    }

    /// <summary>
    /// Once an answer is under way nothing can be said in its place: it ends half-way, so that nobody takes it for whole. And who has hung up needs none.
    /// </summary>
    private static async Task BreakOffAsync(HttpContext http, RequestDelegate next, FaultLog log)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (FaultLog.IsHangUp(http, e))
        {
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception e) when (http.Response.HasStarted)
        {
            log.WriteBrokenOff(http, e);
            http.Abort();
        }
    }
}
