using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Impetus.Torch.Native;

/// <summary>The C interface of <c>native/source/impetus.h</c>, which documents every function.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>Equal to <c>IMPETUS_INTERFACE_VERSION</c> of the header that these declarations follow.</summary>
    internal const int InterfaceVersion = 3;

    internal const int StatusOk = 0;
    internal const int StatusMoreResults = 2;

    private const string Library = NativeLibraryLocator.LibraryName;

    // Set before anything else of this class can be called. Other libraries are left to the runtime.
    static NativeMethods() => NativeLibrary.SetDllImportResolver(
        typeof(NativeMethods).Assembly,
        static (name, _, _) => name == Library ? NativeLibraryLocator.Load() : 0);

    [LibraryImport(Library, EntryPoint = "impetus_last_error")]
    internal static partial byte* LastError();

    [LibraryImport(Library, EntryPoint = "impetus_operator_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FindOperator(string name, string overload, out nint found);

    [LibraryImport(Library, EntryPoint = "impetus_call")]
    internal static partial int Call(
        nint callee, NativeValue* arguments, int argumentCount, NativeValue* results, int capacity, out int count);

    [LibraryImport(Library, EntryPoint = "impetus_take_results")]
    internal static partial void TakeResults(NativeValue* results);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_empty")]
    internal static partial int Empty(long* shape, int dimensions, ScalarType scalarType, out nint created);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_alias")]
    internal static partial int Alias(
        void* data,
        long* shape,
        int dimensions,
        ScalarType scalarType,
        delegate* unmanaged<void*, void> release,
        void* context,
        out nint created);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_release")]
    internal static partial void Release(nint tensor);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_describe")]
    [SuppressGCTransition]
    internal static partial int Describe(nint tensor, TensorDescription* description);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_data")]
    [SuppressGCTransition]
    internal static partial int Data(nint tensor, out nint data);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_item")]
    internal static partial int Item(nint tensor, out double value);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_increment_version")]
    [SuppressGCTransition]
    internal static partial int IncrementVersion(nint tensor);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_set_requires_gradient")]
    internal static partial int SetRequiresGradient(nint tensor, int required);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_gradient")]
    internal static partial int Gradient(nint tensor, out nint gradient);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_set_gradient")]
    internal static partial int SetGradient(nint tensor, nint gradient);

    [LibraryImport(Library, EntryPoint = "impetus_tensor_detach")]
    internal static partial int Detach(nint tensor, out nint detached);

    [LibraryImport(Library, EntryPoint = "impetus_backward")]
    internal static partial int Backward(nint output, nint seed, int retainGraph);

    [LibraryImport(Library, EntryPoint = "impetus_gradients")]
    internal static partial int Gradients(
        nint* outputs,
        int outputCount,
        nint* inputs,
        int inputCount,
        nint* seeds,
        int retainGraph,
        int createGraph,
        int allowUnused,
        nint* gradients);

    [LibraryImport(Library, EntryPoint = "impetus_set_gradient_mode")]
    internal static partial int SetGradientMode(int enabled);

    [LibraryImport(Library, EntryPoint = "impetus_set_bfloat16_mode")]
    internal static partial int SetBFloat16Mode(int enabled);

    [LibraryImport(Library, EntryPoint = "impetus_torch_version")]
    internal static partial byte* TorchVersion();

    [LibraryImport(Library, EntryPoint = "impetus_seed")]
    internal static partial int Seed(ulong seed);

    [LibraryImport(Library, EntryPoint = "impetus_thread_count")]
    internal static partial int ThreadCount();

    [LibraryImport(Library, EntryPoint = "impetus_set_thread_count")]
    internal static partial int SetThreadCount(int count);

    [LibraryImport(Library, EntryPoint = "impetus_blas_information")]
    internal static partial void BlasInformation(byte* text, int capacity);

    [LibraryImport(Library, EntryPoint = "impetus_tune_allocator")]
    internal static partial void TuneAllocator();

    /// <summary>Turns a status into an exception with libtorch's message.</summary>
    /// <exception cref="TorchException">The status is an error.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(int status)
    {
        if (status != StatusOk)
        {
            Throw();
        }
    }

    private static void Throw() =>
        throw new TorchException(Marshal.PtrToStringUTF8((nint)LastError()) ?? "libtorch gave no reason.");
}
