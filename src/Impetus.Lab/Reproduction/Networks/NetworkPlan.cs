using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>The runs of an experiment at a scale: those that tune, then those that count.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="settings">The scale and the seed.</param>
/// <param name="data">What it trains on.</param>
internal sealed class NetworkPlan(NetworkExperiment experiment, ExperimentSettings settings, ExperimentData data)
{
    // Runs of tuning never have the initial weights and batches of a run that counts.
    private const int FirstSeed = 1, FirstTuningSeed = 1_001, SeedsApart = 100_000, MostSeeds = 20_000;
    private const int SmokeCandidates = 2;

    private readonly Study[] _studies = [.. experiment.Studies.Where(study => study.IsAt(settings.Scale))];

    private int Offset => (int)(settings.Seed % MostSeeds) * SeedsApart;

    /// <summary>Carries them out.</summary>
    /// <exception cref="OperationCanceledException">The user has stopped it; what had ended is kept.</exception>
    public NetworkResults Run()
    {
        int seeds = experiment.SeedsAt(settings.Scale);
        using NetworkRunner runner = new(settings, new NetworkRunStore(settings.RunsFolder), data.Encoder);
        PlannedRun[] tuning = [.. _studies.SelectMany(study => study.Arms.SelectMany(arm => Tuning(study, arm)))];
        // How long a run takes does not depend on which candidate is chosen.
        PlannedRun[] outline = [.. _studies.SelectMany(study => study.Arms.Select(arm => Final(study, arm, CandidatesOf(arm).FirstOrDefault("sgd"), 0)))];
        runner.Expect(tuning.Length + (outline.Length * seeds), tuning.Sum(run => run.Configuration.Steps) + (seeds * outline.Sum(run => run.Configuration.Steps)));

        ILookup<(Study, Arm), (PlannedRun Plan, NetworkRun Run)> tried = tuning.Zip(runner.Run("tuning", tuning)).ToLookup(pair => (pair.First.Study, pair.First.Arm), pair => (pair.First, pair.Second));
        Dictionary<(Study, Arm), ArmResult> chosen = [];
        foreach (Study study in _studies)
        {
            // An arm that takes another's rate stands behind it.
            foreach (Arm arm in study.Arms)
            {
                chosen[(study, arm)] = Choose(study, arm, [.. tried[(study, arm)]], chosen);
            }
        }

        // Seed by seed: whenever it is stopped, the arms have (nearly) the same seeds.
        PlannedRun[] finals = [.. from seed in Enumerable.Range(0, seeds) from study in _studies from arm in study.Arms select Final(study, arm, chosen[(study, arm)].Chosen, seed)];
        ILookup<(Study, Arm), NetworkRun> runs = finals.Zip(runner.Run("runs", finals)).ToLookup(pair => (pair.First.Study, pair.First.Arm), pair => pair.Second);
        return new(
        [
            .. _studies.Select(study => new StudyResult(study, experiment.Judged(study.Task.Metric), [.. study.Arms.Select(arm => chosen[(study, arm)] with { Runs = [.. runs[(study, arm)]] })])),
        ]);
    }

    private IReadOnlyList<string> CandidatesOf(Arm arm) => settings.Scale == Scale.Smoke ? [.. arm.Candidates.Take(SmokeCandidates)] : arm.At(settings.Scale);

    private IEnumerable<PlannedRun> Tuning(Study study, Arm arm) => CandidatesOf(arm) is { Count: > 1 } candidates
        ? from candidate in candidates
          from seed in Enumerable.Range(0, experiment.TuningSeedsAt(settings.Scale))
          select PlannedRun.Of(study, arm, candidate, settings.Scale, data.Name, Offset + FirstTuningSeed + seed, experiment.TuningShareAt(settings.Scale), isTuning: true)
        : [];

    private PlannedRun Final(Study study, Arm arm, string specification, int seed) =>
        PlannedRun.Of(study, arm, specification, settings.Scale, data.Name, Offset + FirstSeed + seed, share: 1, isTuning: false);

    private ArmResult Choose(Study study, Arm arm, IReadOnlyList<(PlannedRun Plan, NetworkRun Run)> runs, Dictionary<(Study, Arm), ArmResult> before)
    {
        IReadOnlyList<string> candidates = CandidatesOf(arm);
        if (arm.Derived is { } derived)
        {
            ArmResult other = before.First(pair => pair.Key.Item1 == study && pair.Key.Item2.Name == derived.From).Value;
            string specification = derived.Make(other.Chosen, other.LearningRate);
            return new(arm, specification, RateOf(study, arm, specification), [], []);
        }

        if (runs.Count == 0)
        {
            return new(arm, candidates[0], RateOf(study, arm, candidates[0]), [], []);
        }

        Quantity judged = (experiment.TunedBy ?? experiment.Judged)(study.Task.Metric);
        TriedCandidate[] tried =
        [
            .. candidates.Select(candidate => new TriedCandidate(
                candidate,
                RateOf(study, arm, candidate),
                runs.Where(pair => pair.Plan.Configuration.Optimizer == Study.Resolve(candidate, pair.Plan.Configuration.Steps)).Average(pair => judged.Of(pair.Run)))),
        ];
        // The smallest rate where all diverged.
        TriedCandidate best = tried.Where(candidate => double.IsFinite(candidate.Value)).MaxBy(candidate => judged.HigherIsBetter ? candidate.Value : -candidate.Value)
            ?? tried.MinBy(candidate => candidate.LearningRate)!;
        return new(arm, best.Specification, best.LearningRate, [], tried);
    }

    private double RateOf(Study study, Arm arm, string candidate) => GivenLearningRate.Of(Study.Resolve(candidate, study.Budget(settings.Scale, arm).Steps));
}
