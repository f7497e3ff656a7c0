using System.Runtime.InteropServices;

namespace Impetus.Torch.Native;

/// <summary>Finds and loads <c>libimpetus_torch.so</c>, once for the process.</summary>
internal static unsafe class NativeLibraryLocator
{
    internal const string LibraryName = "impetus_torch";

    private const string FileName = "libimpetus_torch.so";
    private const string PathVariable = "IMPETUS_NATIVE";

    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <summary>The library's handle. A failure is not remembered: what is missing may be built meanwhile.</summary>
    /// <exception cref="EngineUnavailableException">There is no library, or it does not load, or it is a stale one.</exception>
    internal static nint Load()
    {
        lock (Gate)
        {
            if (_handle == 0)
            {
                _handle = LoadAndVerify(Locate(Environment.GetEnvironmentVariable(PathVariable), AppContext.BaseDirectory));
            }
            return _handle;
        }
    }

    /// <summary>The path that the variable gives, else <c>artifacts/native</c> in a parent of the program's folder.</summary>
    internal static string Locate(string? explicitPath, string baseDirectory)
    {
        if (!string.IsNullOrEmpty(explicitPath))
        {
            return File.Exists(explicitPath)
                ? explicitPath
                : throw new EngineUnavailableException($"{PathVariable} is '{explicitPath}', but there is no such file.");
        }
        for (DirectoryInfo? folder = new(baseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "artifacts", "native", FileName);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }
        throw new EngineUnavailableException(
            $"{FileName} has not been built (looked for artifacts/native/{FileName} above '{baseDirectory}', and {PathVariable} is not set).");
    }

    private static nint LoadAndVerify(string path)
    {
        ThreadWaiting.Limit();
        nint library;
        try
        {
            library = NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new EngineUnavailableException($"'{path}' does not load ({error.Message.TrimEnd('.')}).", error);
        }
        if (!NativeLibrary.TryGetExport(library, "impetus_interface_version", out nint version)
            || ((delegate* unmanaged<int>)version)() != NativeMethods.InterfaceVersion)
        {
            NativeLibrary.Free(library);
            throw new EngineUnavailableException($"'{path}' was built from other sources than this program.");
        }
        return library;
    }
}
