using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using HybridShop.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace HybridShop.Web.Api;

/// <summary>
/// A POST with an Idempotency-Key is carried out once: the same request again within a day gets the same answer, another request by that key is 422,
/// and one that comes while the first is under way is 409. What was refused was not carried out, so its key is free: whoever has put the request right, or
/// has been given the right to it, sends it again. A process that dies between an act and its answer does not let the act be done twice.
/// </summary>
internal sealed class Idempotency(RequestDelegate next, UnitOfWork unitOfWork)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Longer than any request may take: what has no answer by then never gets one.</summary>
    public static readonly TimeSpan UnderWayAtMost = TimeSpan.FromMinutes(5);

    private const int MaxFailed = 10_000;

    private static readonly string[] KeptHeaders = ["Content-Type", "Location", "ETag", "Link"];

    private readonly ConcurrentDictionary<(string Caller, string Key), bool> underWay = [];

    /// <summary>Failed requests whose mark could not be taken away, because nothing could be written: it is taken away when they come again.</summary>
    private readonly ConcurrentDictionary<(string Caller, string Key), bool> failed = [];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue(Header, out var values)
            || !http.Request.Path.StartsWithSegments("/api")
            || http.GetEndpoint()?.Metadata.GetMetadata<NoIdempotencyMetadata>() is not null)
        {
            await next(http);
            return;
        }

        var (key, caller) = (values.ToString(), CallerOf(http));
        if (key.Length is 0 or > IdempotencyRecord.KeyLength || !key.All(sign => sign is > ' ' and <= '~'))
        {
            await OutcomeResults.Invalid(new OutcomeError(
                "", Texts.Format(ApiText.KeyInvalid, IdempotencyRecord.KeyLength))).ExecuteAsync(http);
            return;
        }

        if (!underWay.TryAdd((caller, key), true))
        {
            await RefuseAsync(http, StatusCodes.Status409Conflict, ApiText.KeyUnderWay);
            return;
        }

        try
        {
            await OnceAsync(http, caller, key);
        }
        finally
        {
            underWay.TryRemove((caller, key), out _);
        }
    }

    private async Task OnceAsync(HttpContext http, string caller, string key)
    {
        var ct = http.RequestAborted;
        var hash = await HashAsync(http.Request, ct);
        switch (await BeginAsync(caller, key, hash, ct))
        {
            case null:
                await AnswerAsync(http, caller, key);
                break;
            case var known when !known.RequestHash.AsSpan().SequenceEqual(hash):
                await RefuseAsync(http, StatusCodes.Status422UnprocessableEntity, ApiText.KeyTaken);
                break;
            case { Status: { } status } known:
                await ReplayAsync(http.Response, known, status);
                break;
            case { IsCarriedOut: true }:
                await RefuseAsync(http, StatusCodes.Status409Conflict, ApiText.KeyAnswerLost);
                break;
            default:
                await RefuseAsync(http, StatusCodes.Status409Conflict, ApiText.KeyUnderWay);
                break;
        }
    }

    /// <summary>Takes the key, or gives what is known by it. Old ones make room.</summary>
    private async Task<IdempotencyRecord?> BeginAsync(string caller, string key, byte[] hash, CancellationToken ct)
    {
        var outcome = await unitOfWork.RunAsync<IdempotencyRecord?>(ShopActor.Shop, async write =>
        {
            var (tooOld, givenUp) = (write.NowUtc - KeptFor, failed.ContainsKey((caller, key)) ? write.NowUtc : write.NowUtc - UnderWayAtMost);
            await write.Db.IdempotencyRecords
                .Where(r => r.CreatedUtc < tooOld || (r.Caller == caller && r.Key == key && r.Status == null && !r.IsCarriedOut && r.CreatedUtc <= givenUp))
                .ExecuteDeleteAsync(ct);
            if (await write.Db.IdempotencyRecords.AsNoTracking().FirstOrDefaultAsync(r => r.Caller == caller && r.Key == key, ct) is { } known)
            {
                return Outcome.Done<IdempotencyRecord?>(known);
            }

            write.Db.IdempotencyRecords.Add(new() { Caller = caller, Key = key, RequestHash = hash, CreatedUtc = write.NowUtc });
            return Outcome.Done<IdempotencyRecord?>(null);
        }, ct);
        var known = outcome.Demand();
        failed.TryRemove((caller, key), out _);
        return known;
    }

    private async Task AnswerAsync(HttpContext http, string caller, string key)
    {
        var body = http.Response.Body;
        await using var answer = new MemoryStream();
        http.Response.Body = answer;
        http.User = http.User.WithRequestKey(key);
        try
        {
            await next(http);
        }
        catch
        {
            // Unless the act was carried out, the same request may try again.
            await ForgetAsync(caller, key);
            throw;
        }
        finally
        {
            http.Response.Body = body;
        }

        if (http.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            await KeepAsync(caller, key, http.Response, answer.ToArray());
        }
        else
        {
            await ForgetAsync(caller, key);
        }

        answer.Position = 0;
        await answer.CopyToAsync(body, http.RequestAborted);
    }

    // What has happened is to be kept even when the caller has gone meanwhile.
    private async Task KeepAsync(string caller, string key, HttpResponse response, byte[] body)
    {
        var headers = JsonSerializer.Serialize(
            KeptHeaders.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString()));
        await unitOfWork.RunAsync(ShopActor.Shop,
            async write => Outcome.Done(await write.Db.IdempotencyRecords.Where(r => r.Caller == caller && r.Key == key).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Status, response.StatusCode).SetProperty(r => r.Headers, headers)
                .SetProperty(r => r.Body, body))), CancellationToken.None);
    }

    private async Task ForgetAsync(string caller, string key)
    {
        var outcome = await unitOfWork.RunAsync(ShopActor.Shop, async write => Outcome.Done(
            await write.Db.IdempotencyRecords.Where(r => r.Caller == caller && r.Key == key && !r.IsCarriedOut).ExecuteDeleteAsync()), CancellationToken.None);
        if (outcome.Kind == OutcomeKind.Unavailable && failed.Count < MaxFailed)
        {
            failed[(caller, key)] = true;
        }
    }

    private static async Task ReplayAsync(HttpResponse response, IdempotencyRecord known, int status)
    {
        response.StatusCode = status;
        response.Headers[ReplayedHeader] = "true";
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(known.Headers ?? "{}")!)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(known.Body ?? []);
    }

    private static Task RefuseAsync(HttpContext http, int status, string sentence) =>
        TypedResults.Problem(statusCode: status, detail: sentence).ExecuteAsync(http);

    private static string CallerOf(HttpContext http) =>
        http.User.FindUserId() is { } user ? IdempotencyRecord.CallerOf(user) : $"address {http.Connection.RemoteIpAddress}";

    /// <summary>Address, type and body; the body is read ahead, within its own limit, and can be read again.</summary>
    private static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}\n{request.QueryString}\n{request.ContentType}\n"));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, ct) is > 0 and var length)
        {
            hash.AppendData(buffer, 0, length);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
