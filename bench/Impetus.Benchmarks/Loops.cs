using System.Runtime.InteropServices;

namespace Impetus.Benchmarks;

/// <summary>The functions of bench/peers: loops.c, rules.c and passes.c. Lengths are multiples of 16.</summary>
internal static unsafe partial class Loops
{
    private const string Library = "loops";

    static Loops() => NativeLibrary.SetDllImportResolver(typeof(Loops).Assembly, static (_, _, _) => NativeLibrary.Load(File));

    /// <summary>Where bench/peers/build puts the library.</summary>
    public static string File => Path.Combine(AppContext.BaseDirectory, "../../../peers/libloops.so");

    [LibraryImport(Library, EntryPoint = "momentum_loop")]
    [SuppressGCTransition]
    public static partial void Momentum(float* parameter, float* gradient, float* momentum, nint length);

    [LibraryImport(Library, EntryPoint = "adamw_loop")]
    [SuppressGCTransition]
    public static partial void AdamW(float* parameter, float* gradient, float* momentum, float* second, nint length);

    [LibraryImport(Library, EntryPoint = "torque_sums")]
    [SuppressGCTransition]
    public static partial void TorqueSums(float* gradient, float* momentum, nint length, double* sums);

    [LibraryImport(Library, EntryPoint = "torque_move")]
    [SuppressGCTransition]
    public static partial void TorqueMove(float* parameter, float* gradient, float* momentum, nint length, float damping);

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

    [LibraryImport(Library, EntryPoint = "read_and_write")]
    [SuppressGCTransition]
    public static partial float ReadAndWrite(float** arrays, int reads, int writes, nint start, nint end);
}
