namespace HybridShop.Web.Demo;

internal static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddSingleton<DemoShop>().AddSingleton<CatalogGenerator>();
}
