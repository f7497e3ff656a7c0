using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Impetus.Torch.Native;

namespace Impetus.Torch;

/// <summary>
/// One of libtorch's operators, by its name and overload, for example <c>new TensorOperator("aten::add", "Tensor")</c>. It is
/// resolved at its first call and then costs about a microsecond. Thread safe; keep it in a static field. Trailing
/// arguments that have a default may be left out.
/// </summary>
/// <param name="name">The name with its namespace.</param>
/// <param name="overload">The overload's name; empty for the one without a name.</param>
public sealed unsafe class TensorOperator(string name, string overload = "")
{
    private const int ResultCapacity = 8;
    private const int StackBytes = 4096;

    private nint _handle;

    /// <summary>The name with its namespace, for example <c>aten::add</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Calls an operator that returns one tensor. Of several results it returns the first.</summary>
    /// <exception cref="TorchException">libtorch refuses the arguments, or knows no such operator.</exception>
    /// <exception cref="InvalidOperationException">The operator returns no tensor.</exception>
    public Tensor Call(params ReadOnlySpan<OperatorArgument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[ResultCapacity];
        int count = Invoke(arguments, results, out NativeValue[]? overflow);
        ReadOnlySpan<NativeValue> values = overflow ?? new ReadOnlySpan<NativeValue>(results, count);
        ReleaseTensors(values[Math.Min(1, count)..]);
        return count > 0 && values[0].Tag == ValueTag.Tensor
            ? new Tensor(values[0].Pointer)
            : throw new InvalidOperationException($"{Name} returned no tensor.");
    }

    /// <summary>Calls an operator that returns several tensors; results that are not tensors, and undefined ones, are left out.</summary>
    /// <exception cref="TorchException">libtorch refuses the arguments, or knows no such operator.</exception>
    public Tensor[] CallMany(params ReadOnlySpan<OperatorArgument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[ResultCapacity];
        int count = Invoke(arguments, results, out NativeValue[]? overflow);
        List<Tensor> tensors = new(count);
        foreach (NativeValue value in overflow ?? new ReadOnlySpan<NativeValue>(results, count))
        {
            if (value.Tag == ValueTag.Tensor)
            {
                tensors.Add(new Tensor(value.Pointer));
            }
        }
        return [.. tensors];
    }

    /// <summary>Calls an operator for its effect: one that writes into an argument, such as <c>aten::zero_</c>.</summary>
    /// <exception cref="TorchException">libtorch refuses the arguments, or knows no such operator.</exception>
    public void Run(params ReadOnlySpan<OperatorArgument> arguments)
    {
        NativeValue* results = stackalloc NativeValue[ResultCapacity];
        int count = Invoke(arguments, results, out NativeValue[]? overflow);
        ReleaseTensors(overflow ?? new ReadOnlySpan<NativeValue>(results, count));
    }

    private static void ReleaseTensors(ReadOnlySpan<NativeValue> values)
    {
        foreach (NativeValue value in values)
        {
            if (value.Tag == ValueTag.Tensor)
            {
                NativeMethods.Release(value.Pointer);
            }
        }
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<OperatorArgument> arguments, NativeValue* results, out NativeValue[]? overflow)
    {
        if (_handle == 0)
        {
            NativeMethods.Check(NativeMethods.FindOperator(Name, overload, out _handle));
        }

        NativeValue* values = stackalloc NativeValue[arguments.Length];
        int bytes = ElementBytes(arguments);
        byte[]? large = bytes > StackBytes ? GC.AllocateUninitializedArray<byte>(bytes, pinned: true) : null;
        byte* stack = stackalloc byte[large is null ? bytes : 0];
        byte* elements = large is null ? stack : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(large));
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = ToNative(in arguments[i], ref elements);
        }

        int status = NativeMethods.Call(_handle, values, arguments.Length, results, ResultCapacity, out int count);
        foreach (ref readonly OperatorArgument argument in arguments)
        {
            GC.KeepAlive(argument.Reference); // no finalizer may release an argument during the call
        }
        GC.KeepAlive(large);

        overflow = null;
        if (status == NativeMethods.StatusMoreResults)
        {
            overflow = new NativeValue[count];
            fixed (NativeValue* target = overflow)
            {
                NativeMethods.TakeResults(target);
            }
            return count;
        }
        NativeMethods.Check(status);
        return count;
    }

    // Every list is copied out of the managed heap: 8 bytes an element, texts rounded up so that what follows stays aligned.
    private static int ElementBytes(ReadOnlySpan<OperatorArgument> arguments)
    {
        int bytes = 0;
        foreach (ref readonly OperatorArgument argument in arguments)
        {
            bytes += argument.Reference switch
            {
                long[] integers => integers.Length * sizeof(long),
                double[] reals => reals.Length * sizeof(double),
                Tensor?[] tensors => tensors.Length * sizeof(nint),
                string text => RoundUp(Encoding.UTF8.GetMaxByteCount(text.Length)),
                _ => 0,
            };
        }
        return bytes;
    }

    private static NativeValue ToNative(ref readonly OperatorArgument argument, ref byte* elements)
    {
        NativeValue value = new() { Tag = argument.Tag, Bits = argument.Bits };
        switch (argument.Tag)
        {
            case ValueTag.Tensor:
                value.Pointer = Unsafe.As<Tensor>(argument.Reference!).Handle;
                break;
            case ValueTag.Integers:
                CopyList<long>(Unsafe.As<long[]>(argument.Reference!), ref value, ref elements);
                break;
            case ValueTag.Reals:
                CopyList<double>(Unsafe.As<double[]>(argument.Reference!), ref value, ref elements);
                break;
            case ValueTag.Tensors:
                CopyHandles(Unsafe.As<Tensor?[]>(argument.Reference!), ref value, ref elements);
                break;
            case ValueTag.Text:
                CopyText(Unsafe.As<string>(argument.Reference!), ref value, ref elements);
                break;
        }
        return value;
    }

    private static void CopyList<T>(ReadOnlySpan<T> list, ref NativeValue value, ref byte* elements)
        where T : unmanaged
    {
        list.CopyTo(new Span<T>(elements, list.Length));
        value.Pointer = (nint)elements;
        value.Count = list.Length;
        elements += list.Length * sizeof(T);
    }

    private static void CopyHandles(Tensor?[] tensors, ref NativeValue value, ref byte* elements)
    {
        nint* handles = (nint*)elements;
        for (int i = 0; i < tensors.Length; i++)
        {
            handles[i] = tensors[i]?.Handle ?? 0;
        }
        value.Pointer = (nint)handles;
        value.Count = tensors.Length;
        elements += tensors.Length * sizeof(nint);
    }

    private static void CopyText(string text, ref NativeValue value, ref byte* elements)
    {
        int room = RoundUp(Encoding.UTF8.GetMaxByteCount(text.Length));
        value.Pointer = (nint)elements;
        value.Count = Encoding.UTF8.GetBytes(text, new Span<byte>(elements, room));
        elements += room;
    }

    private static int RoundUp(int bytes) => (bytes + 7) & ~7;
}
