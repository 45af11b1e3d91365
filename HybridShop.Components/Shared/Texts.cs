using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace HybridShop.Components.Shared;

/// <summary>Texts with something filled in.</summary>
public static class Texts
{
    /// <summary>The text with these values in the places that it has for them, in the form of the present language.</summary>
    public static string Format(string format, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, format, values);

    /// <summary>The same with words of people in it, each set apart (<see cref="IsolatedText"/>).</summary>
    public static IHtmlContent Isolated(string format, params ReadOnlySpan<object?> words) => new HtmlString(IsolatedText.Html(format, words));

    /// <summary>One or many; both texts may show the number as {0}.</summary>
    public static string Count(int count, string one, string many) => Format(count == 1 ? one : many, count);
}
