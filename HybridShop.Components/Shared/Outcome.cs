namespace HybridShop.Components.Shared;

/// <summary>How an act ended. Anything but <see cref="Done"/> means that nothing was changed.</summary>
public enum OutcomeKind
{
    /// <summary>Carried out and committed.</summary>
    Done,

    /// <summary>The input breaks a rule; the errors name the fields.</summary>
    Invalid,

    /// <summary>What the act speaks of is not there.</summary>
    NotFound,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>The shop has moved on since the caller looked; the errors carry the present values.</summary>
    Conflict,

    /// <summary>The caller named the versions that the act may be about, and the shop holds another one.</summary>
    OtherVersion,

    /// <summary>Nothing can be written for the moment: somebody else writes for long, or the database is away. The same again may be done soon.</summary>
    Unavailable,
}

/// <summary>One reason why an act was refused.</summary>
/// <param name="Field">Name of the input's property, or empty when the whole act is meant.</param>
/// <param name="Message">A sentence for the person who typed it.</param>
/// <param name="Current">On a conflict: what stands in the shop now, as text; otherwise null.</param>
public sealed record OutcomeError(string Field, string Message, string? Current = null);

/// <summary>The expected end of an act as a value; surprises are exceptions.</summary>
public class Outcome
{
    /// <summary>Makes an outcome of the given kind.</summary>
    protected Outcome(OutcomeKind kind, IReadOnlyList<OutcomeError> errors) => (Kind, Errors) = (kind, errors);

    /// <summary>How it ended.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>Why it was refused; empty when done.</summary>
    public IReadOnlyList<OutcomeError> Errors { get; }

    /// <summary>True when the act was committed.</summary>
    public bool IsDone => Kind == OutcomeKind.Done;

    /// <summary>The first reason, for places that show one sentence; empty when done.</summary>
    public string Message => Errors.Count > 0 ? Errors[0].Message : "";

    /// <summary>Carried out, with its result.</summary>
    public static Outcome<T> Done<T>(T value) => new(value);

    /// <summary>One field breaks a rule.</summary>
    public static Refusal Invalid(string field, string message) => new(OutcomeKind.Invalid, [new(field, message)]);

    /// <summary>Several fields break rules. At least one error is needed.</summary>
    public static Refusal Invalid(IReadOnlyList<OutcomeError> errors) => new(OutcomeKind.Invalid, errors);

    /// <summary>What the act speaks of is not there.</summary>
    public static Refusal NotFound(string message) => new(OutcomeKind.NotFound, [new("", message)]);

    /// <summary>The caller may not do this.</summary>
    public static Refusal Forbidden(string message) => new(OutcomeKind.Forbidden, [new("", message)]);

    /// <summary>The shop has moved on in one field.</summary>
    public static Refusal Conflict(string field, string message, string? current = null) =>
        new(OutcomeKind.Conflict, [new(field, message, current)]);

    /// <summary>The shop holds none of the versions that the act may be about.</summary>
    public static Refusal OtherVersion(string message) => new(OutcomeKind.OtherVersion, [new("", message)]);

    /// <summary>The shop has moved on in several fields.</summary>
    public static Refusal Conflict(IReadOnlyList<OutcomeError> errors) => new(OutcomeKind.Conflict, errors);

    /// <summary>Nothing can be written for the moment.</summary>
    public static Refusal Unavailable(string message) => new(OutcomeKind.Unavailable, [new("", message)]);
}

/// <summary>A refusal that fits every result type: it turns into the <see cref="Outcome{T}"/> that is asked for.</summary>
public sealed class Refusal : Outcome
{
    internal Refusal(OutcomeKind kind, IReadOnlyList<OutcomeError> errors)
        : base(kind, errors)
    {
    }
}

/// <summary>The end of an act that has a result.</summary>
/// <typeparam name="T">What the caller gets when it is done.</typeparam>
public sealed class Outcome<T> : Outcome
{
    internal Outcome(T value)
        : base(OutcomeKind.Done, []) => Value = value;

    private Outcome(Refusal refusal)
        : base(refusal.Kind, refusal.Errors) => Refusal = refusal;

    /// <summary>Why there is no result, to be handed on as another type's; null when done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The result when done; the type's default otherwise.</summary>
    public T? Value { get; }

    /// <summary>A refusal is an outcome of every type.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(refusal);
}
