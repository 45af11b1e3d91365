using HybridShop.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HybridShop.Web.Api;

/// <summary>Outcomes of the services as HTTP answers.</summary>
internal static class OutcomeResults
{
    /// <summary>What to answer when it is done, or the refusal as problem details.</summary>
    /// <param name="outcome">What the service said.</param>
    /// <param name="done">Makes the answer out of the result.</param>
    public static IResult ToHttpResult<T>(this Outcome<T> outcome, Func<T, IResult> done) => outcome.IsDone ? done(outcome.Value!) : Refuse(outcome);

    /// <summary>The same where the answer has to be read first.</summary>
    public static async Task<IResult> ToHttpResultAsync<T>(this Outcome<T> outcome, Func<T, Task<IResult>> done) =>
        outcome.IsDone ? await done(outcome.Value!) : Refuse(outcome);

    /// <summary>400 that names the fields, by the names of our own or of the JSON.</summary>
    public static IResult Invalid(params IReadOnlyList<OutcomeError> errors) => Refuse(Outcome.Invalid(errors));

    /// <summary>503 with Retry-After.</summary>
    /// <param name="sentence">For the program.</param>
    /// <param name="reason">For the log.</param>
    public static IResult Unavailable(string sentence, string reason) => new UnavailableResult(sentence, reason);

    public static ProblemHttpResult NotFound(string sentence) => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: sentence);

    /// <summary>The sentences about each field, by the names of the JSON; null when no field is named.</summary>
    public static IReadOnlyDictionary<string, string[]>? ErrorsOf(Outcome outcome) =>
        Named(outcome) is { Count: > 0 } named ? named.ToDictionary(field => field.Key, field => field.Select(error => error.Message).ToArray()) : null;

    /// <summary>What stands in the fields that a conflict is about; null where that says nothing.</summary>
    public static IReadOnlyDictionary<string, string?>? CurrentOf(Outcome outcome) =>
        outcome.Kind == OutcomeKind.Conflict && outcome.Errors.Any(error => error.Current is not null)
            ? Named(outcome).ToDictionary(field => field.Key, field => field.First().Current)
            : null;

    public static int StatusOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Invalid => StatusCodes.Status400BadRequest,
        OutcomeKind.NotFound => StatusCodes.Status404NotFound,
        OutcomeKind.Forbidden => StatusCodes.Status403Forbidden,
        OutcomeKind.Conflict => StatusCodes.Status409Conflict,
        OutcomeKind.OtherVersion => StatusCodes.Status412PreconditionFailed,
        OutcomeKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a refusal."),
    };

    private static ILookup<string, OutcomeError> Named(Outcome outcome) =>
        outcome.Errors.Where(error => error.Field.Length > 0).ToLookup(error => ApiNames.OfPath(error.Field));

    private static IResult Refuse(Outcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Unavailable)
        {
            return Unavailable(outcome.Message, outcome.Message);
        }

        var more = new Dictionary<string, object?>();
        if (ErrorsOf(outcome) is { } errors)
        {
            more[ApiProblems.ErrorsKey] = errors;
        }

        if (CurrentOf(outcome) is { } current)
        {
            more["current"] = current;
        }

        return TypedResults.Problem(statusCode: StatusOf(outcome.Kind), detail: outcome.Message, extensions: more);
    }

    private sealed class UnavailableResult(string sentence, string reason) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            FaultLog.MarkUnavailable(httpContext, reason);
            return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, detail: sentence).ExecuteAsync(httpContext);
        }
    }
}
