
namespace HybridShop.Web.Api;

/// <summary>What the routes of the API have in common. Each feature maps its own part, <c>Program.cs</c> lists the features.</summary>
internal static class ApiRoutes
{
    /// <summary>The group in which features map their routes, with what holds for each of them.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app) =>
        app.MapGroup("/api").Limit().AddEndpointFilter(Preconditions.EvaluateAsync).AddEndpointFilter(CheckListRequest);

    /// <summary>The framework's validation does not look into what is gathered from a query, so the rules of lists are asked here.</summary>
    private static ValueTask<object?> CheckListRequest(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<ListRequest>().Select(InputRules.Check).FirstOrDefault(refusal => refusal is not null) is { } refusal
            ? ValueTask.FromResult<object?>(OutcomeResults.Invalid(refusal.Errors))
            : next(context);

    /// <summary>The statuses that it may answer instead; those of errors come with problem details.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            _ = status switch
            {
                < StatusCodes.Status400BadRequest => endpoint.Produces(status),
                StatusCodes.Status400BadRequest => endpoint.ProducesValidationProblem(),
                _ => endpoint.ProducesProblem(status),
            };
        }

        return endpoint;
    }
}
