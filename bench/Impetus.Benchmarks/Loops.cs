using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Impetus.Benchmarks;

/// <summary>
/// The functions of bench/peers: loops.c, rules.c and passes.c, compiled for the instructions that the kernels use: AVX-512, or AVX2
/// where it is missing or switched off. Lengths are multiples of 16.
/// </summary>
internal static unsafe partial class Loops
{
    private const string Library = "loops";

    static Loops() => NativeLibrary.SetDllImportResolver(typeof(Loops).Assembly, static (name, _, _) => name == Library ? NativeLibrary.Load(File) : 0);

    /// <summary>The instructions that this process uses.</summary>
    public static string Instructions => Vector512.IsHardwareAccelerated ? "avx512" : "avx2";

    /// <summary>Where bench/peers/build puts the library.</summary>
    public static string File => Path.Combine(AppContext.BaseDirectory, $"../../../peers/libloops-{Instructions}.so");

    /// <summary>Whether it was built.</summary>
    public static bool AreBuilt => System.IO.File.Exists(File);

    [LibraryImport(Library, EntryPoint = "gradient_loop")]
    [SuppressGCTransition]
    public static partial void Gradient(float* parameter, float* gradient, nint length);

    [LibraryImport(Library, EntryPoint = "momentum_loop")]
    [SuppressGCTransition]
    public static partial void Momentum(float* parameter, float* gradient, float* momentum, nint length);

    [LibraryImport(Library, EntryPoint = "adamw_loop")]
    [SuppressGCTransition]
    public static partial void AdamW(float* parameter, float* gradient, float* momentum, float* second, nint length);

    [LibraryImport(Library, EntryPoint = "adamw_move")]
    [SuppressGCTransition]
    public static partial void AdamWMove(float* parameter, float* gradient, float* momentum, float* second, nint length);

    [LibraryImport(Library, EntryPoint = "is_finite")]
    [SuppressGCTransition]
    public static partial int IsFinite(float* gradient, nint length);

    [LibraryImport(Library, EntryPoint = "torque_sums")]
    [SuppressGCTransition]
    public static partial void TorqueSums(float* gradient, float* momentum, nint length, double* sums);

    [LibraryImport(Library, EntryPoint = "torque_move")]
    [SuppressGCTransition]
    public static partial void TorqueMove(float* parameter, float* gradient, float* momentum, nint length, float damping);

    [LibraryImport(Library, EntryPoint = "planes_sums")]
    [SuppressGCTransition]
    public static partial void PlanesSums(float* gradient, float* momentum, nint length, double* sums);

    [LibraryImport(Library, EntryPoint = "planes_move")]
    [SuppressGCTransition]
    public static partial void PlanesMove(float* parameter, float* gradient, float* momentum, nint length, float share);

    [LibraryImport(Library, EntryPoint = "adaptive_sums")]
    [SuppressGCTransition]
    public static partial void AdaptiveSums(float* parameter, float* gradient, float* momentum, float* second, nint length, double* sums);

    [LibraryImport(Library, EntryPoint = "adaptive_move")]
    [SuppressGCTransition]
    public static partial void AdaptiveMove(float* parameter, float* gradient, float* momentum, float* second, nint length, float share);

    [LibraryImport(Library, EntryPoint = "critical_move")]
    [SuppressGCTransition]
    public static partial void CriticalMove(float* parameter, float* gradient, float* momentum, float* entry, float* sum, float* second, nint length, double* norm);

    [LibraryImport(Library, EntryPoint = "variation_move")]
    [SuppressGCTransition]
    public static partial void VariationMove(float* parameter, float* gradient, float* momentum, float* first, float* second, float* weight, nint length);

    [LibraryImport(Library, EntryPoint = "angular_move")]
    [SuppressGCTransition]
    public static partial void AngularMove(float* parameter, float* gradient, float* momentum, float* previous, float* tangents, float* second, nint length);

    [LibraryImport(Library, EntryPoint = "read_and_write")]
    [SuppressGCTransition]
    public static partial float ReadAndWrite(float** arrays, int reads, int writes, nint start, nint end);
}
