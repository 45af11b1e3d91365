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
        Groups = [.. Match(FindGuesses())];
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

    /// <summary>
    /// For each product of the file that is not known by its own key, the key that it has in the shop and the sentence for the report; null for
    /// what is new. All numbers come before all titles, so that none takes by its title what another is by its number.
    /// </summary>
    private (string Key, string Why)?[] FindGuesses()
    {
        var guesses = new (string Key, string Why)?[plan.Groups.Count];
        foreach (var find in (Func<ImportGroup, (string Key, string Why)?>[])[FindBySku, FindByKey, FindByTitle])
        {
            for (var i = 0; i < guesses.Length; i++)
            {
                if (guesses[i] is null && (plan.Groups[i].IsGuess || !byGroup.Contains(plan.Groups[i].Key)) && find(plan.Groups[i]) is { } guess)
                {
                    guesses[i] = guess;
                    taken.Add(guess.Key);
                }
            }
        }

        return guesses;
    }

    private IEnumerable<ImportGroup> Match((string Key, string Why)?[] guesses)
    {
        foreach (var (group, guess) in plan.Groups.Zip(guesses))
        {
            if (!group.IsGuess)
            {
                TakeOver(group, guess);
                yield return group;
                continue;
            }

            var key = guess?.Key ?? Free(group.Key);
            taken.Add(key);
            results.Say(group.Variants[0].Row, guess?.Why ?? ImportText.GuessNew);
            yield return group.Under(key);
        }
    }

    /// <summary>A product that an earlier file had without a handle has one now, by which it is known from here on.</summary>
    private void TakeOver(ImportGroup group, (string Key, string Why)? guess)
    {
        if (guess is not { } found)
        {
            return;
        }

        var key = found.Key;
        movedGroups[key] = group.Key;
        results.Say(group.Variants[0].Row, found.Why);
        foreach (var product in byGroup[key])
        {
            known[product.Id] = product with { Key = group.Key + product.Key[key.Length..] };
        }
    }

    private (string Key, string Why)? FindBySku(ImportGroup group)
    {
        var product = group.Variants.Where(variant => variant.Sku is not null).SelectMany(variant => bySku[variant.Sku!])
            .FirstOrDefault(product => MayBe(group, product.GroupKey));
        return product is null ? null : (product.GroupKey, ImportSentence.Of(ImportText.GuessBySku, product.Sku!, product.Name));
    }

    /// <summary>The number or the title that an earlier file had, whatever has been made of them in the shop.</summary>
    private (string Key, string Why)? FindByKey(ImportGroup group)
    {
        if (!byGroup.Contains(group.Key) || !MayBe(group, group.Key))
        {
            return null;
        }

        return (group.Key, HasOneSku(group)
            ? ImportSentence.Of(ImportText.GuessBySku, group.Variants[0].Sku!, byGroup[group.Key].First().Name)
            : ImportText.GuessByTitle);
    }

    private (string Key, string Why)? FindByTitle(ImportGroup group)
    {
        // One that has another number is another product.
        var hasSku = HasOneSku(group);
        var keys = byTitle[Title(group.Name)].Select(product => product.GroupKey).Distinct()
            .Where(key => MayBe(group, key) && !(hasSku && byGroup[key].Any(product => product.Sku is not null))).Take(2).ToList();
        return keys is [var only] ? (only, ImportText.GuessByTitle) : null;
    }

    private static bool HasOneSku(ImportGroup group) => group.Variants is [{ Options: null, Sku: not null }];

    /// <summary>A handle is certain, so what has one can only be what had none.</summary>
    private bool MayBe(ImportGroup group, string key) =>
        !taken.Contains(key) && (group.IsGuess || key.StartsWith(plan.GuessSource, StringComparison.Ordinal));

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
        var gone = siblings.Where(product => !keys.Contains(product.Key)).Select(product => (Product: product, Values: product.OptionValues)).ToList();
        List<ImportVariant> news = gone.Count == 0 ? [] : group.Variants.Where(variant => !knownKeys.Contains(variant.Key)).ToList();
        foreach (var variant in news.Where(variant => variant.Sku is not null).ToList())
        {
            Give(variant, gone.FindIndex(old => old.Product.Sku == variant.Sku));
        }

        foreach (var variant in news.ToList())
        {
            var values = KnownProduct.OptionValuesOf(variant.Key);
            Give(variant, gone.FindIndex(old => SaysSame(old.Values, values)));
        }

        void Give(ImportVariant variant, int place)
        {
            if (place < 0)
            {
                return;
            }

            var (product, values) = gone[place];
            gone.RemoveAt(place);
            news.Remove(variant);
            known[product.Id] = product with { Key = variant.Key };
            results.Say(variant.Row, ImportSentence.Of(ImportText.TakesPlace, string.Join("; ", values.DefaultIfEmpty(product.Name))));
        }
    }

    /// <summary>Whether one has all that the other has, and more.</summary>
    private static bool SaysSame(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var (fewer, more) = one.Count < other.Count ? (one, other) : (other, one);
        return fewer.Count < more.Count && fewer.All(more.Contains);
    }

    private static string Title(string name) => name.Normalize().ToUpperInvariant();
}
