using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

/// <summary>
/// Decides, before anything changes, whether a step may go on with its gradients, and what they are clipped by. Whether a
/// gradient is finite is a flag, raised by whatever reads it first.
/// </summary>
internal sealed class GradientGuard
{
    private readonly OptimizerOptions _options;
    private readonly ParameterSet _parameters;
    private readonly Cohorts _cohorts;
    private readonly NormPass _norm;
    private readonly bool[] _isNotFinite;
    private readonly Action<int> _report;
    private readonly IShardExchange? _exchange;

    public GradientGuard(OptimizerOptions options, ParameterSet parameters, Cohorts cohorts, NormPass norm, IShardExchange? exchange)
    {
        _options = options;
        _parameters = parameters;
        _cohorts = cohorts;
        _norm = norm;
        _exchange = exchange;
        _isNotFinite = new bool[parameters.Count];
        _report = Report;
    }

    /// <summary>Whether the pass that reads has to look at gradients. Where the norm is taken first, that pass has done so.</summary>
    public bool LooksWhileReading => Looks && _options.ClipNorm is null;

    /// <summary>‖g‖ of the last step, where it is clipped by the norm.</summary>
    public double GradientNorm { get; set; } = double.NaN;

    /// <summary>How many steps were refused without throwing.</summary>
    public long SkippedStepCount { get; set; }

    private bool Looks => _options.NonFinite != NonFinitePolicy.Ignore;

    /// <summary>The factor or the bound that gradients are clipped by; false if the step is skipped.</summary>
    public bool TryClip(out double bound)
    {
        bound = _options.ClipValue ?? 1;
        if (_options.ClipNorm is { } limit)
        {
            double norm = _norm.Measure(1, isRelative: false, Looks ? _report : null);
            if (!double.IsFinite(norm))
            {
                if (!Admits())
                {
                    return false;
                }

                norm = _norm.Measure(_norm.TinyUnit, isRelative: false);
            }

            GradientNorm = norm;
            bound = NormClipping.Factor(limit, norm);
        }

        return true;
    }

    /// <summary>Takes note, on any thread, that a gradient is not finite.</summary>
    public void Report(int tensor) => _isNotFinite[tensor] = true;

    /// <summary>Whether the step may go on; if not, it is counted as skipped.</summary>
    /// <exception cref="NonFiniteGradientException">It may not, and the policy is to throw.</exception>
    public bool Admits()
    {
        _exchange?.Share(_isNotFinite);
        int tensor = Array.IndexOf(_isNotFinite, true);
        if (tensor < 0)
        {
            return true;
        }

        Array.Clear(_isNotFinite);
        if (_options.NonFinite == NonFinitePolicy.Throw)
        {
            _cohorts.Abandon();
            throw new NonFiniteGradientException(_parameters[tensor].Name, _cohorts.StepCount + 1);
        }

        SkippedStepCount++;
        return false;
    }
}
