using HybridShop.Components.Catalog;

namespace HybridShop.Web.Imports;

/// <summary>What a file asks for, checked as far as can be without looking into the shop. The formats end here, the writing begins.</summary>
/// <param name="Source">Name of the format, the beginning of every key that the file gives.</param>
/// <param name="GuessSource">The beginning of keys that were made of something else.</param>
/// <param name="Groups">One for each product with all its variants, in the order of the file.</param>
/// <param name="Rows">Every row of the file with what is known of it so far.</param>
/// <param name="Notes">Remarks on the file as a whole.</param>
internal sealed record ImportPlan(
    string Source, string GuessSource, IReadOnlyList<ImportGroup> Groups, IReadOnlyList<PlannedRow> Rows, IReadOnlyList<string> Notes);

/// <summary>A row's place, and why it is left out or what is to be said of it.</summary>
internal sealed record PlannedRow(int Number, int Line, string Handle)
{
    public bool IsSkipped { get; private set; }

    public List<string> Why { get; } = [];

    public void Skip(string why)
    {
        IsSkipped = true;
        Why.Add(why);
    }
}

/// <summary>A product with its variants. Null means: the file does not say; a product of the shop then keeps what it has.</summary>
internal sealed record ImportGroup
{
    /// <summary>Same in every file of the same shop; the variants' keys begin with it.</summary>
    public required string Key { get; init; }

    /// <summary>The file gives no key. <see cref="ImportMatch"/> looks then whether the shop knows the product by something else.</summary>
    public required bool IsGuess { get; init; }

    public required string Handle { get; init; }

    public required string Name { get; init; }

    /// <summary>Markdown.</summary>
    public required string? Description { get; init; }

    /// <summary>Names from the top of the tree down.</summary>
    public required IReadOnlyList<string>? CategoryPath { get; init; }

    public required ProductStatus? Status { get; init; }

    /// <summary>Status of products that are new.</summary>
    public required ProductStatus NewStatus { get; init; }

    /// <summary>In the order in which they are to be shown.</summary>
    public required IReadOnlyList<ImportPicture> Pictures { get; init; }

    public required IReadOnlyList<ImportVariant> Variants { get; init; }

    /// <summary>The rows that only add a picture, and which.</summary>
    public required IReadOnlyList<(int Row, string Address)> PictureRows { get; init; }

    /// <summary>The same under another key.</summary>
    public ImportGroup Under(string key) =>
        this with { Key = key, Variants = [.. Variants.Select(variant => variant with { Key = key + variant.Key[Key.Length..] })] };
}

/// <summary>One sellable thing of the file; each becomes a product.</summary>
internal sealed record ImportVariant
{
    /// <summary>Number of its row.</summary>
    public required int Row { get; init; }

    /// <summary>The product's key and the option values, with tabs between them.</summary>
    public required string Key { get; init; }

    /// <summary>"Color: Red; Size: M", or null where there is nothing to choose.</summary>
    public required string? Options { get; init; }

    /// <summary>The values alone, for the slug.</summary>
    public required string OptionValues { get; init; }

    /// <summary>Whether the file has such a column; an empty cell in it takes the number away.</summary>
    public required bool SaysSku { get; init; }

    public required string? Sku { get; init; }

    public required Money? Price { get; init; }

    public required int? Stock { get; init; }

    /// <summary>Its own picture beside those of the product.</summary>
    public required ImportPicture? Picture { get; init; }
}

/// <summary>A picture elsewhere. Its address is kept, never asked.</summary>
internal sealed record ImportPicture(string Address, string Alt);
