namespace HybridShop.Web.Data;

/// <summary>The section Shop of the configuration, checked once at start.</summary>
/// <param name="Name">The store's name, on the sign and in titles.</param>
/// <param name="DataFolder">Full path of the folder for database, keys, pictures and mail; exists and can be written to.</param>
/// <param name="Demo">Whether an empty database is filled with the demo shop.</param>
/// <param name="Currency">The shop's one currency.</param>
/// <param name="TimeZone">Zone in which times are shown.</param>
internal sealed record ShopSettings(string Name, string DataFolder, bool Demo, Currency Currency, TimeZoneInfo TimeZone)
{
    public string MediaFolder => Path.Combine(DataFolder, "media");

    public string MailFolder => Path.Combine(DataFolder, "mail");

    public string KeysFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Whether the data lie in that folder or below it.</summary>
    public bool IsInside(string folder)
    {
        var way = Path.GetRelativePath(folder, DataFolder);
        return !Path.IsPathRooted(way) && way.Split(Path.DirectorySeparatorChar)[0] != "..";
    }

    public static ShopSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Shop");
        var code = section["Currency"] ?? "EUR";
        var zone = section["TimeZone"] ?? "UTC";
        return new(
            section["Name"] is { Length: > 0 and <= 60 } name ? name : "Fivebar",
            WritableFolder(Path.GetFullPath(section["DataFolder"] is { Length: > 0 } folder ? folder : "App_Data", environment.ContentRootPath)),
            configuration.Flag("Shop:Demo", environment.IsDevelopment()),
            HybridShop.Components.Shared.Currency.Find(code) ?? throw new ShopStartException(
                $"Shop:Currency is “{code}”; it can be {string.Join(", ", HybridShop.Components.Shared.Currency.KnownCodes)}."),
            TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
                ? found
                : throw new ShopStartException($"Shop:TimeZone is “{zone}”, which this machine does not know; it looks like Europe/Amsterdam or UTC."));
    }

    private static string WritableFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ShopStartException(
                $"The data folder {folder} cannot be written to: give this user the right to, or set Shop:DataFolder "
                + "(environment Shop__DataFolder) to another folder.", e);
        }
    }
}
