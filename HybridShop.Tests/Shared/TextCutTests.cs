namespace HybridShop.Tests.Shared;

[Trait("Category", "Unit")]
public sealed class TextCutTests
{
    [Theory]
    [InlineData("lamp", 4, "lamp")]
    [InlineData("lamps", 4, "lamp")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData("ab😀c", 4, "ab😀")]
    [InlineData("abe\u0301\u0323x", 4, "ab")]
    [InlineData("a👩\u200d🚀b", 4, "a")]
    [InlineData("a🇳🇱b", 3, "a")]
    [InlineData("lamp", 0, "")]
    public void A_text_ends_where_a_sign_ends(string text, int length, string cut) => text.Cut(length).ShouldBe(cut);

    [Fact]
    public void A_sign_that_is_longer_by_itself_is_cut_but_never_a_surrogate_pair()
    {
        ("a" + new string('\u0301', 50)).Cut(10).Length.ShouldBe(10);
        string.Concat(Enumerable.Repeat("👩\u200d", 20)).Cut(4).ShouldBe("👩\u200d");
    }

    [Theory]
    [InlineData("lamps", 4, "lamp…")]
    [InlineData("lamp", 4, "lamp")]
    [InlineData("👩\u200d👩\u200d👧\u200d👦👩\u200d👩\u200d👧\u200d👦", 4, "👩\u200d👩\u200d👧\u200d👦👩\u200d👩\u200d👧\u200d👦")]
    [InlineData("👩\u200d🚀ab", 1, "👩\u200d🚀…")]
    public void A_glance_counts_signs_as_a_reader_does(string text, int count, string cut) => text.CutToSigns(count).ShouldBe(cut);
}
