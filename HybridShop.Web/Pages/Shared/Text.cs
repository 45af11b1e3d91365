using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace HybridShop.Web.Pages.Shared;

/// <summary>Texts with something filled in.</summary>
internal static class Text
{
    public static string Of(string format, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, format, values);

    /// <summary>The same with words of people in it, each set apart (<see cref="IsolatedText"/>).</summary>
    public static IHtmlContent Isolated(string format, params ReadOnlySpan<object?> words) => new HtmlString(IsolatedText.Html(format, words));

    /// <summary>One or many; both texts may show the number as {0}.</summary>
    public static string Count(int count, string one, string many) => Of(count == 1 ? one : many, count);
}
