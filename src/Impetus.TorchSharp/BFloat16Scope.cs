using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Impetus.Torch;

/// <summary>
/// While it is open, products and convolutions on this thread compute in bfloat16, whatever the type of their arguments: libtorch's
/// autocast, which TorchSharp does not offer. Which operators do is libtorch's choice; parameters stay as they are, and their gradients
/// have the parameters' type. Close the scope before the backward pass, and before the parameters change: converted ones are kept while
/// it is open.
/// </summary>
/// <remarks>
/// libtorch's LSTM in bfloat16 is there on processors with AVX-512 alone. On others its error ends the process, as TorchSharp does not
/// pass it on: let such a layer compute within <see cref="SuspendForLstm"/>, on single-precision inputs.
/// </remarks>
/// <example><code>using (BFloat16Scope.Open()) { loss = model.forward(batch); }</code></example>
public readonly ref struct BFloat16Scope
{
    // Whether one is open on this thread. libtorch cannot be asked on Windows, where none ever is.
    [ThreadStatic]
    private static bool _isOn;

    private readonly bool _isOpened, _wasOn;

    private BFloat16Scope(bool wasOn) => (_isOpened, _wasOn) = (true, wasOn);

    /// <summary>Whether the processor multiplies in bfloat16. Where it does not, bfloat16 is slower than single precision.</summary>
    public static bool IsAccelerated
    {
        get
        {
            const int ExtendedFeatures = 7, Avx512BFloat16 = 1 << 5, AmxBFloat16 = 1 << 22;
            return X86Base.IsSupported
                && ((X86Base.CpuId(ExtendedFeatures, 1).Eax & Avx512BFloat16) != 0 || (X86Base.CpuId(ExtendedFeatures, 0).Edx & AmxBFloat16) != 0);
        }
    }

    /// <summary>Opens a scope.</summary>
    /// <exception cref="PlatformNotSupportedException">libtorch's function is out of reach: its name on Windows is another.</exception>
    public static BFloat16Scope Open()
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        try
        {
            return Enter(isOn: true);
        }
        catch (EntryPointNotFoundException error)
        {
            throw new PlatformNotSupportedException("Products in bfloat16 need libtorch on Linux or macOS.", error);
        }
    }

    /// <summary>
    /// Within an open scope, where this processor has no LSTM in bfloat16: lets everything compute in the type of its arguments
    /// again, to be disposed of behind the layer. Elsewhere it does nothing.
    /// </summary>
    /// <example><code>using (BFloat16Scope.SuspendForLstm()) { states = lstm.call(vectors.to(float32)).Item1; }</code></example>
    public static BFloat16Scope SuspendForLstm() => _isOn && !HasLstm ? Enter(isOn: false) : default;

    /// <summary>Restores what was in force before.</summary>
    public void Dispose()
    {
        if (!_isOpened)
        {
            return;
        }

        if (Autocast.Leave() == 0)
        {
            Autocast.ClearCache();
        }

        Autocast.Set(Autocast.Cpu, _isOn = _wasOn);
    }

    // What oneDNN's LSTM in bfloat16 takes.
    private static bool HasLstm => Avx512BW.VL.IsSupported && Avx512DQ.VL.IsSupported;

    private static BFloat16Scope Enter(bool isOn)
    {
        bool wasOn = Autocast.IsOn(Autocast.Cpu);
        Autocast.Set(Autocast.Cpu, _isOn = isOn);
        _ = Autocast.Enter();
        return new BFloat16Scope(wasOn);
    }
}

/// <summary>libtorch's own functions, under the names that compilers on Linux and macOS give them.</summary>
internal static partial class Autocast
{
    public const sbyte Cpu = 0;

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at8autocast19is_autocast_enabledEN3c1010DeviceTypeE")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool IsOn(sbyte device);

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb")]
    public static partial void Set(sbyte device, [MarshalAs(UnmanagedType.U1)] bool isOn);

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at8autocast11clear_cacheEv")]
    public static partial void ClearCache();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at8autocast17increment_nestingEv")]
    public static partial int Enter();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at8autocast17decrement_nestingEv")]
    public static partial int Leave();
}
