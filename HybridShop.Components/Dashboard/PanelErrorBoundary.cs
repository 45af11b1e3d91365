using Microsoft.AspNetCore.Components.Web;

namespace HybridShop;

/// <summary>
/// Logs what breaks in a panel. That a sign-in ended while its panel was at work is no defect, and reaches the panel at any moment before
/// the dashboard closes it.
/// </summary>
public sealed class PanelErrorBoundary : ErrorBoundary
{
    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception) =>
        exception is UnauthorizedAccessException ? Task.CompletedTask : base.OnErrorAsync(exception);
}
