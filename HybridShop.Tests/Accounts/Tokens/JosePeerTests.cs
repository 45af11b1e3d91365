using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts.Tokens;

namespace HybridShop.Tests.Accounts.Tokens;

/// <summary>The npm package jose reads what we write, and we read what it writes.</summary>
[Trait("Category", "Http")]
public sealed class JosePeerTests
{
    private const string Folder = "Accounts/Tokens/";

    [Fact]
    public async Task Jose_verifies_our_tokens_by_our_published_keys()
    {
        await using var shop = new WebShop();
        shop.Listen();
        var token = shop.Get<AccessTokens>().Issue(5, "Ada", [ShopRoles.Seller], "stamp");

        var answer = await Peers.RunAsync("jose", Folder + "jose-verify.mjs", new JsonObject
        {
            ["jwks"] = new Uri(shop.Address, "/.well-known/jwks.json").AbsoluteUri, ["token"] = token, ["issuer"] = "hybridshop", ["audience"] = "hybridshop-api",
        });

        ((string)answer["payload"]!["sub"]!, (string)answer["payload"]!["roles"]![0]!).ShouldBe(("5", ShopRoles.Seller));
        answer["kids"]!.ToJsonString().ShouldBe(answer["thumbprints"]!.ToJsonString());
        ((string)answer["header"]!["kid"]!).ShouldBe((string)answer["kids"]![0]!);
    }

    [Fact]
    public async Task What_jose_signs_holds_when_it_is_right_and_not_otherwise()
    {
        using var samples = new TokenSamples();
        var key = (EcTokenKey)samples.Keys.Active;

        var answer = await Peers.RunAsync("jose", Folder + "jose-sign.mjs", new JsonObject
        {
            ["pem"] = key.ToPem(), ["kid"] = key.Id, ["now"] = samples.Now, ["claims"] = JsonNode.Parse(samples.Payload()),
        });

        samples.Tokens.Read((string)answer["good"]!).ShouldNotBeNull().UserId.ShouldBe(5);
        samples.Tokens.Read((string)answer["goodWithNotBefore"]!).ShouldNotBeNull();
        var bad = answer["bad"]!.AsObject();
        bad.Count.ShouldBe(14);
        bad.ShouldAllBe(token => samples.Tokens.Read((string)token.Value!) == null);
    }
}
