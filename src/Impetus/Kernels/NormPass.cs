using Impetus.Algebra;

namespace Impetus.Kernels;

/// <summary>Takes the norm of the whole gradient, in the order of all sums: what clipping and sharpness-aware minimisation share.</summary>
internal sealed class NormPass
{
    /// <summary>Units in which squares of the largest numbers, added up, do not overflow.</summary>
    private static readonly double TinyDouble = Math.ScaleB(1, -600), TinySingle = Math.ScaleB(1, -80);

    private readonly Sweep _sweep;
    private readonly GradientKernels _kernels;
    private readonly BlockSums _sums;
    private readonly Func<int, bool> _counts;
    private readonly int _tensorCount;
    private readonly Action<int> _measure;
    private double _unit;
    private bool _isRelative;
    private Action<int>? _report;

    /// <summary>A pass over those tensors that count.</summary>
    public NormPass(ParameterSet parameters, Sweep sweep, GradientKernels kernels, BlockSums sums, Func<int, bool> counts)
    {
        _sweep = sweep;
        _kernels = kernels;
        _sums = sums;
        _counts = counts;
        _tensorCount = parameters.Count;
        _measure = Measure;
        TinyUnit = parameters.ElementType == ElementType.Float64 ? TinyDouble : TinySingle;
    }

    /// <summary>The unit in which no square overflows.</summary>
    public double TinyUnit { get; }

    /// <summary>‖g‖, or ‖θg‖, by squares of coordinates that were multiplied with the unit.</summary>
    /// <param name="unit">1, or <see cref="TinyUnit"/> where squares have overflowed.</param>
    /// <param name="isRelative">Whether every coordinate counts by the size of the parameter.</param>
    /// <param name="report">Is told, on any thread, of a tensor whose gradient is not finite; where given.</param>
    public double Measure(double unit, bool isRelative, Action<int>? report = null)
    {
        (_unit, _isRelative, _report) = (unit, isRelative, report);
        _sweep.Run(_measure);
        _sums.Share();
        double squares = 0;
        for (int tensor = 0; tensor < _tensorCount; tensor++)
        {
            squares += _counts(tensor) ? _sums.Total(tensor, GradientNorm.SumCount)[0] : 0;
        }

        return Math.Sqrt(squares) / unit;
    }

    private void Measure(int chunk)
    {
        foreach (ref readonly Piece piece in _sweep[chunk])
        {
            if (_counts(piece.Tensor) && !_kernels.MeasureNorm(piece, _unit, _isRelative, _sums, _report is not null))
            {
                _report!(piece.Tensor);
            }
        }
    }
}
