namespace HybridShop.Web.Catalog;

internal static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton<CatalogBackfill>()
        .AddSingleton<CategoryTreeReader>()
        .AddSingleton<ProductIndex>().AddHostedService<ProductIndexStart>()
        .AddSingleton<CatalogFacetReader>()
        .AddSingleton<HomeReader>()
        .AddSingleton<ProductLists>()
        .AddSingleton<ProductItemReader>()
        .AddSingleton<PageAnchors>()
        .AddSingleton<MediaStore>().AddSingleton<DrawingBitmaps>()
        .AddSingleton<IPictureRenderer, VipsPictureRenderer>().AddSingleton<PictureRenderQueue>()
        .AddSingleton<PictureKeeper>().AddHostedService<PictureRenewal>()
        .AddSingleton<ICatalogService, CatalogService>()
        .AddSingleton<IProductService, ProductService>()
        .AddSingleton<IProductPictureService, ProductPictureService>()
        .AddSingleton<ICategoryService, CategoryService>();
}
