using System.Globalization;
using Impetus.Lab.Comparisons.Sweeps;
using Impetus.Lab.Data;

namespace Impetus.Lab.Comparisons;

/// <summary>Points of search spaces, drawn at random: the same ones whenever and wherever they are drawn.</summary>
internal static class RandomSearch
{
    private const ulong Seed = 1;
    private const string Rate = "lr";

    private static readonly double[] RateFactors = [0.1, 0.3, 1, 3, 10];

    /// <summary>What tuning tries for an optimizer: its defaults at the given rate, and other points of its search space.</summary>
    /// <param name="text">The optimizer as its user spells it; what is spelled out stays.</param>
    /// <param name="centre">The rate in the middle of those that are tried.</param>
    /// <param name="count">How many points, at least 1; the whole space where it has no more.</param>
    public static IReadOnlyList<TuningPoint> Points(string text, double centre, int count)
    {
        OptimizerSpecification specification = OptimizerSpecification.Parse(text);
        SearchedOption[] options = [.. specification.SearchSpace.Where(static option => option.Key != Rate)];
        SweepAxis[] axes = [new(Rate, [.. RateFactors.Select(static factor => factor.ToString(CultureInfo.InvariantCulture))]), .. options.Select(static option => new SweepAxis(option.Key, option.Values))];
        IEnumerable<(string Text, double Rate)> drawn = Draw(axes, count).Select(point => (
            specification.With(point.Skip(1).Zip(options).Where(static pair => pair.First.Value != pair.Second.Value).Select(static pair => pair.First)).Text,
            centre * double.Parse(point[0].Value, CultureInfo.InvariantCulture)));
        return [.. drawn.Prepend((specification.Text.Trim(), centre)).Distinct().Take(count).Select(static (point, number) => new TuningPoint(number, point.Item1, point.Item2))];
    }

    /// <summary>Different points of a grid, each as likely as any other; all of them, in their order, where there are no more.</summary>
    /// <param name="axes">The options with their values.</param>
    /// <param name="count">How many, at least 1.</param>
    public static IReadOnlyList<IReadOnlyList<(string Key, string Value)>> Draw(IReadOnlyList<SweepAxis> axes, int count)
    {
        if (axes.Aggregate(1.0, static (product, axis) => product * axis.Values.Count) <= count)
        {
            return SweepAxis.Product(axes);
        }

        DeterministicRandom random = new(Seed);
        HashSet<string> known = [];
        List<IReadOnlyList<(string, string)>> drawn = [];
        while (drawn.Count < count)
        {
            (string, string)[] point = new (string, string)[axes.Count];
            for (int axis = 0; axis < point.Length; axis++)
            {
                point[axis] = (axes[axis].Key, axes[axis].Values[random.Next(axes[axis].Values.Count)]);
            }

            if (known.Add(string.Join(' ', point)))
            {
                drawn.Add(point);
            }
        }

        return drawn;
    }
}
