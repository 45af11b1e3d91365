using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using HybridShop.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Accounts;

/// <summary>What somebody gets who asks what the shop keeps about them.</summary>
[Trait("Category", "Http")]
public sealed class PersonalDataTests(SampleWebShop shop) : IClassFixture<SampleWebShop>
{
    private const string Page = "/Identity/Account/Manage/PersonalData";
    private const string Download = "/Identity/Account/Manage/DownloadPersonalData";

    [Fact]
    public async Task It_has_the_reviews_and_no_secret()
    {
        var bea = await shop.SignedInAsync(Users.Bea);
        var key = await AuthenticatorKeyAsync(Users.Bea);
        await shop.Get<IDraftService>().SaveAsync("review:9", "half a sentence", Users.Bea);

        var answer = await bea.PostAsync(Download, (Visitor.TokenField, await bea.TokenAsync(Page)));

        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("personal-data.json");
        var text = await Visitor.WordsAsync(answer);
        var data = JsonNode.Parse(text)!;
        ((string)data["account"]!["email"]!, (string)data["account"]!["username"]!).ShouldBe((Users.EmailOf(Users.Bea), "Bea"));
        var review = data["reviews"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)review["product_id"]!, (int)review["rating"]!).ShouldBe((Products.Kettle, 4));
        ((string)data["drafts"]![0]!["text"]!).ShouldBe("half a sentence");
        data["sign_ins"]!.AsArray().ShouldHaveSingleItem();
        text.ShouldNotContain(key, Case.Insensitive);
        foreach (var secret in new[] { "authenticator", "password", "stamp" })
        {
            text.ShouldNotContain(secret, Case.Insensitive);
        }
    }

    [Fact]
    public async Task It_is_ones_own()
    {
        (await shop.NewVisitor().PostAsync(Download)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
        var ada = await shop.SignedInAsync(Users.Ada);

        var data = JsonNode.Parse(await Visitor.WordsAsync(await ada.PostAsync(Download, (Visitor.TokenField, await ada.TokenAsync(Page)))))!;

        ((string)data["account"]!["username"]!).ShouldBe("Ada");
        data["reviews"]!.AsArray().ShouldBeEmpty();
    }

    private async Task<string> AuthenticatorKeyAsync(ShopActor user)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ShopUser>>();
        var account = (await users.FindByNameAsync(user.Name))!;

        // Not ResetAuthenticatorKeyAsync, which would end the sign-in.
        await scope.ServiceProvider.GetRequiredService<IUserStore<ShopUser>>().ShouldBeAssignableTo<IUserAuthenticatorKeyStore<ShopUser>>()!
            .SetAuthenticatorKeyAsync(account, users.GenerateNewAuthenticatorKey(), default);
        await users.UpdateAsync(account);
        return (await users.GetAuthenticatorKeyAsync(account))!;
    }
}
