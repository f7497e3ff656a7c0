using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Impetus.Torch;

/// <summary>The files of libtorch and TorchSharp: where they are, whether they are whole, and why they do not load.</summary>
internal static class NativeLibraries
{
    /// <summary>The library that TorchSharp calls.</summary>
    public const string TorchSharp = "LibTorchSharp";

    private const string Weakened = "a request for a newer C++ runtime (" + SymbolVersions.Newest + ") was made weak";
    private static string? _loading;
    private static nint _handle;

    /// <summary>TorchSharp's version, for example 0.107.0.</summary>
    public static string TorchSharpVersion { get; } =
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>The version of libtorch that TorchSharp expects, for example 2.10.0.</summary>
    /// <remarks>Not by way of <c>torch.__version__</c>: whatever runs code of that class may load the libraries.</remarks>
    public static string LibTorchVersion { get; } = Version.TryParse(
        typeof(torch).GetField("libtorchPackageVersion", BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() as string, out Version? version)
        ? version.ToString(3)
        : "unknown";

    /// <summary>How TorchSharp's library was loaded, or would be.</summary>
    public static string Loading => _loading ??= WeakenedByBuild() ? $"{Weakened} by the build" : "as it is";

    /// <summary>The folder with TorchSharp's library; null where there is none.</summary>
    public static string? Folder => SearchFolders().FirstOrDefault(static folder => File.Exists(Path.Combine(folder, FileName(TorchSharp))));

    /// <summary>Looks at the size of every library that is there.</summary>
    /// <exception cref="BackendUnavailableException">A file is shorter than it says: to load it could end the process.</exception>
    public static void RequireComplete()
    {
        foreach (string file in Folder is { } folder && OperatingSystem.IsLinux() ? Directory.EnumerateFiles(folder, "*.so*") : [])
        {
            if (!SharedObject.IsComplete(file))
            {
                throw Damaged(file, null);
            }
        }
    }

    /// <summary>Loads TorchSharp's library with requests for a newer C++ runtime made weak; 0 where that is not what it lacks.</summary>
    /// <remarks>Every assembly that calls the library asks for it; all get the same one.</remarks>
    public static nint LoadWithWeakVersions()
    {
        if (_handle != 0)
        {
            return _handle;
        }

        if (!OperatingSystem.IsLinux() || Folder is not { } folder || !NativeLibrary.TryLoad(Path.Combine(folder, FileName("torch")), out _))
        {
            return 0;
        }

        string file = Path.Combine(folder, FileName(TorchSharp));
        byte[] image = File.ReadAllBytes(file);
        if (SymbolVersions.MakeWeak(image, SymbolVersions.Newest) == 0)
        {
            // It may lie where the runtime does not look.
            return NativeLibrary.TryLoad(file, out _handle) ? _handle : 0;
        }

        _loading = MemoryFile.TryLoad(FileName(TorchSharp), image, out _handle) ? $"{Weakened} in memory" : null;
        return _handle;
    }

    /// <summary>Why TorchSharp's library does not load, as an error that says how to fix it.</summary>
    public static BackendUnavailableException Explain()
    {
        string platform = $"{RuntimeInformation.RuntimeIdentifier} ({RuntimeInformation.ProcessArchitecture})";
        if (Folder is not { } folder)
        {
            return new(
                $"{FileName(TorchSharp)} is not in any folder of the program; TorchSharp comes for linux-x64, win-x64 and osx-arm64, and this is {platform}.",
                "Build for one of them, with a reference to libtorch-cpu-linux-x64, -win-x64 or -osx-arm64.");
        }

        // What others depend on comes first, so that the first one that fails is the one at fault.
        foreach (string name in new[] { "c10", "torch_cpu", "torch", TorchSharp })
        {
            string file = Path.Combine(folder, FileName(name));
            if (!File.Exists(file))
            {
                return new(
                    $"{FileName(name)} is missing in '{folder}'.",
                    $"Reference libtorch-cpu-linux-x64, -win-x64 or -osx-arm64, version {LibTorchVersion}, and build again.");
            }

            try
            {
                NativeLibrary.Load(file);
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                return Because(file, error);
            }
        }

        return new($"{FileName(TorchSharp)} in '{folder}' was refused.", "Delete the program's output folder and build again.");
    }

    /// <summary>The linear algebra library in libtorch; null where it cannot be asked.</summary>
    public static unsafe string? LinearAlgebra()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64
            || !NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out nint library)
            || !NativeLibrary.TryGetExport(library, "_ZN2at15get_mkl_versionB5cxx11Ev", out nint version))
        {
            return null;
        }

        // A std::string is returned into memory of the caller: address of the text, length, short text.
        nint* text = stackalloc nint[4];
        ((delegate* unmanaged<nint*, nint*>)version)(text);
        return Marshal.PtrToStringUTF8(text[0], (int)text[1]);
    }

    private static BackendUnavailableException Because(string file, Exception error)
    {
        string reason = error.Message;
        if (reason.Contains("Cannot allocate memory", StringComparison.Ordinal) || reason.Contains("failed to map", StringComparison.Ordinal))
        {
            return new(
                $"'{file}' does not fit into the memory that this process may use.",
                "Raise the limit of address space (ulimit -v; 'ulimit -v unlimited' lifts it), or give the container more memory.", error);
        }

        return reason.Contains("invalid ELF header", StringComparison.Ordinal) || reason.Contains("file too short", StringComparison.Ordinal) || error is BadImageFormatException
            ? Damaged(file, error)
            : new($"'{file}' does not load ({LoaderMessage(reason, file)}).", "'ldd' on that file names what it lacks.", error);
    }

    private static BackendUnavailableException Damaged(string file, Exception? error) => new(
        $"'{file}' is damaged, or made for another platform than {RuntimeInformation.RuntimeIdentifier}.",
        "Delete the package that it comes from in NuGet's folder ('dotnet nuget locals global-packages --list' names it) and the program's output folder, and build again.",
        error);

    // .NET lists every place it tried; the line about the file that is there tells.
    private static string LoaderMessage(string message, string file) => message
        .Split('\n')
        .Select(static line => line.Trim())
        .LastOrDefault(line => line.StartsWith(file + ":", StringComparison.Ordinal)) is { } line
        ? line[(file.Length + 1)..].Trim()
        : message.Split('\n')[0].TrimEnd('.');

    private static bool WeakenedByBuild()
    {
        if (!OperatingSystem.IsLinux() || Folder is not { } folder)
        {
            return false;
        }

        byte[] image = File.ReadAllBytes(Path.Combine(folder, FileName(TorchSharp)));
        return SymbolVersions.HasWeak(image, SymbolVersions.Newest);
    }

    private static string FileName(string library) => OperatingSystem.IsWindows() ? $"{library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
        : $"lib{library}.so";

    private static IEnumerable<string> SearchFolders() => (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append(AppContext.BaseDirectory)
        .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"));
}
