using System.Diagnostics;
using System.Globalization;
using HybridShop.Components.Accounts;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;

namespace HybridShop.Web.Http;

/// <summary>
/// One line for each answer of 500 and above, with the number that its reader was shown, the route and the user's id. What broke is an error with its
/// stack; a database that is busy or away, a limit or a timeout is expected now and then, so it is a warning with the reason.
/// </summary>
internal sealed partial class FaultLog(ILogger<FaultLog> logger) : IFaultLog
{
    /// <summary>When to come again, where something is busy or away.</summary>
    public const int RetryAfterSeconds = 10;

    /// <summary>The request's number, the same in the log, on the page and in problem details.</summary>
    public static string NumberOf(HttpContext http) => System.Diagnostics.Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    /// <summary>What to answer when this was thrown.</summary>
    public static int StatusOf(Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return bad.StatusCode;
        }

        if (DatabaseFaults.Of(exception) is not null)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }

        return StatusCodes.Status500InternalServerError;
    }

    /// <summary>Nobody is left to be answered, which is the caller's right and no fault.</summary>
    public static bool IsHangUp(HttpContext http, Exception exception) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested);

    /// <summary>Makes the answer a 503 that says when to come again; the reason is for the log.</summary>
    public static void MarkUnavailable(HttpContext http, string reason)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        http.Features.Set(new UnavailableReason(reason));
    }

    public Fault Write(Exception exception, string where, ShopActor? actor)
    {
        var number = (System.Diagnostics.Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
        var isPassing = DatabaseFaults.Of(exception) is not null;
        if (isPassing)
        {
            LogPassing(where, exception.GetBaseException().Message, number, actor?.Id);
        }
        else
        {
            LogBroken(exception, where, number, actor?.Id);
        }

        return new(number, isPassing);
    }

    /// <summary>Writes what was answered to a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="exception">What was thrown, or null when the status was chosen.</param>
    public void Write(HttpContext http, Exception? exception)
    {
        var (method, route, user) = (http.Request.Method, RouteOf(http), http.User.FindUserId());
        if (exception is not null && DatabaseFaults.Of(exception) is null)
        {
            LogFailed(exception, method, route, http.Response.StatusCode, NumberOf(http), user);
        }
        else
        {
            var reason = exception?.GetBaseException().Message ?? http.Features.Get<UnavailableReason>()?.Text;
            LogRefused(method, route, http.Response.StatusCode, reason, NumberOf(http), user);
        }
    }

    /// <summary>Writes that an answer ended half-way.</summary>
    public void WriteBrokenOff(HttpContext http, Exception exception) =>
        Write(exception, $"{http.Request.Method} {RouteOf(http)}", http.User.ToShopActor());

    /// <summary>The pattern, which tells no secret of the address; the path where no endpoint was found.</summary>
    private static string RouteOf(HttpContext http)
    {
        var failed = http.Features.Get<IExceptionHandlerFeature>();
        return (failed?.Endpoint ?? http.GetEndpoint()) is RouteEndpoint { RoutePattern.RawText: { } pattern }
            ? "/" + pattern.Trim('/')
            : new PathString(failed?.Path ?? http.Request.Path).ToUriComponent();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed with {Status}. Number {Number}, user {UserId}.")]
    private partial void LogFailed(Exception exception, string method, string route, int status, string number, int? userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Route} was refused with {Status}: {Reason} Number {Number}, user {UserId}.")]
    private partial void LogRefused(string method, string route, int status, string? reason, string number, int? userId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Where} broke. Number {Number}, user {UserId}.")]
    private partial void LogBroken(Exception exception, string where, string number, int? userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Where} could not be read: {Reason} Number {Number}, user {UserId}.")]
    private partial void LogPassing(string where, string reason, string number, int? userId);

    private sealed record UnavailableReason(string Text);
}
