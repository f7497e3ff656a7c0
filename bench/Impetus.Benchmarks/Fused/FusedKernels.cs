using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Fused;

/// <summary>
/// libtorch's fused steps for the CPU, which TorchSharp does not offer: called by name through the C dispatcher that libtorch exports.
/// </summary>
internal static unsafe partial class FusedKernels
{
    private const string Library = "torch_cpu";
    private const ulong LibTorchVersion = (2UL << 56) | (10UL << 48);
    private const double Beta1 = 0.9, Beta2 = 0.999, WeightDecay = 0.01, Epsilon = 1e-8, Momentum = 0.9;
    private const ulong False = 0, Nothing = 0;

    /// <summary>A step of AdamW.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="means">The first moments.</param>
    /// <param name="squares">The second moments.</param>
    /// <param name="counts">For each parameter a scalar that counts its steps, from 1.</param>
    /// <param name="learningRate">The learning rate.</param>
    public static void AdamW(Tensor[] parameters, Tensor[] gradients, Tensor[] means, Tensor[] squares, Tensor[] counts, double learningRate)
        => Call("aten::_fused_adamw_", [
            List(parameters), List(gradients), List(means), List(squares), List([]), List(counts), Number(learningRate), Number(Beta1), Number(Beta2),
            Number(WeightDecay), Number(Epsilon), False, False, Nothing, Nothing]);

    /// <summary>A step of SGD with momentum.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="momenta">The memories.</param>
    /// <param name="learningRate">The learning rate.</param>
    public static void Sgd(Tensor[] parameters, Tensor[] gradients, Tensor[] momenta, double learningRate)
        => Call("aten::_fused_sgd_", [
            List(parameters), List(gradients), List(momenta), Number(0), Number(Momentum), Number(learningRate), Number(0), False, False, False, Nothing, Nothing]);

    // The dispatcher takes over the lists and the handles in them.
    private static void Call(string name, ReadOnlySpan<ulong> arguments)
    {
        fixed (ulong* stack = arguments)
        {
            if (Dispatch(name, "", stack, LibTorchVersion) != 0)
            {
                throw new InvalidOperationException($"libtorch refuses {name}.");
            }
        }
    }

    private static ulong List(Tensor[] tensors)
    {
        _ = NewList((nuint)tensors.Length, out nint list);
        foreach (Tensor tensor in tensors)
        {
            _ = NewHandle(tensor.Handle, out nint handle);
            _ = Append(list, (ulong)handle);
        }

        return (ulong)list;
    }

    private static ulong Number(double value) => BitConverter.DoubleToUInt64Bits(value);

    [LibraryImport(Library, EntryPoint = "torch_call_dispatcher", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Dispatch(string name, string overload, ulong* stack, ulong version);

    [LibraryImport(Library, EntryPoint = "aoti_torch_new_tensor_handle")]
    private static partial int NewHandle(nint tensor, out nint handle);

    [LibraryImport(Library, EntryPoint = "torch_new_list_reserve_size")]
    private static partial int NewList(nuint size, out nint list);

    [LibraryImport(Library, EntryPoint = "torch_list_push_back")]
    private static partial int Append(nint list, ulong element);
}
