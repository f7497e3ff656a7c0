using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction;

/// <summary>One figure or table of a publication, reproduced.</summary>
public interface IExperiment
{
    /// <summary>The name on the command line: the paper's short name and the number it has there, such as <c>cm/table1</c>.</summary>
    string Id { get; }

    /// <summary>The publication.</summary>
    Publication Paper { get; }

    /// <summary>What is measured, in one line.</summary>
    string Title { get; }

    /// <summary>What the publication says about it, and the experiment decides.</summary>
    IReadOnlyList<string> Claims { get; }

    /// <summary>Whether it trains networks, which takes data, the network engine and minutes to hours.</summary>
    bool TrainsNetworks => false;

    /// <summary>The data sets that it needs at a scale. Experiments without networks make do without, and say so.</summary>
    /// <param name="scale">The scale.</param>
    IReadOnlyList<DataSet> DataAt(Scale scale) => [];

    /// <summary>About how many minutes it takes at cpu scale on two cores; null where nobody has looked.</summary>
    double? Minutes => null;

    /// <summary>Measures, and decides the claims, in the order of <see cref="Claims"/>.</summary>
    /// <param name="settings">How much to spend, and from which seed.</param>
    /// <exception cref="OperationCanceledException">The user has stopped it.</exception>
    Findings Run(ExperimentSettings settings);
}
