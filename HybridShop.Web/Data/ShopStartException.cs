namespace HybridShop.Web.Data;

/// <summary>Something that stops the start or a command. Its message is one sentence that says what to set; no stack trace is shown.</summary>
public sealed class ShopStartException(string message, Exception? inner = null) : Exception(message, inner);
