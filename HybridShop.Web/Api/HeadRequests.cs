using HybridShop.Web.Http;

namespace HybridShop.Web.Api;

internal static class HeadRequests
{
    /// <summary>Answers HEAD as GET without the body, at every address of the API that answers GET: endpoints for GET alone would say 405.</summary>
    public static void UseHeadRequests(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method) || !context.Request.Path.IsForPrograms())
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        (context.Request.Method, context.Response.Body) = (HttpMethods.Get, Stream.Null);
        try
        {
            await next(context);
        }
        finally
        {
            (context.Request.Method, context.Response.Body) = (HttpMethods.Head, body);
        }
    });
}
