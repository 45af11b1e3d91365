namespace HybridShop.Web.Api.OpenApi;

internal static class SwaggerPage
{
    private const string Address = "/swagger";

    /// <summary>
    /// Its scripts and styles are files of its own but for one style, which hides the drawing that its icons are taken from. It has pictures in data
    /// addresses and asks nobody but this shop.
    /// </summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; "
        + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page on which people read the API's document and try its operations.</summary>
    public static void UseSwaggerPage(this WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments(Address), page =>
    {
        page.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        });
        page.UseSwaggerUI(options =>
        {
            options.DocumentTitle = ApiDocumentText.Title;
            options.SwaggerEndpoint(".." + ApiDocument.Address, ApiDocumentText.Title);
            options.EnableTryItOutByDefault();
            options.DefaultModelsExpandDepth(0);
            options.InjectStylesheet("../css/swagger.css");
        });
    });
}
