using HybridShop.Components.Catalog;
using HybridShop.Components.Catalog.Categories;
using HybridShop.Components.Catalog.Pictures;
using HybridShop.Components.Catalog.Products;
using HybridShop.Web.Catalog.Categories;
using HybridShop.Web.Catalog.Pictures;
using HybridShop.Web.Catalog.Products;
using HybridShop.Web.Catalog.Search;

namespace HybridShop.Web.Catalog;

internal static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton<CategoryTreeReader>()
        .AddSingleton<ProductIndex>().AddHostedService<ProductIndexStart>()
        .AddSingleton<CatalogFacetReader>()
        .AddSingleton<HomeReader>()
        .AddSingleton<ProductLists>()
        .AddSingleton<ProductReader>().AddSingleton<ProductFields>()
        .AddSingleton<KeysetBookmarks>()
        .AddSingleton<MediaStore>().AddSingleton<DrawingBitmaps>()
        .AddSingleton<IPictureRenderer, VipsPictureRenderer>().AddSingleton<PictureRenderQueue>()
        .AddSingleton<PictureKeeper>().AddHostedService<PictureRenewal>()
        .AddSingleton<ICatalogService, CatalogService>()
        .AddSingleton<IProductService, ProductService>()
        .AddSingleton<IProductPictureService, ProductPictureService>()
        .AddSingleton<ICategoryService, CategoryService>();
}
