using HybridShop.Components.Drafts;

namespace HybridShop.Web.Drafts;

internal static class DraftServices
{
    public static IServiceCollection AddDrafts(this IServiceCollection services) => services.AddSingleton<IDraftService, DraftService>();
}
