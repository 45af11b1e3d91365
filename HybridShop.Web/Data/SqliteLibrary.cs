using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace HybridShop.Web.Data;

/// <summary>
/// Chooses the SQLite library before the first connection. The bundled one is of 2021 (see Sqlite.targets); where the
/// system has a newer one, which its distribution patches, that is taken.
/// </summary>
internal static class SqliteLibrary
{
    private const string ManagedName = "SQLitePCLRaw.core";
    private const string ProviderName = "SQLitePCLRaw.provider.e_sqlite3";
    private const string BundledName = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";

    private static nint handle;

    /// <summary>Whether the system's library is used rather than the bundled one.</summary>
    public static bool IsSystem { get; private set; }

    /// <summary>Version of the library that is used, such as 3.40.1; null when none was found.</summary>
    public static Version? Version { get; private set; }

    [ModuleInitializer]
    internal static void Choose()
    {
        AssemblyLoadContext.Default.Resolving += (context, wanted) => wanted.Name == ManagedName
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, ManagedName + ".dll"))
            : null;

        var provider = AssemblyLoadContext.Default.LoadFromAssemblyName(new(ProviderName));
        NativeLibrary.TryLoad(BundledName, provider, searchPath: null, out var bundled);
        NativeLibrary.TryLoad(SystemName, out var system);

        IsSystem = VersionOf(system) is { } newer && (VersionOf(bundled) is not { } old || newer > old) && HasFullText(system);
        handle = IsSystem ? system : bundled;
        Version = VersionOf(handle);
        NativeLibrary.Free(IsSystem ? bundled : system);

        // Asked once for each function, so it gets the handle that is already there.
        NativeLibrary.SetDllImportResolver(provider, (name, _, _) => name == BundledName ? handle : 0);
    }

    private static Version? VersionOf(nint library)
    {
        if (library == 0)
        {
            return null;
        }

        var number = Function<VersionNumber>(library, "sqlite3_libversion_number")();
        return new(number / 1_000_000, number / 1_000 % 1_000, number % 1_000);
    }

    /// <summary>Whether FTS5 is compiled in; search needs it.</summary>
    private static bool HasFullText(nint library) =>
        Function<CompileOptionUsed>(library, "sqlite3_compileoption_used")("ENABLE_FTS5") != 0;

    private static T Function<T>(nint library, string name) =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CompileOptionUsed([MarshalAs(UnmanagedType.LPUTF8Str)] string option);
}
