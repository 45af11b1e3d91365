using HybridShop.Web.Catalog;

namespace HybridShop.Tests.Catalog;

[Trait("Category", "Unit")]
public sealed class SearchWordTests
{
    [Theory]
    [InlineData("Café\tLAMPS\n ", "cafe lamps")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("a\0b", "a b")]
    [InlineData(" ", "")]
    public void Text_is_folded_to_small_letters_without_accents_and_single_blanks(string text, string folded) => SearchWords.Fold(text).ShouldBe(folded);

    [Fact]
    public void A_question_has_at_most_eight_different_words()
    {
        SearchWords.Split("Red red RED lamp").ShouldBe(["red", "lamp"]);
        SearchWords.Split("a b c d e f g h i j").Count.ShouldBe(8);
        SearchWords.Split(null).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_stored_begins_with_the_name_and_is_bounded()
    {
        var product = new Product { Name = "Lamp", Slug = "lamp", Sku = "L-1", Summary = string.Concat(Enumerable.Repeat("ﷺ", 500)) };

        SearchWords.Of(product).ShouldStartWith("lamp l-1");
        SearchWords.Of(product).Length.ShouldBeLessThanOrEqualTo(1_000);
    }
}
