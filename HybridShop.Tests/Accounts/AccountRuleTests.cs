using System.Security.Claims;
using HybridShop.Web.Accounts;

namespace HybridShop.Tests.Accounts;

[Trait("Category", "Unit")]
public sealed class AccountRuleTests
{
    [Theory]
    [InlineData("+31 20 555 0148", "+31205550148")]
    [InlineData("0031 (20) 555-0148", "+31205550148")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_phone_number_is_kept_in_one_form(string? typed, string? kept)
    {
        UserWrites.TryNormalizePhone(typed, out var phone).ShouldBeTrue();

        phone.ShouldBe(kept);
    }

    [Theory]
    [InlineData("020 555 0148")]
    [InlineData("+0 20 555 0148")]
    [InlineData("+31 20 555 0148 00 00 00")]
    [InlineData("call me")]
    public void A_phone_number_without_its_country_is_refused(string typed) => UserWrites.TryNormalizePhone(typed, out _).ShouldBeFalse();

    [Theory]
    [InlineData("ada@people.example", true)]
    [InlineData("Ada <ada@people.example>", false)]
    [InlineData("ada@people.example\r\nBcc: all@people.example", false)]
    [InlineData("ada", false)]
    public void Only_what_a_letter_can_be_written_to_is_an_address(string email, bool isAddress) => ShopUserRules.IsAddress(email).ShouldBe(isAddress);

    [Fact]
    public void Claims_become_the_actor_and_nobody_becomes_none()
    {
        var signedIn = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, "7"), new(ClaimTypes.Name, "Ada"), new(ClaimTypes.Role, ShopRoles.Staff), new(ClaimTypes.Role, "Other")], "cookie"));

        var actor = signedIn.ToShopActor()!;

        (actor.Id, actor.Name).ShouldBe((7, "Ada"));
        actor.Roles.ShouldBe([ShopRoles.Staff]);
        new ClaimsPrincipal(new ClaimsIdentity()).ToShopActor().ShouldBeNull();
    }
}
