using System.Runtime.InteropServices;
using Impetus.Algebra;
using Impetus.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>Carries out the passes of a step with libtorch's operators, where the tensors lie.</summary>
internal sealed class TensorStepRunner<TFormula> : StepRunner<TFormula>
    where TFormula : struct, IFormula
{
    private readonly IReadOnlyList<(Tensor Value, Tensor Gradient)> _parameters;
    private readonly Tensor[][] _state;    // by array, then by tensor
    private readonly int[] _thirdArrays;
    private readonly int[] _momentumTargets;
    private readonly int _memoryArrays;

    public TensorStepRunner(IReadOnlyList<(Tensor Value, Tensor Gradient)> parameters, int memoryArrays, int scalingArrays)
        : base(parameters.Count)
    {
        _parameters = parameters;
        _memoryArrays = memoryArrays;
        _thirdArrays = [.. parameters.Select(_ => 2)];
        _momentumTargets = new int[parameters.Count];
        using IDisposable withoutGradient = no_grad();
        _state = [.. Enumerable.Range(0, memoryArrays + scalingArrays)
            .Select(_ => parameters.Select(parameter => zeros_like(parameter.Value).DetachFromDisposeScope()).ToArray())];
    }

    public override void MeasureFormulas(bool looksAtGradients)
        => Measure((tensor, parameter, gradient) =>
        {
            Sums<TensorLane> sums = default;
            TensorLane memory = _memoryArrays > 0 ? new(_state[0][tensor]) : default;
            Formulas[FormulaOf[tensor]].Measure(parameter, gradient, memory, ScalingSlots(tensor), ref sums);
            return sums;
        });

    public override void MeasureNorm(double unit) => Measure((_, parameter, gradient) => Sum(new GradientNorm(unit), parameter, gradient));

    public override void MeasureFiniteness() => Measure(static (_, parameter, gradient) => Sum(default(Finiteness), parameter, gradient));

    public override void Move(bool followsReading)
    {
        if (TFormula.SumsWhileMoving)
        {
            Measure(Move);
        }
        else
        {
            Visit((tensor, parameter, gradient) => Move(tensor, parameter, gradient));
        }
    }

    public override void PlaceMomentum(int tensor, int array) => _momentumTargets[tensor] = array;

    public override void RenameMomentum(int tensor, int array)
        => (_state[0][tensor], _state[array][tensor]) = (_state[array][tensor], _state[0][tensor]);

    public override void ReplaceEntry(int tensor, int array)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor momentum = _state[0][tensor], sum = _state[1][tensor], entry = _state[array][tensor];
        sum.copy_(sum + (momentum - entry));
        entry.copy_(momentum);
    }

    public override void PointToThirdArray(int tensor, int array) => _thirdArrays[tensor] = array;

    public override void Recompute(in ArraySum sum)
    {
        (int target, int first, int count) = sum;
        Visit((tensor, _, _) =>
        {
            Tensor total = _state[first][tensor];
            for (int array = first + 1; array < first + count; array++)
            {
                total += _state[array][tensor];
            }

            _state[target][tensor].copy_(total);
        });
    }

    public override void ReadState(int array, int tensor, long offset, Span<byte> bytes)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor part = Part(array, tensor, offset, bytes.Length).cpu();
        part.bytes.CopyTo(bytes);
    }

    public override void WriteState(int array, int tensor, long offset, ReadOnlySpan<byte> bytes)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradient = no_grad();
        Tensor source = _state[array][tensor].dtype == ScalarType.Float64
            ? TorchSharp.torch.tensor(MemoryMarshal.Cast<byte, double>(bytes).ToArray())
            : TorchSharp.torch.tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        Part(array, tensor, offset, bytes.Length).copy_(source);
    }

    public override void Dispose()
    {
        foreach (Tensor tensor in _state.SelectMany(array => array))
        {
            tensor.Dispose();
        }
    }

    private static Sums<TensorLane> Sum<TMeasure>(in TMeasure measure, TensorLane parameter, TensorLane gradient)
        where TMeasure : struct, IMeasure
    {
        Sums<TensorLane> sums = default;
        measure.Measure(parameter, gradient, default, default, ref sums);
        return sums;
    }

    private Sums<TensorLane> Move(int tensor, TensorLane parameter, TensorLane gradient)
    {
        Slots<TensorLane> memory = MemorySlots(tensor), scaling = ScalingSlots(tensor);
        Sums<TensorLane> sums = default;
        TensorLane moved = Formulas[FormulaOf[tensor]].Apply(parameter, gradient, ref memory, ref scaling, ref sums);
        StoreMemory(memory, tensor);
        Store(scaling, TFormula.ScalingSlotCount, TFormula.KeepsMaximum, tensor, _memoryArrays, _memoryArrays + 2);
        moved.CopyTo(_parameters[tensor].Value);
        return sums;
    }

    private void Measure(Func<int, TensorLane, TensorLane, Sums<TensorLane>> measure)
    {
        ClearSums();
        Visit((tensor, parameter, gradient) =>
        {
            Sums<TensorLane> sums = measure(tensor, parameter, gradient);
            long count = _parameters[tensor].Value.numel();
            Span<double> target = MutableSumsOf(tensor);
            target[0] = sums.First.Sum(count);
            target[1] = sums.Second.Sum(count);
            target[2] = sums.Third.Sum(count);
            target[3] = sums.Fourth.Sum(count);
        });
    }

    private void Visit(Action<int, TensorLane, TensorLane> visit)
    {
        using IDisposable withoutGradient = no_grad();
        for (int tensor = 0; tensor < _parameters.Count; tensor++)
        {
            if (FormulaOf[tensor] >= 0)
            {
                using DisposeScope scope = NewDisposeScope();
                visit(tensor, new(_parameters[tensor].Value), new(_parameters[tensor].Gradient));
            }
        }
    }

    private Slots<TensorLane> MemorySlots(int tensor) => Load(TFormula.MemorySlotCount, TFormula.MemorySlotCount > 3, tensor, 0, _thirdArrays[tensor]);

    private Slots<TensorLane> ScalingSlots(int tensor) => Load(TFormula.ScalingSlotCount, TFormula.KeepsMaximum, tensor, _memoryArrays, _memoryArrays + 2);

    private Slots<TensorLane> Load(int count, bool hasFourth, int tensor, int first, int third) => new()
    {
        First = count > 0 ? new(_state[first][tensor]) : default,
        Second = count > 1 ? new(_state[first + 1][tensor]) : default,
        Third = count > 2 ? new(_state[third][tensor]) : default,
        Fourth = hasFourth ? new(_state[FourthArray(count, first)][tensor]) : default,
    };

    private void StoreMemory(in Slots<TensorLane> memory, int tensor)
    {
        if (TFormula.RenamesArrays)
        {
            memory.First.CopyTo(_state[_momentumTargets[tensor]][tensor]);
            memory.Second.CopyTo(_state[1][tensor]);
        }
        else
        {
            Store(memory, TFormula.MemorySlotCount, TFormula.MemorySlotCount > 3, tensor, 0, _thirdArrays[tensor]);
        }
    }

    private void Store(in Slots<TensorLane> slots, int count, bool hasFourth, int tensor, int first, int third)
    {
        if (count > 0)
        {
            slots.First.CopyTo(_state[first][tensor]);
        }

        if (count > 1)
        {
            slots.Second.CopyTo(_state[first + 1][tensor]);
        }

        if (count > 2)
        {
            slots.Third.CopyTo(_state[third][tensor]);
        }

        if (hasFourth)
        {
            slots.Fourth.CopyTo(_state[FourthArray(count, first)][tensor]);
        }
    }

    /// <summary>The fourth slot is the fourth array, or a running maximum right after a scaling's own arrays.</summary>
    private static int FourthArray(int count, int first) => first + Math.Min(count, 3);

    private Tensor Part(int array, int tensor, long offset, int byteCount)
    {
        Tensor state = _state[array][tensor];
        int size = state.dtype == ScalarType.Float64 ? sizeof(double) : sizeof(float);
        return state.view(-1).narrow(0, offset / size, byteCount / size);
    }
}
