using System.Text.Json;
using System.Text.RegularExpressions;
using HybridShop.Web.Data;
using HybridShop.Web.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace HybridShop.Web.Api;

/// <summary>
/// What programs are told when a request does not bind, and when something of ours breaks. The framework would answer the first with a stack trace in
/// Development and without a word in Production.
/// </summary>
internal sealed partial class ApiExceptions : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path leads to the page for people by now.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>() is not { } failed || !new PathString(failed.Path).IsForPrograms())
        {
            return false;
        }

        await Answer(exception).ExecuteAsync(httpContext);
        return true;
    }

    private static IResult Answer(Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return Explain(bad);
        }

        return DatabaseFaults.Of(exception) is not null
            ? OutcomeResults.Unavailable(ApiText.Away, exception.GetBaseException().Message)
            : TypedResults.Problem(statusCode: StatusCodes.Status500InternalServerError, detail: ApiText.OurFault);
    }

    private static IResult Explain(BadHttpRequestException bad)
    {
        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            return TypedResults.Problem(statusCode: bad.StatusCode, detail: DetailOf(bad.StatusCode));
        }

        if (bad.InnerException is JsonException json)
        {
            return OutcomeResults.Invalid(JsonRefusal.Of(json).Errors);
        }

        if (bad.Message.Contains("no body was provided", StringComparison.Ordinal))
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: ApiText.BodyMissing);
        }

        if (Parameter().Match(bad.Message) is { Success: true } match)
        {
            return OutcomeResults.Invalid(new OutcomeError(match.Groups["name"].Value, Texts.Format(ApiText.ValueMisfit, match.Groups["value"].Value)));
        }

        return MissingParameter().Match(bad.Message) is { Success: true } missing
            ? OutcomeResults.Invalid(new OutcomeError(missing.Groups["name"].Value, ApiText.ValueMissing))
            : TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: ApiText.RequestUnreadable);
    }

    private static string? DetailOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => ApiText.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiText.ContentTypeUnknown,
        _ => null,
    };

    // The framework gives these facts in its messages alone; ApiProblemTests holds both.
    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\S+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex("""^Required parameter "\S+ (?<name>\S+)" was not provided from .*\.$""")]
    private static partial Regex MissingParameter();
}
