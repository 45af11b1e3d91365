namespace HybridShop.Web.Http;

/// <summary>
/// Metadata of endpoints whose body alone says who calls (sign-in, refresh, logout): programs send their old token along with everything, and could never
/// get a new one if it were looked at.
/// </summary>
internal sealed class IgnoreBearerTokenMetadata;

/// <summary>Metadata of endpoints whose requests or answers are secrets, which are not kept: an Idempotency-Key has no effect there.</summary>
internal sealed class NoIdempotencyMetadata;
