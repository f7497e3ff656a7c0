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
        nint gradient = Gradient(parameter);
        exists = gradient != 0;
        if (!exists)
        {
            return 0;
        }

        nint address = Data(gradient);
        Release(gradient);
        return address;
    }

    /// <summary>A handle of a parameter's gradient, to be released; 0 where it has none.</summary>
    public static nint Gradient(TorchParameter parameter) => GradientHandle(parameter.Handle);

    /// <summary>Whether automatic differentiation is to find a gradient for a parameter.</summary>
    public static bool RequiresGradient(TorchParameter parameter) => RequiresGradientOf(parameter.Handle);

    /// <summary>Whether a tensor is strided memory of the process, with or without gaps.</summary>
    public static bool IsMemory(Tensor tensor) => tensor.device_type == DeviceType.CPU && !tensor.is_sparse;

    /// <summary>Whether a handle's tensor is memory of a type, with the strides that a tensor of that shape has.</summary>
    public static bool IsLaidOut(nint tensor, long[] shape, long[] strides, ElementType type)
    {
        if (IsSparse(tensor) || TypeOf((ScalarType)TypeOfHandle(tensor)) != type)
        {
            return false;
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] != 1 && StrideOf(tensor, i) != strides[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As <see cref="MarkWritten"/>, where that takes no operator.</summary>
    public static void MarkHandleWritten(nint tensor)
    {
        if (VersionCounter.IsReachable)
        {
            VersionCounter.Bump(tensor);
        }
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

    /// <summary>The address of a handle's first element.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_data")]
    public static partial nint Data(nint tensor);

    /// <summary>Lets go of a handle.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_dispose")]
    public static partial void Release(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_grad")]
    private static partial nint GradientHandle(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_requires_grad")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static partial bool RequiresGradientOf(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_is_sparse")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static partial bool IsSparse(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_type")]
    private static partial sbyte TypeOfHandle(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_stride")]
    private static partial long StrideOf(nint tensor, long dimension);

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
