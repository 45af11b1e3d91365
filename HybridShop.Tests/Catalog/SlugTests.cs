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
    [InlineData("茶壺", "item")]
    [InlineData("", "item")]
    [InlineData("½ liter", "liter")]
    public void A_slug_is_spelled_with_small_letters_digits_and_single_dashes(string name, string slug)
    {
        Slugs.From(name).ShouldBe(slug);
        Slugs.IsValid(slug).ShouldBeTrue();
    }

    [Fact]
    public void A_slug_of_a_long_name_is_cut()
    {
        var slug = Slugs.From(string.Concat(Enumerable.Repeat("lamp ", 60)));

        slug.Length.ShouldBeLessThanOrEqualTo(80);
        Slugs.IsValid(slug).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("A")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    public void Anything_else_is_no_slug(string text) => Slugs.IsValid(text).ShouldBeFalse();
}
