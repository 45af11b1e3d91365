using HybridShop.Web.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace HybridShop.Web.Accounts;

/// <summary>
/// Ends what an open dashboard may do when its sign-in does not hold any more. The stamps make a context of their own for each look, so
/// the circuit's long-lived scope is not touched.
/// </summary>
internal sealed class RevalidatingAuthenticationState(ILoggerFactory loggers, SecurityStampCache stamps)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <summary>Together with <see cref="SecurityStampCache.KeptFor"/> the five seconds that are promised.</summary>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(3);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await stamps.IsCurrentAsync(authenticationState.User, cancellationToken);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) is not null)
        {
            // Without the database nobody can do anything with it; the first look after its return decides.
            return true;
        }
    }
}
