using Impetus.Lab.Data;
using Impetus.Lab.Data.Generated;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>The data sets of an experiment while it runs. At smoke, small generated sets take the place of those that are missing.</summary>
internal sealed class ExperimentData : IDisposable
{
    private readonly string? _folder;
    private readonly IDisposable? _use;

    private ExperimentData(IReadOnlyList<DataSet> sets, IReadOnlyList<DataSet> missing)
    {
        Generated = [.. missing.Select(set => set.Name)];
        Name = string.Join(' ', sets.Select(set => Generated.Contains(set.Name) ? $"generated:{set.Name}" : set.Name));
        if (missing.Count > 0)
        {
            _folder = Directory.CreateTempSubdirectory("impetus-generated-").FullName;
            foreach (DataSet set in missing)
            {
                GeneratedSet.Write(set, Path.Combine(_folder, set.Folder));
            }

            _use = DataFolder.StandIn(_folder);
        }
    }

    /// <summary>Which sets are generated.</summary>
    public IReadOnlyList<string> Generated { get; }

    /// <summary>The sets by name, generated ones marked.</summary>
    public string Name { get; }

    /// <summary>Sees to it that everything is there.</summary>
    /// <exception cref="MissingDataException">A set is not at hand, and this is not smoke.</exception>
    public static ExperimentData Prepare(IExperiment experiment, Scale scale)
    {
        if (MissingDataException.For(experiment, scale) is { } error)
        {
            throw error;
        }

        IReadOnlyList<DataSet> sets = experiment.DataAt(scale);
        return new(sets, MissingDataException.Missing(sets));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _use?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
