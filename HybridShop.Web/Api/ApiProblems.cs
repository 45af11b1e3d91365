using HybridShop.Web.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace HybridShop.Web.Api;

/// <summary>RFC 9457 problem details for every answer to a program that is not what it asked for, the same in every environment.</summary>
internal static class ApiProblems
{
    public const string ErrorsKey = "errors";

    public static IServiceCollection AddApiProblems(this IServiceCollection services) => services
        .AddExceptionHandler<ApiExceptions>()
        .AddSingleton<IProblemDetailsWriter, ApiProblemWriter>()
        .AddProblemDetails(options => options.CustomizeProblemDetails = context => Complete(context.HttpContext, context.ProblemDetails));

    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.IsForPrograms(), programs => programs.UseStatusCodePages(ExplainAsync));

    /// <summary>A body for the bare status that routing, authorization and the like have left.</summary>
    private static Task ExplainAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            AllowHeadAndOptions(http.Response);
            if (HttpMethods.IsOptions(http.Request.Method))
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
        }

        return TypedResults.Problem(statusCode: http.Response.StatusCode, detail: DetailOf(http)).ExecuteAsync(http);
    }

    private static void AllowHeadAndOptions(HttpResponse response)
    {
        var methods = response.Headers.Allow.SelectMany(
            value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        response.Headers.Allow = string.Join(
            ", ", methods.Concat(methods.Contains(HttpMethods.Get) ? [HttpMethods.Head] : []).Append(HttpMethods.Options).Distinct());
    }

    private static string? DetailOf(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => ApiText.SignInNeeded,
        StatusCodes.Status403Forbidden =>
            RoleNeeded(http) is { } role ? Texts.Format(ApiText.RoleRequired, role) : ApiText.NotAllowed,
        StatusCodes.Status404NotFound => ApiText.NothingHere,
        StatusCodes.Status405MethodNotAllowed => ApiText.VerbUnknown,
        StatusCodes.Status413PayloadTooLarge => ApiText.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiText.ContentTypeUnknown,
        StatusCodes.Status429TooManyRequests => ApiText.TooManyRequests,
        StatusCodes.Status504GatewayTimeout => ApiText.TookTooLong,
        _ => null,
    };

    private static string? RoleNeeded(HttpContext http) =>
        (http.Features.Get<IEndpointFeature>()?.Endpoint ?? http.GetEndpoint())?.Metadata.OfType<IAuthorizeData>()
            .Select(data => data.Policy).LastOrDefault(policy => policy is not null);

    private static void Complete(HttpContext http, Microsoft.AspNetCore.Mvc.ProblemDetails problem)
    {
        problem.Extensions.Remove("traceId");
        problem.Extensions["trace_id"] = FaultLog.NumberOf(http);

        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized && http.Response.Headers.WWWAuthenticate.Count == 0)
        {
            http.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        }

        // It belonged to what would have been shown.
        http.Response.Headers.ETag = default;
        if (problem is HttpValidationProblemDetails validation)
        {
            // What the framework's own validation found, under the names of the JSON, as the services' refusals are.
            validation.Errors = validation.Errors.ToDictionary(error => ApiNames.OfPath(error.Key), error => error.Value);
            validation.Detail ??= validation.Errors.Values.SelectMany(messages => messages).FirstOrDefault();
        }
    }
}
