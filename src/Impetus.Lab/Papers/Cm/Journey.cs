using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>A run from a random start of a landscape.</summary>
/// <param name="Landscape">Where.</param>
/// <param name="Contestant">Who.</param>
/// <param name="Steps">How many steps.</param>
/// <param name="RateFactor">By what the learning rate is multiplied; null for a constant one.</param>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="Start">Which start.</param>
internal sealed record Journey(Landscape Landscape, Contestant Contestant, int Steps, Schedule? RateFactor, ulong Seed, ulong Start)
{
    private const int CellsPerSide = 20;

    /// <summary>
    /// The same without the long first steps of Adam+CM. There v sees M² and not g², and M = m at the start, so that (1 − β₁ᵗ) in Eq. 7
    /// lengthens the first step to α/(1 − β₁), ten times α. Multiplied by 1 − β₁ᵗ, the rate undoes that.
    /// </summary>
    public Journey WithoutLongFirstSteps => this with { RateFactor = step => (RateFactor?.Invoke(step) ?? 1) * (1 - Math.Pow(Contestants.Beta1, step + 1)) };

    /// <summary>Runs, and says what it came to.</summary>
    public Course Measure()
    {
        ITestFunction function = Landscape.Function;
        HashSet<(int, int)> cells = [];
        bool hasArrived = false;
        double[] last = Run((_, point, _) =>
        {
            (int column, int row) = (CellOf(point[0]), CellOf(point[1]));
            if (column >= 0 && row >= 0)
            {
                cells.Add((column, row));
            }

            hasArrived |= function.Value(point) < Landscape.SecondLowest;
        });
        return new(function.Value(last), function.LargestEigenvalue(last), hasArrived, cells.Count);
    }

    /// <summary>Runs, and shows the way.</summary>
    public FigureTrajectory Draw()
    {
        List<double> x = [], y = [];
        Run((_, point, _) =>
        {
            x.Add(point[0]);
            y.Add(point[1]);
        });
        return new(Contestant.Name, x, y);
    }

    /// <summary>Runs under the eyes of an observer.</summary>
    /// <returns>The last point.</returns>
    public double[] Run(PointObserver observe)
    {
        DeterministicRandom random = DeterministicRandom.For(Seed, Start);
        return new ProblemRun(Landscape.Function, OptimizerSpecification.Parse(Contestant.Specification), random.NextPoint(2, Landscape.Starts), Steps)
        {
            RateFactor = RateFactor,
            Observe = observe,
        }.Train();
    }

    /// <summary>The column or row of a coordinate; negative outside of the region.</summary>
    private int CellOf(double coordinate)
    {
        Interval domain = Landscape.Starts;
        double place = (coordinate - domain.Low) / (domain.High - domain.Low) * CellsPerSide;
        return place is >= 0 and < CellsPerSide ? (int)place : -1;
    }
}
