using HybridShop.Web.Api.OpenApi;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Net.Http.Headers;

namespace HybridShop.Web.Api;

internal static class ApiServices
{
    private const string CorsPolicy = "api";
    private static readonly string[] ShownHeaders = ["ETag", "Link", "Location", "Retry-After", "WWW-Authenticate", Idempotency.ReplayedHeader];

    /// <summary>JSON, validation, problem details, limits and foreign origins of the API.</summary>
    public static IHostApplicationBuilder AddShopApi(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<JsonOptions>().Configure<Currency>((options, currency) => ApiJson.Apply(options.SerializerOptions, currency));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddValidation();
        services.AddApiProblems().AddApiDocument().AddApiLimits(builder.Configuration);

        // Foreign pages bring a token: the cookie is no use to them, so browsers need not be told to send it.
        var origins = ApiOrigins.From(builder.Configuration, builder.Environment);
        services.AddSingleton(origins);
        services.AddCors(options => options.AddPolicy(CorsPolicy, policy =>
            policy.WithOrigins([.. origins.Allowed]).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders(ShownHeaders)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return builder;
    }

    /// <summary>Who may ask, how much and how often. Behind routing; the rest behind authentication, because it depends on who asks.</summary>
    public static void UseApiOrigins(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.IsForPrograms(), api => api.Use(VaryByOrigin).UseCors(CorsPolicy));
        app.UseRequestTimeouts();
    }

    /// <summary>Behind authorization.</summary>
    public static void UseApiGuards(this WebApplication app) => app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api =>
    {
        api.Use((http, next) =>
        {
            // Unless an answer says that it may be kept and asked for again, it may not.
            http.Response.Headers.CacheControl = "no-store";
            return next(http);
        });
        api.UseCookieGuard();
        api.UseMiddleware<Idempotency>();
    });

    /// <summary>
    /// The framework says that an answer depends on the origin when a page of several allowed ones asks; but an answer that was given without an origin,
    /// or refused, must not be kept for a page of one either. At the last moment, because what answers, or has to explain a fault, begins its headers anew.
    /// </summary>
    private static Task VaryByOrigin(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var known = http.Response.Headers.GetCommaSeparatedValues(HeaderNames.Vary);
            if (!known.Contains(HeaderNames.Origin, StringComparer.OrdinalIgnoreCase))
            {
                http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
            }

            return Task.CompletedTask;
        });
        return next(http);
    }
}
