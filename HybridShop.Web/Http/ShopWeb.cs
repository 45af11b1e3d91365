using System.Globalization;
using HybridShop.Web.Catalog.Pictures;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace HybridShop.Web.Http;

internal static class ShopWeb
{
    private const string DefaultAddress = "http://localhost:5080";
    private const string Culture = "en-US";
    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Razor Pages, static files and the web server's own settings.</summary>
    public static WebApplicationBuilder AddShopWeb(this WebApplicationBuilder builder)
    {
        // Numbers and dates on pages do not depend on the language of the machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Culture);

        // A built program that is not published finds its static files too, whatever its environment.
        builder.WebHost.UseStaticWebAssets();
        if (AddressKeys.All(key => string.IsNullOrEmpty(builder.Configuration[key])))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton<KeptForms>();
        builder.Services.AddRazorPages(pages => pages.Conventions.Add(new FormTokens.Everywhere())).AddMvcOptions(options =>
        {
            options.Filters.Add(new PageVerbs());
            options.Filters.Add<FormTokens>(FormTokens.Order);
            SpeakOurWords(options.ModelBindingMessageProvider);
        });
        builder.Services.AddSingleton<FaultLog>().AddSingleton<IFaultLog>(provider => provider.GetRequiredService<FaultLog>());
        builder.Services.Configure<RouteOptions>(options => options.LowercaseUrls = false);
        return builder;
    }

    /// <summary>For what does not even bind; only a form that was tampered with says so.</summary>
    private static void SpeakOurWords(DefaultModelBindingMessageProvider messages)
    {
        messages.SetValueMustNotBeNullAccessor(_ => PageText.ValueMissing);
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Texts.Format(PageText.ValueMisfit, value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => Texts.Format(PageText.ValueMisfit, value));
    }

    /// <summary>Headers that every answer carries.</summary>
    public static void UseShopHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.XXSSProtection = "0";
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        return next(context);
    });

    /// <summary>Product pictures out of the data folder: named after their content, so browsers may keep them for ever.</summary>
    public static void UseShopMedia(this WebApplication app)
    {
        var folder = Directory.CreateDirectory(app.Services.GetRequiredService<ShopSettings>().MediaFolder).FullName;
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/media"), pictures => pictures.Use(async (context, next) =>
        {
            await context.RequestServices.GetRequiredService<DrawingBitmaps>()
                .EnsureAsync(context.Request.Path.Value!["/media".Length..], context.RequestAborted);
            await next(context);
        }));
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/media",
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = new FileExtensionContentTypeProvider(new Dictionary<string, string>
            {
                [".svg"] = "image/svg+xml", [".png"] = "image/png", [".jpg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp",
                [".avif"] = "image/avif",
            }),
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";

                // A drawing that is opened by itself can run nothing and load nothing.
                file.Context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            },
        });
    }
}
