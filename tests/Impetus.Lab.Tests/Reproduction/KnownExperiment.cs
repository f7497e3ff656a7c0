using Impetus.Lab.Data.Sets;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Reproduction;

/// <summary>An experiment whose findings are known, and which counts how often it is run.</summary>
internal sealed class KnownExperiment(string id, Func<ExperimentSettings, IReadOnlyList<Claim>> claims) : IExperiment
{
    public string Id => id;

    public Publication Paper { get; } = new("known", "Known Author", $"The paper <{id.Split('/')[0]}>", "Nowhere", 2026);

    public string Title => $"What {id} measures";

    public IReadOnlyList<string> Claims => [];

    public int Runs { get; private set; }

    public IReadOnlyList<DataSet> Data { get; init; } = [];

    public bool TrainsNetworks => Data.Count > 0;

    public IReadOnlyList<DataSet> DataAt(Scale scale) => Data;

    public Findings Run(ExperimentSettings settings)
    {
        Runs++;
        return new()
        {
            Seeds = 1,
            Claims = claims(settings),
            Rows = [new Dictionary<string, object?> { ["optimizer"] = "adam", ["loss"] = 0.5 + settings.Seed, ["paperLoss"] = null, ["steps"] = 7, ["best"] = double.NaN }],
            Figures = [new($"Figure of {id}", new("Steps"), new("Loss"), [new("adam", [0, 1], [1, 2])]) { Caption = "Two points" }],
            Notes = ["A note"],
        };
    }
}

/// <summary>Writes down what happens.</summary>
internal sealed class RecordingReproduction : IReproductionObserver
{
    public List<string> Events { get; } = [];

    public void Started(string id, int number, int count)
    {
    }

    public void Skipped(string id, int number, int count) => Events.Add($"{number}/{count} {id} skipped");

    public void Finished(ReproducedExperiment result) => Events.Add($"{result.Id} finished");

    public void Progressed(RunProgress progress) => Events.Add($"{progress.Stage} {progress.Done} of {progress.All}");

    public void LeftOut(MissingDataException missing) => Events.Add(missing.Message);

    public void Failed(FailedExperiment failure) => Events.Add($"{failure.Id} failed: {failure.Message}");

    public void Noted(string message) => Assert.Fail(message);
}
