using Impetus.Lab.Data;
using Impetus.Lab.Data.Generated;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>The data sets of an experiment while it runs. At smoke, small generated sets take the place of those that are missing.</summary>
internal sealed class ExperimentData : IDisposable
{
    private readonly string? _folder;
    private readonly IDisposable? _use;

    private ExperimentData(IReadOnlyList<DataSet> sets, IReadOnlyList<DataSet> generated, string encoder)
    {
        Generated = [.. generated.Select(set => set.Name)];
        Name = string.Join(' ', sets.Select(set => Generated.Contains(set.Name) ? $"generated:{set.Name}" : set.Name)) + encoder;
        if (generated.Count > 0)
        {
            _folder = Directory.CreateTempSubdirectory("impetus-generated-").FullName;
            foreach (DataSet set in generated)
            {
                GeneratedSet.Write(set, Path.Combine(_folder, set.Folder));
            }

            Encoder = generated.Contains(Lab.Data.Sets.Checkpoints.MiniLm) ? Path.Combine(_folder, Lab.Data.Sets.Checkpoints.MiniLm.Folder) : null;

            _use = DataFolder.StandIn(_folder);
        }
    }

    /// <summary>Which sets are generated.</summary>
    public IReadOnlyList<string> Generated { get; }

    /// <summary>The sets by name, generated ones marked, with the checksum of an encoder of the user's own.</summary>
    public string Name { get; }

    /// <summary>The folder of a generated encoder; null for the usual one.</summary>
    public string? Encoder { get; }

    /// <summary>Sees to it that everything is there.</summary>
    /// <exception cref="MissingDataException">A set is not at hand, and this is not smoke.</exception>
    public static ExperimentData Prepare(IExperiment experiment, Scale scale)
    {
        if (MissingDataException.For(experiment, scale) is { } error)
        {
            throw error;
        }

        IReadOnlyList<DataSet> sets = experiment.DataAt(scale);
        // A real encoder would make minutes of what is to take seconds.
        DataSet[] generated = [.. MissingDataException.Missing(sets).Union(scale == Scale.Smoke ? sets.Where(static set => set == Lab.Data.Sets.Checkpoints.MiniLm) : [])];
        return new(sets, generated, scale != Scale.Smoke && experiment is NetworkExperiment networks && networks.FineTunes(scale) ? OwnEncoder() : "");
    }

    private static string OwnEncoder()
    {
        if (PretrainedEncoder.Named is not { } folder)
        {
            return "";
        }

        using PretrainedEncoder encoder = PretrainedEncoder.Read(folder);
        return $" encoder:{encoder.Sha256()}";
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
