using System.Collections.Frozen;
using HybridShop.Components.Catalog;
using HybridShop.Web.Catalog.Search;

namespace HybridShop.Web.Imports;

/// <summary>
/// Whether a product is shown. Spreadsheets and people write the words of their own language, so those of Shopify's larger markets are known
/// (English, German, French, Spanish, Italian, Portuguese, Dutch), whatever their case and accents.
/// </summary>
internal static class ShopifyStatus
{
    private static readonly FrozenDictionary<string, bool> Published = Words(
        "true yes y 1 wahr ja vrai oui verdadero si vero verdadeiro sim waar",
        "false no n 0 falsch nein faux non falso nao onwaar nee");

    private static readonly FrozenDictionary<string, bool> Active = Words(
        "active aktiv actif activo activa attivo attiva ativo ativa actief",
        "draft entwurf brouillon borrador bozza rascunho concept inactive inaktiv inactif inactivo inactiva inattivo inativo inactief"
        + " archived archiviert archive archivee archivado archivada archiviato archiviata arquivado arquivada gearchiveerd unlisted");

    /// <summary>
    /// Only active is shown, and only what is published; an empty cell beside one that says so stands for yes. Status is null when the file does not say,
    /// or says it in words that are not known, which the remark names then: a product of the shop stays as it is, a new one gets NewStatus.
    /// </summary>
    public static (ProductStatus? Status, ProductStatus NewStatus, string? Remark) Of(ShopifyRow row)
    {
        if (!row.Says(ShopifyField.Status) && !row.Says(ShopifyField.Published))
        {
            return (null, ProductStatus.Published, null);
        }

        var isActive = Read(Active, row[ShopifyField.Status]);
        var isPublished = Read(Published, row[ShopifyField.Published]);
        if (isActive == true && isPublished == true)
        {
            return (ProductStatus.Published, ProductStatus.Published, null);
        }

        var unpublished = isPublished is null ? row[ShopifyField.Published] : null;
        var unknown = isActive is null ? row[ShopifyField.Status] : unpublished;
        var remark = unknown is null ? null : ImportSentence.Of(ImportText.StatusUnknown, unknown);
        return (isActive == false || isPublished == false ? ProductStatus.Draft : null, ProductStatus.Draft, remark);
    }

    private static bool? Read(FrozenDictionary<string, bool> words, string cell)
    {
        if (cell.Length == 0)
        {
            return true;
        }

        return words.TryGetValue(SearchWords.Fold(cell), out var isYes) ? isYes : null;
    }

    private static FrozenDictionary<string, bool> Words(string yes, string no) =>
        yes.Split(' ').Select(word => (word, IsYes: true)).Concat(no.Split(' ').Select(word => (word, IsYes: false)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.IsYes);
}
