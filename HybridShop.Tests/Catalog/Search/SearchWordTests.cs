namespace HybridShop.Tests.Catalog;

[Trait("Category", "Unit")]
public sealed class SearchWordTests
{
    [Theory]
    [InlineData("Café\tLAMPS\n ", "cafe lamps")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("a\0b", "a b")]
    [InlineData(" ", "")]
    [InlineData("𝐁old 😀", "𝐁old 😀")]
    [InlineData("𐐀", "𐐨")]
    [InlineData("a\ufffeb", "a\ufffdb")]
    public void Text_is_folded_to_small_letters_without_accents_and_single_blanks(string text, string folded) => SearchWords.Fold(text).ShouldBe(folded);

    [Fact]
    public void A_question_has_at_most_eight_different_words()
    {
        SearchWords.Split("Red red RED lamp").ShouldBe(["red", "lamp"]);
        SearchWords.Split("a b c d e f g h i j").Count.ShouldBe(8);
        SearchWords.Split(null).ShouldBeEmpty();
    }

    [Fact]
    public void Half_a_sign_is_folded_to_the_sign_for_one_that_cannot_be_read() => SearchWords.Fold("A\ud83d").ShouldBe("a\ufffd");

    [Theory]
    [InlineData("A 😀 lamp 𝐛𝐨𝐥𝐝", "lamp", "A 😀 [lamp] 𝐛𝐨𝐥𝐝")]
    [InlineData("A 😀 lamp", "😀", "A [😀] lamp")]
    [InlineData("Cafe\u0301 lamp", "cafe", "[Cafe\u0301] lamp")]
    [InlineData("Café lamp", "cafe lamp", "[Café] [lamp]")]
    [InlineData("👩\u200d🚀 suit", "👩", "[👩\u200d🚀] suit")]
    [InlineData("한글", "하", "[한]글")]
    [InlineData("lamps", "lamp lamps", "[lamps]")]
    [InlineData("İstanbul", "istan", "[İstan]bul")]
    [InlineData("nothing here", "lamp", "nothing here")]
    [InlineData("", "lamp", "")]
    public void Words_are_marked_by_whole_signs(string text, string question, string marked) =>
        string.Concat(SearchWords.Mark(text, SearchWords.Split(question)).Select(piece => piece.IsHit ? $"[{piece.Piece}]" : piece.Piece)).ShouldBe(marked);

    [Fact]
    public void A_question_is_cut_between_signs() => SearchWords.Split(new string('a', 99) + "😀").ShouldBe([new('a', 99)]);

    [Fact]
    public void What_is_stored_begins_with_the_name_and_is_bounded()
    {
        var product = new Product { Name = "Lamp", Slug = "lamp", Sku = "L-1", Summary = string.Concat(Enumerable.Repeat("ﷺ", 500)) };

        SearchWords.Of(product).ShouldStartWith("lamp l-1");
        SearchWords.Of(product).Length.ShouldBeLessThanOrEqualTo(1_000);
    }
}
