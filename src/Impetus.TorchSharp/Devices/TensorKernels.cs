using Impetus.Algebra;
using Impetus.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>Carries out steps with TorchSharp's operators, where the tensors lie. A piece is a whole tensor, and one block.</summary>
internal sealed class TensorKernels<TFormula> : StepKernels<TFormula>
    where TFormula : struct, IFormula
{
    private readonly IReadOnlyList<(Tensor Value, Tensor Gradient)> _parameters;
    private readonly TensorStateArrays _arrays;
    private readonly SlotBinding[] _bindings;
    private readonly int _memoryArrays;

    public TensorKernels(IReadOnlyList<(Tensor Value, Tensor Gradient)> parameters, TensorStateArrays arrays, int memoryArrays)
    {
        (_parameters, _arrays, _memoryArrays) = (parameters, arrays, memoryArrays);
        _bindings = [.. parameters.Select(static _ => SlotBinding.InOrder)];
    }

    /// <inheritdoc/>
    public override bool Measure(in TFormula formula, in Piece piece, BlockSums sums, bool looks)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor value, Tensor gradient) = _parameters[piece.Tensor];
        Sums<TensorLane> taken = default;
        TensorLane memory = TFormula.MemorySlotCount > 0 ? new(_arrays[_bindings[piece.Tensor].First, piece.Tensor]) : default;
        formula.Measure(new TensorLane(value), new(gradient), memory, Scaling(piece.Tensor), ref taken);
        TensorGradients.Put(taken, sums, piece, TFormula.SumCount, value.numel());
        return !looks || TensorGradients.IsFinite(gradient);
    }

    /// <inheritdoc/>
    public override void MeasureDirection(in TFormula formula, in Piece piece, BlockSums sums)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor value, Tensor gradient) = _parameters[piece.Tensor];
        SlotBinding binding = _bindings[piece.Tensor];
        Slots<TensorLane> memory = Load(piece.Tensor, TFormula.MemorySlotCount, binding.First, binding.Second, binding.Third, binding.Fourth);
        Sums<TensorLane> taken = default;
        formula.MeasureDirection(new TensorLane(value), new(gradient), memory, Scaling(piece.Tensor), ref taken);
        TensorGradients.Put(taken, sums, piece, TFormula.DirectionSumCount, value.numel());
    }

    /// <inheritdoc/>
    public override void Move(in TFormula formula, in Piece piece, BlockSums sums)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int tensor = piece.Tensor;
        (Tensor value, Tensor gradient) = _parameters[tensor];
        SlotBinding binding = _bindings[tensor];
        Slots<TensorLane> memory = Load(tensor, TFormula.MemorySlotCount, binding.First, binding.Second, binding.Third, binding.Fourth);
        Slots<TensorLane> scaling = Scaling(tensor);
        Sums<TensorLane> taken = default;
        TensorLane moved = formula.Apply(new TensorLane(value), new(gradient), ref memory, ref scaling, ref taken);
        Store(memory, tensor, TFormula.MemorySlotCount, binding.FirstTarget, binding.Second, binding.Third, binding.Fourth);
        Store(scaling, tensor, TFormula.ScalingSlotCount, _memoryArrays, _memoryArrays + 1, _memoryArrays + 2, _memoryArrays + 3);
        if (TFormula.KeepsMaximum)
        {
            scaling.Fourth.CopyTo(_arrays[_memoryArrays + TFormula.ScalingSlotCount, tensor]);
        }

        moved.CopyTo(value);
        if (TFormula.SumsWhileMoving)
        {
            TensorGradients.Put(taken, sums, piece, TFormula.SumCount, value.numel());
        }
    }

    /// <inheritdoc/>
    public override void Bind(int tensor, in SlotBinding binding) => _bindings[tensor] = binding;

    private Slots<TensorLane> Scaling(int tensor)
    {
        Slots<TensorLane> slots = Load(tensor, TFormula.ScalingSlotCount, _memoryArrays, _memoryArrays + 1, _memoryArrays + 2, _memoryArrays + 3);
        if (TFormula.KeepsMaximum)
        {
            slots.Fourth = new(_arrays[_memoryArrays + TFormula.ScalingSlotCount, tensor]);
        }

        return slots;
    }

    private Slots<TensorLane> Load(int tensor, int count, int first, int second, int third, int fourth) => new()
    {
        First = count > 0 ? new(_arrays[first, tensor]) : default,
        Second = count > 1 ? new(_arrays[second, tensor]) : default,
        Third = count > 2 ? new(_arrays[third, tensor]) : default,
        Fourth = count > 3 ? new(_arrays[fourth, tensor]) : default,
    };

    // A memory that renames arrays only reads its third slot.
    private void Store(in Slots<TensorLane> slots, int tensor, int count, int first, int second, int third, int fourth)
    {
        if (count > 0)
        {
            slots.First.CopyTo(_arrays[first, tensor]);
        }

        if (count > 1)
        {
            slots.Second.CopyTo(_arrays[second, tensor]);
        }

        if (count > 2)
        {
            slots.Third.CopyTo(_arrays[third, tensor]);
        }

        if (count > 3)
        {
            slots.Fourth.CopyTo(_arrays[fourth, tensor]);
        }
    }
}

/// <summary>Looks at gradients with TorchSharp's operators.</summary>
internal sealed class TensorGradients(IReadOnlyList<(Tensor Value, Tensor Gradient)> parameters) : GradientKernels
{
    /// <inheritdoc/>
    public override bool IsFinite(in Piece piece) => IsFinite(parameters[piece.Tensor].Gradient);

    /// <inheritdoc/>
    public override bool MeasureNorm(in Piece piece, double unit, bool isRelative, BlockSums sums, bool looks)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor value, Tensor gradient) = parameters[piece.Tensor];
        Sums<TensorLane> taken = default;
        if (isRelative)
        {
            new RelativeGradientNorm(unit).Measure(new TensorLane(value), new(gradient), default, default, ref taken);
        }
        else
        {
            new GradientNorm(unit).Measure(new TensorLane(value), new(gradient), default, default, ref taken);
        }

        Put(taken, sums, piece, 1, value.numel());
        return !looks || IsFinite(gradient);
    }

    /// <summary>Whether all of a gradient is finite.</summary>
    public static bool IsFinite(Tensor gradient)
    {
        using IDisposable withoutGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return gradient.isfinite().all().item<bool>();
    }

    /// <summary>Puts the sums of a tensor down as those of its one block.</summary>
    public static void Put(in Sums<TensorLane> taken, BlockSums sums, in Piece piece, int count, long length)
    {
        Span<double> target = sums.From(piece.FirstBlock);
        target[0] = count > 0 ? taken.First.Sum(length) : 0;
        target[1] = count > 1 ? taken.Second.Sum(length) : 0;
        target[2] = count > 2 ? taken.Third.Sum(length) : 0;
        target[3] = count > 3 ? taken.Fourth.Sum(length) : 0;
    }
}
