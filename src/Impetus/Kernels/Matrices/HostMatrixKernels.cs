using System.Numerics;
using Impetus.Algebra;

namespace Impetus.Kernels.Matrices;

/// <summary>Carries out steps of matrices in the memory of the process. One room for work serves all of them, one after the other.</summary>
internal sealed unsafe class HostMatrixKernels<TElement> : MatrixKernels
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private static readonly double TinyUnit = typeof(TElement) == typeof(double) ? Math.ScaleB(1, -600) : Math.ScaleB(1, -80);

    private const int MostBytesAtOnce = 1 << 30;

    private readonly ParameterSet _parameters;
    private readonly HostArrays<TElement> _momentum;
    private readonly Partition _partition;
    private readonly BlockSums _sums;
    private readonly MatrixShape[] _shapes;
    private readonly NewtonSchulz<TElement>? _iteration;

    public HostMatrixKernels(ParameterSet parameters, HostArrays<TElement> momentum, MatrixShape[] shapes, Partition partition, WorkerPool? pool)
    {
        (_parameters, _momentum, _shapes, _partition) = (parameters, momentum, shapes, partition);
        _sums = new BlockSums(partition);
        (int Rows, int Columns)[] lying = [.. shapes.Where(static shape => shape.Rows > 0).Select(static shape => shape.IsTall ? (shape.Columns, shape.Rows) : (shape.Rows, shape.Columns))];
        _iteration = lying.Length > 0 ? new NewtonSchulz<TElement>(lying, pool) : null;
    }

    public override void Move(int tensor, in MatrixStep step)
    {
        if (_shapes[tensor] is not { Rows: > 0 } shape)
        {
            return;
        }

        TElement* direction = shape.IsTall ? _iteration!.Other : _iteration!.Current;
        Extent own = _partition.Extents[tensor];
        Follow(tensor, step, direction, own);
        Gather(tensor, direction);
        if (own.Length == 0)
        {
            return;
        }

        Normalise(tensor, step.Epsilon, direction);
        if (shape.IsTall)
        {
            new Matrix<TElement>(direction, shape.Rows, shape.Columns).Transposed.CopyTo(_iteration.Current);
        }

        _iteration.Run(Math.Min(shape.Rows, shape.Columns), Math.Max(shape.Rows, shape.Columns), step.Coefficients, step.Iterations);
        if (shape.IsTall)
        {
            new Matrix<TElement>(_iteration.Current, shape.Columns, shape.Rows).Transposed.CopyTo(_iteration.Other);
        }

        Parameter parameter = _parameters[tensor];
        TElement* result = shape.IsTall ? _iteration.Other : _iteration.Current;
        Kernel<TElement>.Apply(new RetainAndSubtract(step.Retained, step.StepSize), result, (TElement*)parameter.ValueStart, null, own.Start, own.End);
    }

    public override void Dispose() => _iteration?.Dispose();

    /// <summary>m ← βm + (1 − β)g; d = m, or one step ahead.</summary>
    private void Follow(int tensor, in MatrixStep step, TElement* direction, Extent own)
    {
        Parameter parameter = _parameters[tensor];
        TElement* value = (TElement*)parameter.ValueStart, gradient = (TElement*)parameter.GradientStart;
        Kernel<TElement>.Apply(new TakeGradient(step.ClipFactor, step.ClipBound, step.CoupledDecay), direction, value, gradient, own.Start, own.End);
        Kernel<TElement>.Apply(new FollowGradient(step.Momentum, step.LooksAhead), _momentum[0, tensor], null, direction, own.Start, own.End);
    }

    /// <summary>Completes the direction by what other processes keep of its momentum, where a step is shared out. Every process that moves a part of a matrix turns the whole.</summary>
    private void Gather(int tensor, TElement* direction)
    {
        Parameter parameter = _parameters[tensor];
        long end = (long)parameter.Length * sizeof(TElement);
        for (long start = 0; _parameters.Shard is { } shard && start < end; start += MostBytesAtOnce)
        {
            shard.Exchange.ShareState(parameter, start, new Span<byte>((byte*)direction + start, (int)Math.Min(MostBytesAtOnce, end - start)));
        }
    }

    /// <summary>d ← d / (‖d‖ + ε): the norm of the matrix as a vector, which is at least its largest singular value.</summary>
    private void Normalise(int tensor, double epsilon, TElement* direction)
    {
        nint length = _parameters[tensor].Length;
        double norm = Norm(tensor, direction, 1);
        norm = double.IsFinite(norm) ? norm : Norm(tensor, direction, TinyUnit);
        Kernel<TElement>.Apply(new Shrink(norm + epsilon > 0 ? 1 / (norm + epsilon) : 0), direction, null, null, 0, length);
    }

    private double Norm(int tensor, TElement* direction, double unit)
    {
        Piece whole = new(tensor, 0, _parameters[tensor].Length, _partition.BlockStarts[tensor]);
        _ = Kernel<TElement>.Measure(new GradientNorm(unit), new Streams<TElement> { Gradient = direction }, whole, _sums, looks: false);
        return Math.Sqrt(_sums.Total(tensor, GradientNorm.SumCount)[0]) / unit;
    }
}
