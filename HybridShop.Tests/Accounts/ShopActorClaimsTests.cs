using System.Security.Claims;
using HybridShop.Tests.Support.Components;

namespace HybridShop.Tests.Accounts;

[Trait("Category", "Unit")]
public sealed class ShopActorClaimsTests
{
    [Fact]
    public void A_signed_in_user_acts_by_id_name_and_the_roles_that_the_shop_knows()
    {
        var actor = ShopActorClaims.Read(SignedIn([.. SampleShop.ClaimsOf(SampleShop.Mara), new(ClaimTypes.Role, "Gardener")]));

        actor.ShouldNotBeNull().Id.ShouldBe(7);
        actor.Name.ShouldBe("mara");
        actor.Roles.ShouldBe([ShopRoles.Staff]);
    }

    [Fact]
    public void A_visitor_is_no_actor() =>
        ShopActorClaims.Read(new(new ClaimsIdentity(SampleShop.ClaimsOf(SampleShop.Mara)))).ShouldBeNull();

    [Theory]
    [InlineData("-7")]
    [InlineData("mara")]
    [InlineData("")]
    public void Without_a_usable_id_nobody_acts(string id) =>
        ShopActorClaims.Read(SignedIn([new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Name, "mara")])).ShouldBeNull();

    private static ClaimsPrincipal SignedIn(IEnumerable<Claim> claims) => new(new ClaimsIdentity(claims, "Test"));
}
