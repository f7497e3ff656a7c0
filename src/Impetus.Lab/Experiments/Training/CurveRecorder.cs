using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Experiments.Training;

/// <summary>Decides at which steps a curve has points, and collects them.</summary>
/// <param name="steps">Steps of the run.</param>
/// <param name="evaluations">Points with a validation result after step 0, evenly spread; 0 for no curve.</param>
/// <param name="stepsPerEpoch">Steps of one pass over the training part.</param>
internal sealed class CurveRecorder(long steps, int evaluations, int stepsPerEpoch)
{
    // Training losses cost nothing, so they get a finer curve than validation results.
    private const int LossesPerEvaluation = 6;

    private readonly List<CurvePoint> _points = [];
    private double _lossSum;
    private int _lossCount;

    /// <summary>The points so far.</summary>
    public IReadOnlyList<CurvePoint> Points => _points;

    /// <summary>Whether the curve gets a validation result after this step.</summary>
    /// <param name="step">Steps taken so far.</param>
    public bool IsEvaluation(long step) => evaluations > 0 && Falls(step, evaluations);

    /// <summary>Notes the loss of a batch.</summary>
    public void Add(double loss)
    {
        _lossSum += loss;
        _lossCount++;
    }

    /// <summary>Adds a point if one is due after this step.</summary>
    /// <param name="step">Steps taken so far.</param>
    /// <param name="learningRate">The rate of the last step.</param>
    /// <param name="validation">The validation result where one is due, else null.</param>
    public void Record(long step, double learningRate, Evaluation? validation)
    {
        if (evaluations == 0 || !Falls(step, evaluations * LossesPerEvaluation))
        {
            return;
        }

        _points.Add(new CurvePoint(
            step,
            (double)step / stepsPerEpoch,
            _lossCount == 0 ? null : Finite(_lossSum / _lossCount),
            validation is { } measured ? Finite(measured.Metric) : null,
            validation is { } result ? Finite(result.Loss) : null,
            learningRate));
        (_lossSum, _lossCount) = (0, 0);
    }

    // Step s is the last of its part if the next one begins another part.
    private bool Falls(long step, int parts) => step == 0 || step * parts / steps > (step - 1) * parts / steps;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
