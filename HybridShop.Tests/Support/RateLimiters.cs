using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace HybridShop.Tests.Support;

/// <summary>
/// Disposes the rate limiters of a pipeline. The framework never does, which no program notices that has one pipeline; but the timer of a
/// limiter goes on for ever and holds all that lies behind it, about 12 MB for each shop that a test has closed.
/// </summary>
internal static class RateLimiters
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Disposes what the pipeline limits by, its global limiter included.</summary>
    public static void DisposeAll(RequestDelegate pipeline)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Visit(pipeline);

        // A pipeline is a chain of middlewares and closures; each has the next one in a field.
        void Visit(object? part)
        {
            part = part is Delegate step ? step.Target : part;
            if (part is null || !seen.Add(part))
            {
                return;
            }

            foreach (var field in part.GetType().GetFields(All))
            {
                if (typeof(Delegate).IsAssignableFrom(field.FieldType) || field.FieldType.IsDefined(typeof(CompilerGeneratedAttribute)))
                {
                    Visit(field.GetValue(part));
                }
                else if (field.FieldType == typeof(PartitionedRateLimiter<HttpContext>))
                {
                    (field.GetValue(part) as IDisposable)?.Dispose();
                }
            }
        }
    }
}
