namespace HybridShop.Components.Shared;

/// <summary>An input that can be copied, so that an edit of it leaves the one that was read as it is.</summary>
public interface ICopyable<out T>
{
    /// <summary>Another one with the same values.</summary>
    T Copy();
}

/// <summary>What somebody wants to change of something that is there. It may depend on what stands there, as a patch does.</summary>
/// <typeparam name="T">The input by which the thing is made.</typeparam>
public interface IEdit<T>
{
    /// <summary>The versions that the whole edit may be about; refused at any other one. Null to look at the touched fields alone.</summary>
    IReadOnlyCollection<int>? Versions { get; }

    /// <summary>The edit upon what stands there now, or why it cannot be read. Called within the write transaction.</summary>
    Outcome<Edit<T>> On(T now);
}

/// <summary>
/// An edit by somebody who saw a state. A field is touched where the two states differ: still as it was → written; already as it shall be → nothing to do;
/// anything else → conflict with both values. So two people who edit different fields both win (<see cref="FieldTable{TInput}.Merge"/>).
/// </summary>
/// <param name="Original">What its sender saw.</param>
/// <param name="New">What it shall be.</param>
/// <param name="Versions">See <see cref="IEdit{T}.Versions"/>.</param>
public sealed record Edit<T>(T Original, T New, IReadOnlyCollection<int>? Versions = null) : IEdit<T>
{
    Outcome<Edit<T>> IEdit<T>.On(T now) => Outcome.Done(this);
}

/// <summary>Edits that name what they change and leave the rest as it stands.</summary>
public static class Edit
{
    /// <summary>Changes some fields, whatever stood in them.</summary>
    public static IEdit<T> To<T>(Action<T> change, IReadOnlyCollection<int>? versions = null)
        where T : ICopyable<T> => new Changes<T>(_ => { }, change, versions);

    /// <summary>Changes some fields that were seen as <paramref name="original"/> sets them.</summary>
    public static IEdit<T> Of<T>(Action<T> original, Action<T> change)
        where T : ICopyable<T> => new Changes<T>(original, change, null);

    /// <summary>Puts a whole input in the place of what stands there; what keeps its value unless it is set keeps it where the input says nothing.</summary>
    public static IEdit<T> Whole<T>(T input, IReadOnlyCollection<int>? versions = null) => new Replacement<T>(input, versions);

    /// <summary>What takes an edit back, as long as nobody has changed the same fields since.</summary>
    public static Edit<T> Reverse<T>(this Edit<T> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return new(edit.New, edit.Original);
    }

    private sealed record Replacement<T>(T Input, IReadOnlyCollection<int>? Versions) : IEdit<T>
    {
        public Outcome<Edit<T>> On(T now) => Outcome.Done(new Edit<T>(now, Input, Versions));
    }

    private sealed record Changes<T>(Action<T> Original, Action<T> Change, IReadOnlyCollection<int>? Versions) : IEdit<T>
        where T : ICopyable<T>
    {
        public Outcome<Edit<T>> On(T now)
        {
            var (seen, wanted) = (now.Copy(), now.Copy());
            Original(seen);
            Change(wanted);
            return Outcome.Done(new Edit<T>(seen, wanted, Versions));
        }
    }
}
