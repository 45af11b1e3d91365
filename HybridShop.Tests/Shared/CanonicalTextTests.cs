namespace HybridShop.Tests.Shared;

[Trait("Category", "Unit")]
public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("Table lamp", "Table lamp")]
    [InlineData(" Table \t\u00a0\r\n lamp\u2003", "Table lamp")]
    [InlineData("Cafe\u0301", "Café")]
    [InlineData("Tab\u200ble\u00ad \ufefflamp\u2060", "Table lamp")]
    [InlineData("\u202egnirts\u202c \u2066x\u2069\u200f", "gnirts x")]
    [InlineData("a\u0007b\u009f", "ab")]
    [InlineData("Tag\U000E0061\U000E0062", "Tag")]
    [InlineData("a\ufffe\U0001FFFF", "a")]
    [InlineData("La\u200dmp\u200c", "Lamp")]
    [InlineData("👩\u200d🚀 ❤\ufe0f", "👩\u200d🚀 ❤\ufe0f")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    [InlineData("🚀\u200d", "🚀")]
    [InlineData("🚀\ufe0f\ufe0f\ufe0f", "🚀\ufe0f")]
    [InlineData("e\u200b\u0301", "é")]
    public void A_name_is_one_line_in_one_form_without_what_is_not_drawn(string text, string canonical)
    {
        CanonicalText.Of(text).ShouldBe(canonical);
        CanonicalText.Of(canonical).ShouldBe(canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("\u200b\u2060")]
    [InlineData("\u0301\u0302")]
    [InlineData("\u3164\u115f\u2800")]
    [InlineData("\u202e\u0007")]
    [InlineData("\ufe0f\u200d")]
    public void What_nobody_can_see_is_nothing(string text) => CanonicalText.Of(text).ShouldBe("");

    [Fact]
    public void Nothing_stays_nothing_and_what_cannot_be_kept_is_left_for_others_to_refuse()
    {
        CanonicalText.Of(null).ShouldBeNull();
        CanonicalText.Of("a  \ud83d").ShouldBe("a  \ud83d");
        CanonicalText.Of("a  \0").ShouldBe("a  \0");
        CanonicalText.IsReadable("a 😀").ShouldBeTrue();
        CanonicalText.IsReadable("a\0").ShouldBeFalse();
        CanonicalText.IsReadable("\ude00\ud83d").ShouldBeFalse();
        CanonicalText.IsReadable("\ud83d\ud83d\ude00").ShouldBeFalse();
    }

    [Theory]
    [InlineData("KÜCHE", "Ku\u0308che")]
    [InlineData("Лампы", "ЛАМПЫ")]
    [InlineData("ΚΑΦΕΣ", "καφες")]
    [InlineData("Ｌａｍｐｓ", "lamps ")]
    [InlineData("ｶﾞﾗｽ", "ガラス")]
    [InlineData("❤\ufe0f", "❤")]
    [InlineData("می\u200cخواهم", "میخواهم")]
    [InlineData("𐐀", "𐐨")]
    public void Names_that_differ_in_case_or_form_only_have_one_key(string one, string other) =>
        CanonicalText.KeyOf(one).ShouldBe(CanonicalText.KeyOf(other));

    [Theory]
    [InlineData("Maße", "Masse")]
    [InlineData("Café", "Cafe")]
    [InlineData("Kır", "Kir")]
    public void Other_letters_make_other_names(string one, string other) => CanonicalText.KeyOf(one).ShouldNotBe(CanonicalText.KeyOf(other));

    [Fact]
    public void A_key_is_bounded_whatever_its_signs_stand_for()
    {
        CanonicalText.KeyOf(string.Concat(Enumerable.Repeat("ﷺ", 100))).Length.ShouldBe(100);
        CanonicalText.KeyOf(new('\u1fb7', 100)).Length.ShouldBeLessThanOrEqualTo(CanonicalText.MaxKeyLength);
    }
}
