using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using HybridShop.Web.Data;

namespace HybridShop.Tests.Support;

/// <summary>Hands over assemblies that are older than what was compiled against (see Bunit.targets and Sqlite.targets).</summary>
internal static class AssemblyVersions
{
    private const string Diffing = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Accept()
    {
        AssemblyLoadContext.Default.Resolving += (context, wanted) => wanted.Name == Diffing
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Diffing + ".dll"))
            : null;

        // A test may open a connection before it touches anything of Web.
        RuntimeHelpers.RunModuleConstructor(typeof(SqliteLibrary).Module.ModuleHandle);
    }
}
