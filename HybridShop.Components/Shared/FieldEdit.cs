namespace HybridShop;

/// <summary>
/// A change of one field by somebody who saw a value. In the write transaction: still as seen → written; already as wanted →
/// nothing to do; anything else → conflict with both values. So two people who edit different fields both win.
/// </summary>
/// <param name="Seen">The value that the editor was shown.</param>
/// <param name="Wanted">The value that it shall have.</param>
public sealed record FieldEdit<T>(T Seen, T Wanted);
