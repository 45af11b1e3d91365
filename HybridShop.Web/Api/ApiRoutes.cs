using HybridShop.Web.Accounts;
using HybridShop.Web.Catalog;
using HybridShop.Web.Data;
using HybridShop.Web.Reviews;
using HybridShop.Web.Stock;

namespace HybridShop.Web.Api;

/// <summary>The table of contents of the API. Each feature maps its own part.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").Limit().AddEndpointFilter(Preconditions.EvaluateAsync).AddEndpointFilter(CheckListRequest);
        api.MapTokens();
        api.MapUsers();
        api.MapProducts();
        api.MapPictures();
        api.MapCategories();
        api.MapStock();
        api.MapReviews();
    }

    /// <summary>The framework's validation does not look into what is gathered from a query, so the rules of lists are asked here.</summary>
    private static ValueTask<object?> CheckListRequest(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<ListRequest>().Select(InputRules.Check).FirstOrDefault(refusal => refusal is not null) is { } refusal
            ? ValueTask.FromResult<object?>(ApiAnswers.Invalid(refusal.Errors))
            : next(context);

    /// <summary>What it answers when all is well.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status) => endpoint.Produces<T>(status);

    /// <summary>The same without a body.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status) => endpoint.Produces(status);

    /// <summary>The statuses that it may answer instead; those of errors come with problem details.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            _ = status < StatusCodes.Status400BadRequest ? endpoint.Produces(status)
                : status == StatusCodes.Status400BadRequest ? endpoint.ProducesValidationProblem()
                : endpoint.ProducesProblem(status);
        }

        return endpoint;
    }
}
