using System.Xml.Linq;
using HybridShop.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace HybridShop.Web.Accounts;

/// <summary>The keys under which cookies and letters' links are sealed: kept in the data folder, so that a restart signs nobody out.</summary>
internal static class ShopKeys
{
    public static void AddShopKeys(this IServiceCollection services)
    {
        var keys = services.AddDataProtection().SetApplicationName("HybridShop");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new FileSystemXmlRepository(
                PrivateFolder(p.GetRequiredService<ShopSettings>().KeysFolder), p.GetRequiredService<ILoggerFactory>());
            if (!OperatingSystem.IsWindows())
            {
                options.XmlEncryptor = new FolderRights();
            }
        }));
        if (OperatingSystem.IsWindows())
        {
            keys.ProtectKeysWithDpapi();
        }
    }

    /// <summary>The folder, made if need be; only this user may look into it.</summary>
    public static DirectoryInfo PrivateFolder(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>
    /// Outside Windows the system has no keeper of secrets to encrypt the keys with; they are guarded by the rights of their folder, like
    /// the database beside them. Saying so here is the decision that the warning XmlKeyManager 35 asks for.
    /// </summary>
    private sealed class FolderRights : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
            new(new XElement("unencryptedKey", new XElement(plaintextElement)), typeof(NullXmlDecryptor));
    }
}
