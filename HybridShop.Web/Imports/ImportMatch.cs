using System.Globalization;

namespace HybridShop.Web.Imports;

/// <summary>
/// Finds the products of a file among those that earlier files made. A key that the file gives is certain. Where there is none, the number
/// decides, then the whole title, and the report says so. A variant that the file no longer has hands over to one that takes its place, so
/// that nothing stays on sale which the other shop has under another name.
/// </summary>
internal sealed class ImportMatch
{
    private readonly ImportPlan plan;
    private readonly ImportResults results;
    private readonly Dictionary<int, KnownProduct> known;
    private readonly ILookup<string, KnownProduct> bySku;
    private readonly ILookup<string, KnownProduct> byTitle;
    private readonly ILookup<string, KnownProduct> byGroup;

    /// <summary>Keys that some product of the file has; no other may take them.</summary>
    private readonly HashSet<string> taken;
    private readonly Dictionary<string, string> movedGroups = [];

    public ImportMatch(ImportPlan plan, IReadOnlyList<KnownProduct> products, ImportResults results)
    {
        (this.plan, this.results) = (plan, results);
        known = products.ToDictionary(product => product.Id);
        bySku = products.Where(product => product.Sku is not null).ToLookup(product => product.Sku!);
        byTitle = products.ToLookup(product => Title(product.Name));
        byGroup = products.ToLookup(product => product.GroupKey);
        taken = [.. plan.Groups.Where(group => !group.IsGuess).Select(group => group.Key)];
        Groups = [.. plan.Groups.Select(Find)];
        var siblings = known.Values.ToLookup(product => product.GroupKey);
        foreach (var group in Groups)
        {
            HandOver(group, [.. siblings[group.Key]]);
        }
    }

    /// <summary>The file's products under the keys that they have in the shop.</summary>
    public IReadOnlyList<ImportGroup> Groups { get; }

    /// <summary>The shop's products under the keys that they have from now on.</summary>
    public IReadOnlyCollection<KnownProduct> Known => known.Values;

    /// <summary>Keys of groups of variants that change, from and to.</summary>
    public IReadOnlyDictionary<string, string> MovedGroups => movedGroups;

    private ImportGroup Find(ImportGroup group)
    {
        if (group.IsGuess)
        {
            return Guess(group);
        }

        if (!byGroup.Contains(group.Key))
        {
            TakeOver(group);
        }

        return group;
    }

    private ImportGroup Guess(ImportGroup group)
    {
        var (key, why) = FindGuess(group, _ => true);
        if (key is null)
        {
            key = Free(group.Key);
            why = ImportText.GuessNew;
        }

        taken.Add(key);
        results.Say(group.Variants[0].Row, why!);
        return group.Under(key);
    }

    /// <summary>A product that an earlier file had without a handle has one now, by which it is known from here on.</summary>
    private void TakeOver(ImportGroup group)
    {
        var (key, why) = FindGuess(group, key => key.StartsWith(plan.GuessSource, StringComparison.Ordinal));
        if (key is null)
        {
            return;
        }

        taken.Add(key);
        movedGroups[key] = group.Key;
        results.Say(group.Variants[0].Row, why!);
        foreach (var product in byGroup[key])
        {
            known[product.Id] = product with { Key = group.Key + product.Key[key.Length..] };
        }
    }

    /// <summary>Key of the shop's product that this one is by its number or else its title, and the sentence for the report; nulls when there is none.</summary>
    private (string? Key, string? Why) FindGuess(ImportGroup group, Func<string, bool> mayBe)
    {
        bool IsFree(string key) => mayBe(key) && !taken.Contains(key);

        foreach (var product in group.Variants.Where(variant => variant.Sku is not null).SelectMany(variant => bySku[variant.Sku!]))
        {
            if (IsFree(product.GroupKey))
            {
                return (product.GroupKey, Text(ImportText.GuessBySku, product.Sku!, product.Name));
            }
        }

        if (byGroup.Contains(group.Key) && IsFree(group.Key))
        {
            return (group.Key, ImportText.GuessByTitle);
        }

        // One that has another number is another product.
        var hasSku = group.Variants is [{ Options: null, Sku: not null }];
        var sameTitle = byTitle[Title(group.Name)].Select(product => product.GroupKey).Distinct()
            .Where(key => IsFree(key) && !(hasSku && byGroup[key].Any(product => product.Sku is not null))).ToList();
        return sameTitle is [var only] ? (only, ImportText.GuessByTitle) : (null, null);
    }

    private string Free(string key)
    {
        var free = key;
        for (var number = 2; taken.Contains(free) || byGroup.Contains(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{key} #{number}");
        }

        return free;
    }

    /// <summary>
    /// A variant that the file no longer has becomes one that is new: the one with its number, else the first that says the same and more or less
    /// (a product that gets its first options, or a further one, or loses them). So it keeps its address and its reviews.
    /// </summary>
    private void HandOver(ImportGroup group, List<KnownProduct> siblings)
    {
        var (keys, knownKeys) = (group.Variants.Select(variant => variant.Key).ToHashSet(), siblings.Select(product => product.Key).ToHashSet());
        var gone = siblings.Where(product => !keys.Contains(product.Key)).ToList();
        var news = group.Variants.Where(variant => !knownKeys.Contains(variant.Key)).ToList();
        foreach (var isHeir in (Func<KnownProduct, ImportVariant, bool>[])[HasSameSku, SaysSame])
        {
            foreach (var variant in news.ToList())
            {
                if (gone.Find(product => isHeir(product, variant)) is { } product)
                {
                    gone.Remove(product);
                    news.Remove(variant);
                    known[product.Id] = product with { Key = variant.Key };
                    results.Say(variant.Row, Text(ImportText.TakesPlace, string.Join("; ", product.OptionValues.DefaultIfEmpty(product.Name))));
                }
            }
        }
    }

    private static bool HasSameSku(KnownProduct product, ImportVariant variant) => variant.Sku is not null && product.Sku == variant.Sku;

    private static bool SaysSame(KnownProduct product, ImportVariant variant)
    {
        var values = KnownProduct.OptionValuesOf(variant.Key);
        return product.OptionValues.All(values.Contains) || values.All(product.OptionValues.Contains);
    }

    private static string Title(string name) => name.Normalize().ToUpperInvariant();

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
