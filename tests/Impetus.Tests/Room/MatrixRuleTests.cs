using Impetus.Kernels;
using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Room;

/// <summary>A rule whose piece is a whole matrix, beside another for everything else.</summary>
public sealed class MatrixRuleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AMatrixIsMovedAsAWhole(int threads)
    {
        const int Length = 300 * 1000;
        OptimizerOptions options = Configurations.Options("sgdm");
        options.Threads = threads;
        options.Groups = [new("matrices", "t0") { Rule = new SteepestRow() { LearningRate = 0.5 } }, new("vectors", "t1")];
        Tensor[] tensors = [new("t0", 0, Length), new("t1", Length, 5000)];
        using Trial<double> trial = new(options, tensors), plain = new("sgdm", tensors[1]);
        double[] expected = [.. trial["t0"]];
        for (int step = 0; step < 3; step++)
        {
            trial.Run(step, step + 1);
            plain.Run(step, step + 1);
            double norm = Math.Sqrt(trial.Gradient("t0").Sum(g => g * g));
            for (int at = 0; at < Length; at++)
            {
                expected[at] -= 0.5 * trial.Gradient("t0")[at] / norm;
            }
        }

        Assert.Equal(expected, trial["t0"]);
        Assert.Equal(plain["t1"], trial["t1"]);
        Assert.Equal(3, trial.Optimizer.StepCount);
    }

    /// <summary>θ ← θ − ηg / ‖g‖, of a whole tensor.</summary>
    private sealed record SteepestRow() : OptimizerOptions<NoMemory.Options, NoScaling.Options>(new(), new())
    {
        public override string Composition => "steepest";

        internal override Cut CutOf(ParameterSet parameters) => Cut.Never;

        internal override Rule CreateRule(RuleContext context) => new SteepestRule(context);
    }

    private sealed class SteepestRule(RuleContext context) : Rule(context, arrayCount: 0)
    {
        public override void Move(in Piece piece)
        {
            Parameter parameter = Context.Parameters[piece.Tensor];
            Assert.Equal((0, parameter.Length), (piece.Start, piece.End));
            Span<double> values = parameter.Values<double>(), gradients = parameter.Gradients<double>();
            double squares = 0;
            foreach (double gradient in gradients)
            {
                squares += gradient * gradient;
            }

            double rate = Context.Cohorts.Contexts[Context.Cohorts.Of[piece.Tensor]].LearningRate, norm = Math.Sqrt(squares);
            for (int at = 0; at < values.Length; at++)
            {
                values[at] -= rate * gradients[at] / norm;
            }
        }
    }
}
