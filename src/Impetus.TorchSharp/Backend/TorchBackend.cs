using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Impetus.Torch;

/// <summary>
/// TorchSharp's native libraries: whether they load on this machine, what was done so that they do, and the settings of the
/// process that training needs.
/// </summary>
/// <remarks>
/// A program that references the package starts by itself. On a Linux whose C++ runtime is older than the one TorchSharp was linked
/// with (Debian 12), the build puts a copy of TorchSharp's library into the output folder that does without; where a program runs on an
/// older system than it was built on, <see cref="Prepare"/> does the same in memory, after the ordinary load has failed.
/// </remarks>
public static class TorchBackend
{
    private static readonly object Gate = new();
    private static bool _isPrepared;
    private static bool _isLoaded;
    private static BackendUnavailableException? _failure;

    /// <summary>Whether the libraries can be loaded here; loads them.</summary>
    public static bool IsAvailable
    {
        get
        {
            try
            {
                EnsureAvailable();
                return true;
            }
            catch (BackendUnavailableException)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Sees to it that TorchSharp's library finds what it needs when it is loaded. Loads nothing itself. Programs that reference the
    /// package call it before their first statement, by a line that the package adds to their build.
    /// </summary>
    public static void Prepare()
    {
        lock (Gate)
        {
            if (!_isPrepared)
            {
                _isPrepared = true;
                AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly)!.ResolvingUnmanagedDll += static (_, name) => Resolve(name);
            }
        }
    }

    /// <summary>Loads the libraries; returns at once if they are there.</summary>
    /// <exception cref="BackendUnavailableException">They do not load; the message says why and what to do.</exception>
    public static void EnsureAvailable()
    {
        lock (Gate)
        {
            if (_isLoaded)
            {
                return;
            }

            Prepare();
            NativeLibraries.RequireComplete();
            if (!NativeLibrary.TryLoad(NativeLibraries.TorchSharp, typeof(torch).Assembly, null, out _))
            {
                throw _failure ?? NativeLibraries.Explain();
            }

            torch.InitializeDeviceType(DeviceType.CPU);
            _isLoaded = true;
        }
    }

    /// <summary>
    /// Settings of this process for training: the C allocator keeps large freed blocks (a convolutional network takes 1.25 times as
    /// long without), threads of libtorch that wait spin for a short while only, so that they do not take a core from others, and
    /// operators use a fixed number of threads. Call it once, before the first use of TorchSharp.
    /// </summary>
    /// <param name="threads">Threads that one operator may use; without it, one for each processor.</param>
    /// <exception cref="BackendUnavailableException">libtorch does not load; the message says why and what to do.</exception>
    public static void Tune(int? threads = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1);
        ProcessSettings.LimitSpinning();
        ProcessSettings.KeepFreedBlocks();
        EnsureAvailable();
        torch.set_num_threads(threads ?? Environment.ProcessorCount);
    }

    /// <summary>What is there, what was done, and what is wrong. Loads the libraries.</summary>
    public static BackendReport Examine()
    {
        string? problem = null;
        try
        {
            EnsureAvailable();
        }
        catch (BackendUnavailableException error)
        {
            problem = error.Message;
        }

        return new BackendReport
        {
            TorchSharp = NativeLibraries.TorchSharpVersion,
            LibTorch = NativeLibraries.LibTorchVersion,
            Folder = NativeLibraries.Folder,
            Loading = NativeLibraries.Loading,
            LinearAlgebra = problem is null ? NativeLibraries.LinearAlgebra() : null,
            Problem = problem,
        };
    }

    // Raised after the ordinary load has failed. TorchSharp catches what is thrown here and quotes it in the error of its own.
    private static nint Resolve(string name)
    {
        if (name != NativeLibraries.TorchSharp)
        {
            return 0;
        }

        nint handle = NativeLibraries.LoadWithWeakVersions();
        if (handle == 0)
        {
            _failure = NativeLibraries.Explain();
            // TorchSharp would now copy 480 MB from NuGet's folder beside the program and fail again.
            Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(AppContext.BaseDirectory, "no-packages-here"));
            throw _failure;
        }

        return handle;
    }
}
