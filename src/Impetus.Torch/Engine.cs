using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Impetus.Torch.Native;

namespace Impetus.Torch;

/// <summary>The network engine as a whole: whether it is there, and its process-wide settings.</summary>
public static unsafe class Engine
{
    /// <summary>Whether the native library and libtorch can be loaded here.</summary>
    public static bool IsAvailable
    {
        get
        {
            try
            {
                EnsureAvailable();
                return true;
            }
            catch (EngineUnavailableException)
            {
                return false;
            }
        }
    }

    /// <summary>The version of libtorch that the native library was built against, for example <c>1.13.1</c>.</summary>
    public static string Version => Marshal.PtrToStringUTF8((nint)NativeMethods.TorchVersion())!;

    /// <summary>
    /// Which BLAS is loaded and how many threads it has. Anything but OpenBLAS with OpenMP (or MKL) costs a multiple of
    /// the time.
    /// </summary>
    public static string BlasInformation
    {
        get
        {
            const int Capacity = 512;
            byte* text = stackalloc byte[Capacity];
            NativeMethods.BlasInformation(text, Capacity);
            return Marshal.PtrToStringUTF8((nint)text)!;
        }
    }

    /// <summary>Threads that one operator may use; at least 1. libtorch may start with 1, so set it explicitly.</summary>
    public static int ThreadCount
    {
        get => NativeMethods.ThreadCount();
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            NativeMethods.Check(NativeMethods.SetThreadCount(value));
        }
    }

    /// <summary>Tensors that are alive in this process: a figure that grows from step to step is a leak.</summary>
    public static long LiveTensorCount => Tensor.LiveCount;

    /// <summary>Returns at once if the engine can be used.</summary>
    /// <exception cref="EngineUnavailableException">It cannot; the message says what to do.</exception>
    public static void EnsureAvailable() => NativeLibraryLocator.Load();

    /// <summary>Seeds libtorch's own random numbers (dropout and the random operators).</summary>
    public static void Seed(ulong seed) => NativeMethods.Check(NativeMethods.Seed(seed));

    /// <summary>
    /// Lets the C allocator of this process keep large freed blocks instead of returning them to the system, which takes
    /// about a third off the step of a convolutional network. Call it once, before the first tensor.
    /// </summary>
    public static void TuneAllocator() => NativeMethods.TuneAllocator();

    /// <summary>
    /// Stops the recording of gradients on this thread until the scope is disposed:
    /// <c>using (Engine.NoGradient()) { ... }</c>.
    /// </summary>
    public static NoGradientScope NoGradient() => new(NativeMethods.SetGradientMode(0));

    /// <summary>
    /// Lets products and convolutions on this thread compute in bfloat16 until the scope is disposed, whatever the type of
    /// their arguments: <c>using (Engine.BFloat16()) { loss = ... }</c>. Which operators do is libtorch's choice (its
    /// autocast); parameters stay as they are, and their gradients have the parameters' type. Close the scope before the
    /// backward pass, and before the parameters change: converted ones are kept while it is open.
    /// </summary>
    public static BFloat16Scope BFloat16() => new(NativeMethods.SetBFloat16Mode(1));

    /// <summary>Whether the processor multiplies in bfloat16. Where it does not, bfloat16 is slower than single precision.</summary>
    public static bool HasBFloat16Instructions
    {
        get
        {
            const int ExtendedFeatures = 7, Avx512BFloat16 = 1 << 5, AmxBFloat16 = 1 << 22;
            return X86Base.IsSupported
                && ((X86Base.CpuId(ExtendedFeatures, 1).Eax & Avx512BFloat16) != 0 || (X86Base.CpuId(ExtendedFeatures, 0).Edx & AmxBFloat16) != 0);
        }
    }
}
