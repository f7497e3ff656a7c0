using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction;

/// <summary>An experiment cannot be run, because data sets are not at hand.</summary>
/// <param name="id">The experiment.</param>
/// <param name="sets">The sets.</param>
public sealed class MissingDataException(string id, IReadOnlyList<DataSet> sets)
    : LabException($"{id} needs {string.Join(" and ", sets.Select(set => set.Name))}, which {(sets.Count == 1 ? "is" : "are")} not at hand: run {string.Join(" and ", sets.Select(set => $"'./impetus data get {set.Name}'"))} (or --from a folder that has it)")
{
    /// <summary>Looks before anything of an experiment starts.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="scale">The scale; smoke does with generated data, and so do experiments that train no network.</param>
    /// <returns>What is missing; null if nothing is.</returns>
    public static MissingDataException? For(IExperiment experiment, Scale scale)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.TrainsNetworks && scale != Scale.Smoke && Missing(experiment.DataAt(scale)) is { Count: > 0 } missing
            ? new(experiment.Id, missing)
            : null;
    }

    /// <summary>Those of some sets that are not at hand.</summary>
    internal static IReadOnlyList<DataSet> Missing(IReadOnlyList<DataSet> sets) => [.. sets.Where(set => DataFolder.Current.Find(set) is null)];
}
