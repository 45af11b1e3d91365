using HybridShop.Web.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Api;

/// <summary>Writes problem details to programs whatever they say that they accept: the framework's own writer leaves out half of it then.</summary>
internal sealed class ApiProblemWriter(IOptions<JsonOptions> json, IOptions<ProblemDetailsOptions> problems) : IProblemDetailsWriter
{
    // A request that broke has been led to the page for people by now.
    public bool CanWrite(ProblemDetailsContext context) =>
        (context.HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path is { } path
            ? new PathString(path)
            : context.HttpContext.Request.Path).IsForPrograms();

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Status ??= http.Response.StatusCode;
        problem.Type ??= TypedResults.Problem(statusCode: problem.Status).ProblemDetails.Type;
        problems.Value.CustomizeProblemDetails?.Invoke(context);
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), json.Value.SerializerOptions, "application/problem+json", http.RequestAborted);
    }
}
