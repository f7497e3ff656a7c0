using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>What lies behind TorchSharp's tensors. Its own properties make a wrapper at every call; these do not.</summary>
internal static partial class TensorMemory
{
    private const string Library = "LibTorchSharp";

    /// <summary>The address of a tensor's first element; 0 for an empty one.</summary>
    public static nint Address(Tensor tensor) => Data(tensor.Handle);

    /// <summary>The address of a parameter's gradient; 0 where it has none. An empty gradient counts as one.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="exists">Whether there is a gradient.</param>
    public static nint GradientAddress(TorchParameter parameter, out bool exists)
    {
        nint gradient = Gradient(parameter.Handle);
        exists = gradient != 0;
        if (!exists)
        {
            return 0;
        }

        nint address = Data(gradient);
        Release(gradient);
        return address;
    }

    /// <summary>Tells automatic differentiation that a tensor was written to, so that graphs over its old values are refused.</summary>
    public static void MarkWritten(Tensor tensor)
    {
        if (VersionCounter.IsReachable)
        {
            VersionCounter.Bump(tensor.Handle);
            return;
        }

        // A view shares the counter of what it looks at; this one is empty.
        using IDisposable withoutGradient = no_grad();
        using Tensor flat = tensor.unsqueeze(0);
        using Tensor nothing = flat.narrow(0, 0, 0);
        nothing.zero_().Dispose();
    }

    /// <summary>Whether a tensor's elements fill its memory without gaps or overlaps, in whatever order of dimensions.</summary>
    public static bool IsDense(Tensor tensor)
    {
        long[] shape = tensor.shape, strides = tensor.stride();
        long expected = 1;
        foreach (int dimension in Enumerable.Range(0, shape.Length).Where(i => shape[i] != 1).OrderBy(i => strides[i]))
        {
            if (shape[dimension] == 0)
            {
                return true;
            }

            if (strides[dimension] != expected)
            {
                return false;
            }

            expected *= shape[dimension];
        }

        return true;
    }

    /// <summary>The type of the library's parameters for a type of tensors; null for one that it does not step in.</summary>
    public static ElementType? TypeOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => ElementType.Float32,
        ScalarType.Float64 => ElementType.Float64,
        ScalarType.BFloat16 => ElementType.BFloat16,
        _ => null,
    };

    [LibraryImport(Library, EntryPoint = "THSTensor_data")]
    private static partial nint Data(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_grad")]
    private static partial nint Gradient(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_dispose")]
    private static partial void Release(nint tensor);

    /// <summary>libtorch's own function, under the name that compilers on Linux and macOS give it.</summary>
    private static unsafe class VersionCounter
    {
        private static readonly delegate* unmanaged<nint, void> Function = Find();

        public static bool IsReachable => Function is not null;

        public static void Bump(nint tensor) => Function(tensor);

        private static delegate* unmanaged<nint, void> Find() =>
            NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out nint library)
            && NativeLibrary.TryGetExport(library, "_ZN5torch8autograd4impl12bump_versionERKN2at6TensorE", out nint function)
                ? (delegate* unmanaged<nint, void>)function
                : null;
    }
}
