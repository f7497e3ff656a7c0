using System.Numerics;
using Impetus.Algebra;
using Impetus.Kernels.Matrices;

namespace Impetus.Kernels;

/// <summary>The memory of the process.</summary>
internal sealed unsafe class HostDevice<TElement>(ParameterSet parameters, Partition partition, WorkerPool? pool) : IDevice
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    public GradientKernels Gradients { get; } = new HostGradients<TElement>(parameters);

    public StateArrays CreateArrays(ReadOnlySpan<bool> isHeld, int count)
    {
        Extent[] extents = [.. partition.Extents];
        for (int tensor = 0; tensor < extents.Length; tensor++)
        {
            extents[tensor] = isHeld[tensor] ? extents[tensor] : default;
        }

        return new HostArrays<TElement>(extents, count);
    }

    public StepKernels<TFormula> CreateKernels<TFormula>(StateArrays arrays, int memoryArrays)
        where TFormula : struct, IFormula
        => new HostKernels<TFormula, TElement>(parameters, (HostArrays<TElement>)arrays, memoryArrays);

    public MatrixKernels CreateMatrixKernels(StateArrays momentum, MatrixShape[] shapes)
        => new HostMatrixKernels<TElement>(parameters, (HostArrays<TElement>)momentum, shapes, partition, pool);
}

/// <summary>Looks at gradients in the memory of the process.</summary>
internal sealed unsafe class HostGradients<TElement>(ParameterSet parameters) : GradientKernels
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    public override bool IsFinite(in Piece piece)
        => Kernel<TElement>.IsFinite((TElement*)parameters[piece.Tensor].GradientStart, piece.Start, piece.End);

    public override bool MeasureNorm(in Piece piece, double unit, bool isRelative, BlockSums sums, bool looks)
    {
        Parameter parameter = parameters[piece.Tensor];
        Streams<TElement> streams = new() { Parameter = (TElement*)parameter.ValueStart, Gradient = (TElement*)parameter.GradientStart };
        return isRelative
            ? Kernel<TElement>.Measure(new RelativeGradientNorm(unit), streams, piece, sums, looks)
            : Kernel<TElement>.Measure(new GradientNorm(unit), streams, piece, sums, looks);
    }
}

/// <summary>Carries out steps in the memory of the process.</summary>
internal sealed unsafe class HostKernels<TFormula, TElement> : StepKernels<TFormula>
    where TFormula : struct, IFormula
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private readonly ParameterSet _parameters;
    private readonly HostArrays<TElement> _arrays;
    private readonly Streams<TElement>[] _streams;    // without the gradients, which may be elsewhere in every step

    public HostKernels(ParameterSet parameters, HostArrays<TElement> arrays, int memoryArrays)
    {
        _parameters = parameters;
        _arrays = arrays;
        _streams = new Streams<TElement>[parameters.Count];
        for (int tensor = 0; tensor < _streams.Length; tensor++)
        {
            ref Streams<TElement> streams = ref _streams[tensor];
            streams.Parameter = (TElement*)parameters[tensor].ValueStart;
            int count = TFormula.ScalingSlotCount;
            streams.Scaling.First = count > 0 ? arrays[memoryArrays, tensor] : null;
            streams.Scaling.Second = count > 1 ? arrays[memoryArrays + 1, tensor] : null;
            streams.Scaling.Third = count > 2 ? arrays[memoryArrays + 2, tensor] : null;
            streams.Scaling.Fourth = TFormula.KeepsMaximum ? arrays[memoryArrays + count, tensor] : null;    // after the scaling's own, however many
            Bind(tensor, SlotBinding.InOrder);
        }
    }

    public override bool Measure(in TFormula formula, in Piece piece, BlockSums sums, bool looks)
        => Kernel<TElement>.Measure(formula, StreamsOf(piece.Tensor), piece, sums, looks);

    public override void MeasureDirection(in TFormula formula, in Piece piece, BlockSums sums)
        => Kernel<TElement>.Sum<MeasuringDirections<TFormula>, TFormula>(formula, StreamsOf(piece.Tensor), piece, sums);

    public override void Move(in TFormula formula, in Piece piece, BlockSums sums)
    {
        if (TFormula.SumsWhileMoving)
        {
            Kernel<TElement>.Sum<Moving<TFormula>, TFormula>(formula, StreamsOf(piece.Tensor), piece, sums);
        }
        else
        {
            Kernel<TElement>.Move(formula, StreamsOf(piece.Tensor), piece.Start, piece.End);
        }
    }

    public override void Bind(int tensor, in SlotBinding binding)
    {
        ref Streams<TElement> streams = ref _streams[tensor];
        int count = TFormula.MemorySlotCount;
        streams.Memory.First = count > 0 ? _arrays[binding.First, tensor] : null;
        streams.Memory.Second = count > 1 ? _arrays[binding.Second, tensor] : null;
        streams.Memory.Third = count > 2 ? _arrays[binding.Third, tensor] : null;
        streams.Memory.Fourth = count > 3 ? _arrays[binding.Fourth, tensor] : null;
        streams.FirstTarget = TFormula.RenamesArrays ? _arrays[binding.FirstTarget, tensor] : null;
    }

    /// <summary>Where a tensor's arrays are in this step. Whatever thread asks, a gradient that has moved is put down as the same place.</summary>
    private ref readonly Streams<TElement> StreamsOf(int tensor)
    {
        ref Streams<TElement> streams = ref _streams[tensor];
        TElement* gradient = (TElement*)_parameters[tensor].GradientStart;
        if (streams.Gradient != gradient)
        {
            streams.Gradient = gradient;
        }

        return ref streams;
    }
}
