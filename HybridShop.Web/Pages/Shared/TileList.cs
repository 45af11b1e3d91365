using HybridShop.Components.Catalog;

namespace HybridShop.Web.Pages.Shared;

/// <summary>Tiles in a row or grid: partial _Tiles.</summary>
/// <param name="Products">What is shown, in order.</param>
/// <param name="CssClass">"tiles", or with four or one.</param>
/// <param name="EagerPictures">How many of the first pictures are above the fold and load at once.</param>
internal sealed record TileList(IReadOnlyList<ProductSummary> Products, string CssClass = "tiles", int EagerPictures = 0);
