using HybridShop.Web.Catalog;

namespace HybridShop.Tests.Catalog;

[Trait("Category", "Unit")]
public sealed class SlugTests
{
    [Theory]
    [InlineData("Table lamp", "table-lamp")]
    [InlineData("  Crème -- brûlée! ", "creme-brulee")]
    [InlineData("Großes Smørrebrød & Łódź", "grosses-smorrebrod-and-lodz")]
    [InlineData("Potter's wheel", "potters-wheel")]
    [InlineData("Kırmızı İstanbul", "kirmizi-istanbul")]
    [InlineData("Þórður, ðoka, ŋ, Đường", "thordur-doka-ng-duong")]
    [InlineData("ﬁne 𝐛𝐨𝐥𝐝 Ｌａｍｐ", "fine-bold-lamp")]
    [InlineData("", "item")]
    [InlineData("🎁 ✨", "item")]
    [InlineData("½ liter", "liter")]
    public void A_slug_is_spelled_with_small_letters_digits_and_single_dashes(string name, string slug) => Holds(name, slug);

    [Theory]
    [InlineData("Кружка", "kruzhka")]
    [InlineData("Щётка, чай и йод", "shchetka-chay-i-yod")]
    [InlineData("Їжак у Києві", "izhak-u-kiievi")]
    [InlineData("Ђак и Љубав", "djak-i-ljubav")]
    [InlineData("Κούπα του καφέ", "koupa-tou-kafe")]
    [InlineData("ΞΎΛΟ", "xylo")]
    [InlineData("ყავა", "qava")]
    public void Alphabets_with_one_spelling_are_spelled_in_latin_letters(string name, string slug) => Holds(name, slug);

    [Theory]
    [InlineData("咖啡杯 大", "咖啡杯-大")]
    [InlineData("コーヒー カップ", "コーヒー-カップ")]
    [InlineData("कॉफ़ी मग", "कॉफ़ी-मग")]
    [InlineData("แก้วน้ำ", "แก้วน้ำ")]
    [InlineData("قهوة", "قهوة")]
    [InlineData("Lamp 茶 No. 7", "lamp-茶-no-7")]
    public void Letters_of_other_scripts_stay(string name, string slug) => Holds(name, slug.Normalize());

    [Theory]
    [InlineData("e\u0301clair", "eclair")]
    [InlineData("か\u3099す", "がす")]
    [InlineData("\u202eкруг\u200b\u2069", "krug")]
    [InlineData("क\u200dक", "कक")]
    [InlineData("\u0301\u0301", "item")]
    public void A_slug_has_one_form_and_nothing_invisible(string name, string slug) => Holds(name, slug);

    [Fact]
    public void A_slug_of_a_long_name_is_cut()
    {
        var slug = Slugs.From(string.Concat(Enumerable.Repeat("lamp ", 60)));

        slug.Length.ShouldBeLessThanOrEqualTo(80);
        Slugs.IsValid(slug).ShouldBeTrue();
    }

    [Fact]
    public void A_slug_is_bounded_in_bytes_and_cut_between_signs()
    {
        Slugs.From(new('茶', 90)).ShouldBe(new('茶', 26));
        Slugs.From(string.Concat(Enumerable.Repeat("नि", 90))).ShouldBe(string.Concat(Enumerable.Repeat("नि", 13)));
        Slugs.IsValid(new('茶', 85)).ShouldBeTrue();
        Slugs.IsValid(new('茶', 86)).ShouldBeFalse();
        Slugs.From(string.Concat(Enumerable.Repeat("! ", 90)) + "lamp").ShouldBe("lamp");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("A")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    [InlineData("Кружка")]
    [InlineData("e\u0301")]
    [InlineData("\u0301a")]
    [InlineData("क\u200dक")]
    [InlineData("a b")]
    [InlineData("a\u00a0b")]
    [InlineData("🎁")]
    public void Anything_else_is_no_slug(string text) => Slugs.IsValid(text).ShouldBeFalse();

    [Theory]
    [InlineData("Enamel-Kettle", "enamel-kettle")]
    [InlineData("enamel-kettle ", "enamel-kettle")]
    [InlineData("КРУЖКА", "кружка")]
    [InlineData("e\u0301clair", "éclair")]
    [InlineData("enamel-\u200bkettle", "enamel-kettle")]
    [InlineData("enamel-kettle", null)]
    [InlineData("enamel kettle", null)]
    public void Another_form_of_a_slug_means_it(string asked, string? meant) => Slugs.Meant(asked).ShouldBe(meant);

    [Fact]
    public void Half_a_sign_is_no_slug_and_means_none()
    {
        Slugs.IsValid("a\ud83d").ShouldBeFalse();
        Slugs.IsValid("a\ufffe").ShouldBeFalse();
        Slugs.Meant("A\ud83d").ShouldBeNull();
    }

    [Theory]
    [InlineData(0, "soap", 1)]
    [InlineData(1, "soap-2", 2)]
    [InlineData(2, "soap-3", 3)]
    [InlineData(20_000, "soap-20001", 6)]
    [InlineData(1_000_000, "soap-1000001", 6)]
    public async Task A_free_slug_is_found_in_a_few_questions_however_many_have_the_name(int count, string slug, int questions)
    {
        var (taken, asked) = (Enumerable.Range(1, count).Select(number => number == 1 ? "soap" : $"soap-{number}").ToHashSet(), 0);

        var free = await Slugs.FreeAsync("soap", slugs =>
        {
            asked++;
            slugs.Count.ShouldBeLessThanOrEqualTo(31);
            return Task.FromResult(slugs.Where(taken.Contains).ToList());
        });

        free.ShouldBe(slug);
        asked.ShouldBeLessThanOrEqualTo(questions);
    }

    [Fact]
    public async Task A_gap_among_the_numbers_does_no_harm()
    {
        string[] taken = ["soap", "soap-2", "soap-4", "soap-7"];

        (await Slugs.FreeAsync("soap", slugs => Task.FromResult(slugs.Where(taken.Contains).ToList()))).ShouldBeOneOf("soap-3", "soap-5", "soap-6", "soap-8");
    }

    private static void Holds(string name, string slug)
    {
        Slugs.From(name).ShouldBe(slug);
        Slugs.IsValid(slug).ShouldBeTrue();
        slug.IsNormalized().ShouldBeTrue();
    }
}
