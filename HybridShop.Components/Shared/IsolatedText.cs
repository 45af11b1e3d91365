using System.Text.Encodings.Web;

namespace HybridShop.Components.Shared;

/// <summary>Sentences of ours with words of people in them, as HTML.</summary>
public static class IsolatedText
{
    /// <summary>
    /// The sentence, encoded, with each text that is filled in set apart by &lt;bdi&gt;: a script from right to left, or a direction override,
    /// turns nothing but itself. Numbers are formatted as the sentence says.
    /// </summary>
    public static string Html(string format, params ReadOnlySpan<object?> words)
    {
        var isolated = new object?[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            isolated[i] = words[i] is string word ? $"<bdi>{HtmlEncoder.Default.Encode(word)}</bdi>" : words[i];
        }

        return Texts.Format(HtmlEncoder.Default.Encode(format), isolated);
    }
}
