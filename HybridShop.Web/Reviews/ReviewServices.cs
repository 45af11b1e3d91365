using HybridShop.Components.Reviews;

namespace HybridShop.Web.Reviews;

internal static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton<ReviewQueueCounter>()
        .AddSingleton<IReviewService, ReviewService>();
}
