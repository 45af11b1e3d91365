namespace HybridShop.Tests.Reviews;

[Trait("Category", "Unit")]
public sealed class TextDiffTests
{
    [Theory]
    [InlineData("The handle is slippery.", "The handle got tape.", "The handle [is slippery.]", "The handle [got tape.]")]
    [InlineData("One two three", "One three", "One [two ]three", "One three")]
    [InlineData("One three", "One two three", "One three", "One [two ]three")]
    [InlineData("a b c d", "b x d", "[a ]b [c ]d", "b [x ]d")]
    [InlineData("Same", "Same", "Same", "Same")]
    [InlineData("Same words", "Same\nwords", "Same words", "Same\nwords")]
    [InlineData(null, "New", "", "[New]")]
    [InlineData("Old", null, "[Old]", "")]
    [InlineData(null, null, "", "")]
    [InlineData("Good", "good", "[Good]", "[good]")]
    [InlineData("  led by spaces", "led by spaces", "[  ]led by spaces", "led by spaces")]
    public void Words_of_one_side_only_are_marked(string? before, string? after, string markedBefore, string markedAfter)
    {
        var difference = TextDiff.Between(before, after);

        (Marked(difference.Before), Marked(difference.After)).ShouldBe((markedBefore, markedAfter));
    }

    [Fact]
    public void Both_texts_are_whole_and_what_is_not_marked_is_the_same_on_both_sides()
    {
        var random = new Random(20260302);
        for (var i = 0; i < 300; i++)
        {
            var (before, after) = (RandomText(random), RandomText(random));

            var difference = TextDiff.Between(before, after);

            string.Concat(difference.Before.Select(piece => piece.Text)).ShouldBe(before);
            string.Concat(difference.After.Select(piece => piece.Text)).ShouldBe(after);
            Kept(difference.Before).ShouldBe(Kept(difference.After));
        }
    }

    [Fact]
    public void Long_texts_are_compared_at_their_ends_alone()
    {
        var before = string.Join(' ', Enumerable.Range(0, 2_000).Select(i => i == 1_000 ? "middle" : $"b{i}"));
        var after = string.Join(' ', Enumerable.Range(0, 2_000).Select(i => i == 1_000 ? "middle" : $"a{i}"));

        var difference = TextDiff.Between($"first {before} last", $"first {after} last");

        difference.Before.Select(piece => piece.IsChanged).ShouldBe([false, true, false]);
        difference.After.Select(piece => piece.IsChanged).ShouldBe([false, true, false]);
        (2_001L * 2_001 > TextDiff.MaxPairs).ShouldBeTrue();
    }

    private static string RandomText(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(12)).Select(_ => "abcd"[random.Next(4)]));

    private static string Marked(IEnumerable<WordPiece> pieces) => string.Concat(pieces.Select(piece => piece.IsChanged ? $"[{piece.Text}]" : piece.Text));

    private static List<string> Kept(IEnumerable<WordPiece> pieces) =>
        [.. pieces.Where(piece => !piece.IsChanged).SelectMany(piece => piece.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
