using Impetus.Lab.Experiments.Training;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Experiments;

public sealed class CurveRecorderTests
{
    [Theory]
    [InlineData(842, 10, 61)]
    [InlineData(7, 3, 8)]
    [InlineData(2, 5, 3)]
    public void Starts_at_the_start_ends_at_the_end_and_averages_the_losses_between(long steps, int evaluations, int points)
    {
        CurveRecorder recorder = new(steps, evaluations, stepsPerEpoch: 421);
        for (long step = 0; step <= steps; step++)
        {
            if (step > 0)
            {
                recorder.Add(loss: step);
            }

            recorder.Record(step, 0.1, recorder.IsEvaluation(step) ? new Evaluation(double.PositiveInfinity, 0.5) : null);
        }

        IReadOnlyList<CurvePoint> curve = recorder.Points;
        Assert.Equal(points, curve.Count);
        Assert.Equal((0, steps), (curve[0].Step, curve[^1].Step));
        Assert.Equal(Math.Min(evaluations, steps) + 1, curve.Count(point => point.ValidationMetric is not null));
        Assert.NotNull(curve[^1].ValidationMetric);
        Assert.Null(curve[0].TrainLoss);

        // Losses are the step numbers here, so a point's mean is the middle between it and the point before.
        Assert.All(curve.Skip(1).Zip(curve), pair => Assert.Equal((pair.First.Step + pair.Second.Step + 1) / 2.0, pair.First.TrainLoss!.Value, 1e-9));

        // What is not finite has no place in JSON.
        Assert.All(curve, point => Assert.Null(point.ValidationLoss));
    }
}
