using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace HybridShop.Web.Http;

/// <summary>
/// Checks the antiforgery token of every form, in place of the framework's filter, which answers a bare 400. A form that a page of this site sent, but
/// whose token is another sign-in's, was opened before somebody signed in or out in another tab: its page is shown again by its GET handler, with what was
/// typed and a sentence. So is one that was kept over a new sign-in (<see cref="KeptForms"/>). No such form is ever handled.
/// </summary>
internal sealed class FormTokens(IAntiforgery antiforgery, KeptForms kept) : IAsyncAuthorizationFilter, IAsyncPageFilter, IAntiforgeryPolicy
{
    /// <summary>That of the framework's filter, so that <see cref="PageVerbs"/> answers before.</summary>
    public const int Order = 1000;

    /// <summary>Key of the request's items under which the layout finds the sentence.</summary>
    public const string Sentence = "FormSentence";

    /// <summary>What is shown in the form in place of being handled, or null for any other request.</summary>
    private IFormCollection? typed;
    private string verb = "";

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var (http, isPage) = (context.HttpContext, context.ActionDescriptor is CompiledPageActionDescriptor);
        if (HttpMethods.IsGet(http.Request.Method))
        {
            if (isPage && await kept.FindAsync(http) is { } form)
            {
                Show(http, form, PageText.FormKept);
            }
        }
        else if (context.IsEffectivePolicy<IAntiforgeryPolicy>(this) && !HttpMethods.IsHead(http.Request.Method))
        {
            if (await IsValidAsync(http))
            {
                await kept.ForgetAsync(http);
            }
            else if (isPage && http.Request.IsFromOwnPage() && await ReadAsync(http.Request) is { } form)
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                Show(http, form, PageText.FormFromBefore);
            }
            else
            {
                context.Result = new AntiforgeryValidationFailedResult();
            }
        }
    }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        if (typed is not null)
        {
            context.HandlerMethod = context.ActionDescriptor.HandlerMethods.FirstOrDefault(
                handler => HttpMethods.IsGet(handler.HttpMethod) && handler.Name is null);
        }

        return Task.CompletedTask;
    }

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (typed is null)
        {
            await next();
            return;
        }

        // The GET handler fills the form with what the shop knows, so what was typed is put back after it.
        var bound = context.ActionDescriptor.BoundProperties.OfType<PageBoundPropertyDescriptor>().Where(property => IsTyped(property.Name))
            .Select(property => (property.Property, Value: property.Property.GetValue(context.HandlerInstance))).ToList();
        foreach (var entry in context.ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }

        context.HttpContext.Request.Method = verb;
        await next();
        bound.ForEach(one => one.Property.SetValue(context.HandlerInstance, one.Value));
    }

    /// <summary>Puts this filter in the place of the framework's, on every page.</summary>
    public sealed class Everywhere : IPageApplicationModelConvention
    {
        public void Apply(PageApplicationModel model)
        {
            foreach (var filter in model.Filters.OfType<AutoValidateAntiforgeryTokenAttribute>().ToList())
            {
                model.Filters.Remove(filter);
            }
        }
    }

    private void Show(HttpContext http, IFormCollection form, string sentence)
    {
        (typed, verb) = (form, http.Request.Method);
        http.Items[Sentence] = sentence;

        // Until the page is bound: it takes a form from a POST alone.
        (http.Request.Method, http.Request.Form) = (HttpMethods.Post, form);
    }

    private bool IsTyped(string property) => typed!.Keys.Any(key => key == property || key.StartsWith(property + ".", StringComparison.OrdinalIgnoreCase));

    private async Task<bool> IsValidAsync(HttpContext http)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    /// <summary>The form, or null when the body is none that can be read.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(request.HttpContext.RequestAborted) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
