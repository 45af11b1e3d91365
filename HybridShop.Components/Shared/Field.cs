using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization;

namespace HybridShop.Components.Shared;

/// <summary>One field of an input, for whoever need not know of which one.</summary>
/// <param name="property">The property of the input.</param>
/// <param name="name">Its lasting name: activity entries and drafts keep it, so that the property may be renamed.</param>
/// <param name="label">Its name for people.</param>
/// <param name="mayChange">Who of those who may change the thing at all may change this of it; null for all of them.</param>
/// <param name="whyNot">What the others are told; null for a sentence that fits every field.</param>
public abstract class Field(PropertyInfo property, string name, Func<string> label, Func<ShopActor, bool>? mayChange, Func<string>? whyNot)
{
    /// <summary>Its lasting name.</summary>
    public string Name => name;

    /// <summary>Name of the input's property, by which errors and conflicts speak of it.</summary>
    public string Property => property.Name;

    /// <summary>Its name for people.</summary>
    public string Label => label();

    /// <summary>Why it is not changed, for whoever may not.</summary>
    public string WhyNot => whyNot?.Invoke() ?? Texts.Format(SharedText.FieldStays, Label);

    /// <summary>Whether a new one has no value that goes without saying.</summary>
    public bool IsRequired { get; } = property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(JsonRequiredAttribute));

    /// <summary>Whether null says nothing of it (<see cref="KeptUnlessSetAttribute"/>).</summary>
    public bool IsKeptUnlessSet { get; } = property.IsDefined(typeof(KeptUnlessSetAttribute));

    /// <summary>Whether an actor who may change the thing at all may change this of it.</summary>
    public bool MayChange(ShopActor actor) => mayChange?.Invoke(actor) != false;
}

/// <summary>One field of an input: what every door knows of it stands in its one line of the table.</summary>
/// <typeparam name="TInput">The input class.</typeparam>
public abstract class Field<TInput>(PropertyInfo property, string name, Func<string> label, Func<ShopActor, bool>? mayChange, Func<string>? whyNot)
    : Field(property, name, label, mayChange, whyNot)
{
    /// <summary>Its value.</summary>
    public abstract object? Get(TInput input);

    /// <summary>Sets its value, which has to be of the property's type.</summary>
    public abstract void Set(TInput input, object? value);

    /// <summary>Whether two inputs say the same of it.</summary>
    public abstract bool IsSame(TInput one, TInput other);

    /// <summary>Its value as it is typed into an editor and kept in activity entries.</summary>
    public abstract string Format(TInput input);

    /// <summary>Reads what was typed into an input; returns what is wrong with it, or null.</summary>
    public abstract string? Parse(string text, TInput input);

    /// <summary>What was typed or kept, as people read it.</summary>
    /// <param name="text">As <see cref="Format"/> makes it.</param>
    /// <param name="nameOfCategory">Name of a category, or null when there is none of that number.</param>
    public abstract string Say(string text, Func<int, string?> nameOfCategory);
}

/// <summary>A field with a value of one kind.</summary>
internal sealed class Field<TInput, TValue> : Field<TInput>
{
    private readonly Func<TInput, TValue> get;
    private readonly Action<TInput, TValue> set;
    private readonly FieldKind<TValue> kind;

    public Field(
        Expression<Func<TInput, TValue>> property, string name, FieldKind<TValue> kind, Func<string> label,
        Func<ShopActor, bool>? mayChange, Func<string>? whyNot)
        : this((PropertyInfo)((MemberExpression)property.Body).Member, name, kind, label, mayChange, whyNot)
    {
    }

    private Field(
        PropertyInfo property, string name, FieldKind<TValue> kind, Func<string> label, Func<ShopActor, bool>? mayChange, Func<string>? whyNot)
        : base(property, name, label, mayChange, whyNot)
    {
        this.kind = kind;
        get = property.GetMethod!.CreateDelegate<Func<TInput, TValue>>();
        set = property.SetMethod!.CreateDelegate<Action<TInput, TValue>>();
    }

    public override object? Get(TInput input) => get(input);

    public override void Set(TInput input, object? value) => set(input, (TValue)value!);

    public override bool IsSame(TInput one, TInput other) => kind.Comparer.Equals(get(one), get(other));

    public override string Format(TInput input) => kind.Format(get(input));

    public override string? Parse(string text, TInput input)
    {
        if (!kind.TryParse(text, out var value))
        {
            return kind.Unclear();
        }

        set(input, value);
        return null;
    }

    public override string Say(string text, Func<int, string?> nameOfCategory) =>
        kind.TryParse(text, out var value) ? kind.Say(value, nameOfCategory) : text;
}
