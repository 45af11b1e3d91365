using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Threading.Channels;
using HybridShop.Tests.Support;
using HybridShop.Web;
using HybridShop.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HybridShop.Tests.Live;

/// <summary>What the doors do not let in, and what they say then. No input is an error of the shop.</summary>
public sealed class LiveRefusalTests(SqliteDatabases databases, LiveRefusalTests.ShopForThree shop) : LiveTest(databases, shop),
    IClassFixture<LiveRefusalTests.ShopForThree>
{

    [Theory]
    [InlineData("""{"type":"subscribe"}""", "topics")]
    [InlineData("""{"type":"subscribe","topics":[]}""", "topics")]
    [InlineData("""{"type":"subscribe","topics":["stock:1","shoes"]}""", "topics[1]")]
    [InlineData("""{"type":"subscribe","topics":["stock:1",null]}""", "topics[1]")]
    [InlineData("""{"type":"subscribe","topics":["stock:1",7]}""", "topics[1]")]
    [InlineData("""{"type":"subscribe","topics":["stock:1"],"last":-1}""", "last")]
    [InlineData("""{"type":"subscribe","topics":["stock:1"],"last":"7"}""", "last")]
    [InlineData("""{"type":"subscribe","topics":["stock:1"],"last":1e400}""", "last")]
    [InlineData("""{"type":"subscribe","topics":["stock:1"],"last":99999999999999999999}""", "last")]
    [InlineData("""{"type":"subscribe","topics":["stock:1"],"since":7}""", "since")]
    [InlineData("""{"type":"subscribe","type":"ping"}""", "type")]
    [InlineData("""{"type":"unsubscribe","topics":["stock:1"],"last":7}""", "last")]
    [InlineData("""{"type":"ping","topics":["stock:1"]}""", "topics")]
    [InlineData("""{"type":"shout"}""", "type")]
    [InlineData("{}", "type")]
    [InlineData("[]", "byte 1")]
    [InlineData("null", "$")]
    [InlineData("""{"type":"ping""", "type")]
    [InlineData("Hello!", "byte 0")]
    [InlineData("", "byte 0")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[", "byte 1")]
    public async Task A_bad_message_is_told_with_its_place_and_changes_nothing(string message, string where)
    {
        await using var client = await OpenAsync();

        await client.SayAsync(Encoding.UTF8.GetBytes(message));

        var error = await client.NextAsync("error");
        error.GetProperty("where").GetString().ShouldBe(where);
        error.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        Registry.TopicCount.ShouldBe(0);
        await client.HearsNothingAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_told()
    {
        await using var client = await OpenAsync();

        await client.SayAsync("{}"u8.ToArray(), WebSocketMessageType.Binary);

        (await client.NextAsync("error")).GetProperty("detail").GetString().ShouldBe(LiveText.NotText);
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_ends_the_line()
    {
        await using var client = await OpenAsync();

        await client.SayAsync([0xC3, 0x28]);

        await client.EndedAsync();
        await NobodyIsLeftAsync();
    }

    [Fact]
    public async Task Whatever_is_thrown_at_it_ends_in_an_answer_or_a_close_with_a_reason()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        for (var line = 0; line < 20; line++)
        {
            await using var client = await OpenAsync();
            var isAllText = true;
            for (var i = 0; i < 20 && client.Close is null; i++)
            {
                var (noise, kind) = (Noise(random), random.Next(4) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
                isAllText &= kind == WebSocketMessageType.Binary || Utf8.IsValid(noise);
                await TryAsync(client.SayAsync(noise, kind));
            }

            await TryAsync(client.SayAsync(new { type = "ping" }));
            var isAnswered = await TryAsync(AnswerAsync(client));

            // Text that is not UTF-8 makes the framework break the line.
            if (!isAnswered && isAllText)
            {
                (await client.ClosedAsync()).Status.ShouldBeOneOf(WebSocketCloseStatus.MessageTooBig, WebSocketCloseStatus.PolicyViolation);
            }
        }

        await NobodyIsLeftAsync();
        Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_of_more_than_4_KB_closes_the_line_and_one_of_4_KB_does_not()
    {
        await using var client = await OpenAsync();

        await client.SayAsync(Encoding.UTF8.GetBytes("{}".PadRight(WebSocketHandler.MaxMessageBytes)));
        await client.NextAsync("error");
        await client.SayAsync(Encoding.UTF8.GetBytes("{}".PadRight(WebSocketHandler.MaxMessageBytes + 1)));

        (await client.ClosedAsync()).ShouldBe((WebSocketCloseStatus.MessageTooBig, LiveText.TooLarge));
    }

    [Fact]
    public async Task More_than_100_topics_close_the_line_also_bit_by_bit()
    {
        await using var client = await OpenAsync();
        await client.SubscribeAsync(null, [.. Enumerable.Range(1, 60).Select(i => $"stock:{i}")]);
        await client.SubscribeAsync(null, [.. Enumerable.Range(1, 100).Select(i => $"stock:{i}")]);

        await client.SayAsync(new { type = "subscribe", topics = new[] { "stock:101" } });

        var (status, reason) = await client.ClosedAsync();
        status.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        reason.ShouldContain("100 topics");
    }

    [Fact]
    public async Task Too_many_messages_within_a_short_time_close_the_line()
    {
        await using var client = await OpenAsync();

        for (var i = 0; i <= LiveConnection.MaxRequests; i++)
        {
            await client.SayAsync(new { type = "ping" });
        }

        (await client.ClosedAsync()).ShouldBe((WebSocketCloseStatus.PolicyViolation, LiveText.TooManyRequests));
    }

    [Fact]
    public async Task Only_staff_hear_of_the_activity()
    {
        await using var visitor = await OpenAsync();
        await using var customer = await OpenAsync(await CookiesAsync(Users.Ada));

        foreach (var client in (LiveClient[])[visitor, customer])
        {
            await client.SayAsync(new { type = "subscribe", topics = new[] { "stock:1", "activity" } });

            var error = await client.NextAsync("error");
            (error.GetProperty("where").GetString(), error.GetProperty("detail").GetString()).ShouldBe(("topics[1]", LiveText.StaffOnly));
        }

        Registry.TopicCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("/ws")]
    [InlineData("/hubs/shop/negotiate?negotiateVersion=1")]
    [InlineData("/live/stock?ids=1")]
    public async Task A_page_of_another_origin_is_refused_at_every_door(string address)
    {
        await ProblemAsync(address, HttpStatusCode.Forbidden, LiveText.ForeignOrigin, ("Origin", "https://elsewhere.example"));
        await ProblemAsync(address, HttpStatusCode.Forbidden, LiveText.ForeignOrigin, ("Origin", "null"));
    }

    [Fact]
    public async Task A_page_of_the_shop_itself_is_not_refused()
    {
        await using var client = await LiveClient.OpenAsync(Shop, configure: options => options.SetRequestHeader("Origin", Shop.Address.GetLeftPart(UriPartial.Authority)));

        await client.HearsNothingAsync();
    }

    [Theory]
    [InlineData("/hubs/shop/negotiate?negotiateVersion=1")]
    [InlineData("/live/stock?ids=1")]
    public async Task A_front_end_of_the_configuration_may_read_the_answers(string address)
    {
        using var http = new HttpClient { BaseAddress = Shop.Address };
        using var request = new HttpRequestMessage(address.Contains("negotiate", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, address);
        request.Headers.Add("Origin", FrontEnd);

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([FrontEnd]);
    }

    [Fact]
    public async Task A_token_in_the_address_opens_what_its_owner_may_hear()
    {
        using var http = new HttpClient { BaseAddress = Shop.Address };
        var answer = await http.PostAsJsonAsync("/api/auth/login", new { email = Users.EmailOf(Users.Mara), password = Users.Password }, TestContext.Current.CancellationToken);
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        await using var staff = await LiveClient.OpenAsync(Shop, path: "/ws?access_token=" + tokens.GetProperty("access_token").GetString());

        (await staff.SubscribeAsync(null, "activity")).ShouldHaveSingleItem();
        Registry.All().ShouldHaveSingleItem().SignedInUntil.ShouldBe(FakeClock.Start.AddHours(1));
    }

    [Theory]
    [InlineData("/ws")]
    [InlineData("/hubs/shop/negotiate?negotiateVersion=1")]
    [InlineData("/live/stock?ids=1")]
    public async Task A_token_that_is_none_is_refused_rather_than_taken_for_a_visitor(string address)
    {
        await ProblemAsync(address, HttpStatusCode.Unauthorized, null, ("Authorization", "Bearer nonsense"));
        await ProblemAsync(address + (address.Contains('?') ? '&' : '?') + "access_token=nonsense", HttpStatusCode.Unauthorized, null);
    }

    [Fact]
    public async Task An_ordinary_request_is_told_what_the_address_speaks() =>
        await ProblemAsync("/ws", HttpStatusCode.UpgradeRequired, LiveText.OnlySockets);

    [Fact]
    public async Task When_no_more_can_be_kept_the_next_is_asked_to_come_later()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await using var third = await OpenAsync();

        foreach (var address in (string[])["/ws", "/hubs/shop/negotiate?negotiateVersion=1", "/live/stock?ids=1"])
        {
            await ProblemAsync(address, HttpStatusCode.ServiceUnavailable, LiveText.Full);
        }

        await third.LeaveAsync();
        await Eventually.IsTrueAsync(() => !Registry.IsFull, "there is room again");
        await using var next = await OpenAsync();
    }

    private async Task ProblemAsync(string address, HttpStatusCode status, string? detail, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient { BaseAddress = Shop.Address };
        using var request = new HttpRequestMessage(address.Contains("negotiate", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var told = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("detail").GetString();
        told.ShouldNotBeNullOrEmpty();
        told.ShouldBe(detail ?? told);
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(random.Next(10) == 0 ? 6_000 : 300)];
        random.NextBytes(bytes);
        string[] texts =
        [
            new('[', 2_000), "{\"type\":" + new string('{', 500), "{\"type\":\"subscribe\",\"topics\":[\"stock:" + new string('9', 400) + "\"]}",
            "{\"type\":\"subscribe\",\"topics\":[\"stock:1\"],\"last\":" + random.NextInt64() + "}", "{\"type\":\"subscribe\",\"topics\":{\"a\":1}}",
            "{\"type\":\"\\ud800\"}", "{\"\\u0000\":0}", "\"subscribe\"", "1e999", "{\"type\":\"unsubscribe\",\"topics\":[\"reviews:2\"]}",
        ];
        return random.Next(2) == 0 ? bytes : Encoding.UTF8.GetBytes(texts[random.Next(texts.Length)]);
    }

    /// <summary>Reads up to the answer to the ping.</summary>
    private static async Task AnswerAsync(LiveClient client)
    {
        while (!(await client.NextTextAsync()).Contains("pong", StringComparison.Ordinal))
        {
            // Answers to what came before.
        }
    }

    /// <summary>False when the line had ended.</summary>
    private static async Task<bool> TryAsync(Task task)
    {
        try
        {
            await task;
            return true;
        }
        catch (Exception e) when (e is WebSocketException or ChannelClosedException || (e is OperationCanceledException && e.InnerException is IOException))
        {
            return false;
        }
    }

    /// <summary>Listens to three at once.</summary>
    public sealed class ShopForThree : SampleWebShop
    {
        public ShopForThree(SqliteDatabases databases)
            : base(databases)
        {
            Origins = FrontEnd;
            Replacing = services => services.Replace(ServiceDescriptor.Singleton(new ConnectionRegistry(3)));
        }

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Listen();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Error, "its end is no error either");
        }
    }
}
