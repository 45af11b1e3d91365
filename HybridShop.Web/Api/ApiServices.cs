using Microsoft.AspNetCore.Http.Json;

namespace HybridShop.Web.Api;

internal static class ApiServices
{
    /// <summary>JSON, validation and problem details of the API.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<JsonOptions>().Configure<Currency>((options, currency) => ApiJson.Apply(options.SerializerOptions, currency));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddValidation();
        return services.AddApiProblems();
    }
}
