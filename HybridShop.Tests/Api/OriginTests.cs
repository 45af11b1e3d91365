using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using HybridShop.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridShop.Tests.Api;

/// <summary>A cache between the shop and several pages must not give one page what was answered to another.</summary>
[Trait("Category", "Http")]
public sealed class OriginTests(SqliteDatabases databases)
{
    private const string Front = "http://front.example";
    private const string Lamp = "/api/products/1";

    [Theory]
    [InlineData("")]
    [InlineData(Front)]
    [InlineData(Front + ", http://other.example")]
    public async Task Every_answer_to_a_program_depends_on_the_origin(string origins)
    {
        await using var shop = await OpenAsync(origins);
        var mara = await shop.CallerAsync(Users.Mara);
        var tag = (await mara.GetAsync(Lamp)).Tag!;
        foreach (var origin in new[] { "", Front, "http://evil.example", "null" })
        {
            await ShouldVaryAsync(HttpStatusCode.OK, () => mara.GetAsync(Lamp, ("Origin", origin)));
            await ShouldVaryAsync(HttpStatusCode.NotModified, () => mara.GetAsync(Lamp, ("Origin", origin), ("If-None-Match", tag)));
            await ShouldVaryAsync(HttpStatusCode.PreconditionFailed, () => mara.GetAsync(Lamp, ("Origin", origin), ("If-Match", "\"1\"")));
            await ShouldVaryAsync(HttpStatusCode.NotFound, () => mara.GetAsync("/api/nothing", ("Origin", origin)));
            await ShouldVaryAsync(HttpStatusCode.BadRequest, () => mara.PostAsync("/api/products", new JsonObject(), ("Origin", origin)));
            await ShouldVaryAsync(HttpStatusCode.MethodNotAllowed, () => mara.DeleteAsync("/api/products", ("Origin", origin)));
            await ShouldVaryAsync(HttpStatusCode.Unauthorized, () => shop.NewCaller().GetAsync("/api/users/me", ("Origin", origin)));
            await ShouldVaryAsync(HttpStatusCode.Unauthorized, () => shop.NewCaller().GetAsync(Lamp, ("Origin", origin), ("Authorization", "Bearer a.b.c")));
            await ShouldVaryAsync(HttpStatusCode.OK, () => mara.GetAsync("/openapi/v1.json", ("Origin", origin)));
            await ShouldVaryAsync(HttpStatusCode.OK, () => mara.SendAsync(HttpMethod.Head, Lamp, null, headers: [("Origin", origin)]));
            await ShouldVaryAsync(HttpStatusCode.NoContent, () => mara.SendAsync(HttpMethod.Options, Lamp, null, headers: [("Origin", origin)]));
            await ShouldVaryAsync(
                HttpStatusCode.NoContent,
                () => mara.SendAsync(HttpMethod.Options, Lamp, null, headers: [("Origin", origin), ("Access-Control-Request-Method", "PATCH")]));
        }
    }

    [Fact]
    public async Task A_fault_of_ours_depends_on_the_origin_and_is_told_to_the_page_that_asked()
    {
        await using var shop = await OpenAsync(Front, services => services.Replace(ServiceDescriptor.Singleton(DispatchProxy.Create<ICatalogService, Broken>())));

        var answer = await shop.NewCaller().GetAsync(Lamp, ("Origin", Front));

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.Vary.ShouldContain("Origin");
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Front]);
    }

    private static async Task ShouldVaryAsync(HttpStatusCode status, Func<Task<ApiAnswer>> ask)
    {
        var answer = await ask();

        answer.Status.ShouldBe(status, answer.Text);
        answer.Headers.Vary.Count(name => name == "Origin").ShouldBe(1, status.ToString());
    }

    private async Task<SampleWebShop> OpenAsync(string origins, Action<IServiceCollection>? replacing = null)
    {
        var shop = new SampleWebShop(databases) { Origins = origins, Replacing = replacing };
        await shop.InitializeAsync();
        return shop;
    }

    /// <summary>A service that breaks at every call.</summary>
    public class Broken : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new InvalidOperationException("The disk is on fire.");
    }
}
