using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks.Published;
using Impetus.Lab.Tasks.Vision;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// ResNet-18 on CIFAR-10, MNIST, Fashion-MNIST, SVHN and notMNIST, one after the other, with one head of ten outputs. Takes
/// those that are at hand, at least two.
/// </summary>
public static class FiveDataSets
{
    private const int Side = 32;
    private const int Least = 2;
    private const int PaperBatch = 128;

    // The paper prints neither epochs nor batch size.
    private const int PaperEpochs = 20;
    private const int CpuEpochs = 2;
    private const int SmokeEpochs = 1;

    // The order of the paper's list.
    private static readonly Member[] Members =
    [
        new("CIFAR-10", ImageSets.Cifar10, 45_000, static () => Cifar10.Load()),
        new("MNIST", ImageSets.Mnist, 54_000, static () => Mnist.Load()),
        new("Fashion-MNIST", ImageSets.FashionMnist, 54_000, static () => FashionMnist.Load()),
        new("SVHN", ImageSets.Svhn, 68_257, static () => Svhn.Load()),
        new("notMNIST", ImageSets.NotMnist, 14_980, static () => NotMnist.Load()),
    ];

    // What packages bring, and what generated sets stand for where they are missing.
    private static readonly Member[] Usual = Members[..3];

    /// <summary>The task.</summary>
    public static TrainingTask Task { get; } = new()
    {
        Name = "five-datasets",
        Summary = string.Create(
            CultureInfo.InvariantCulture,
            $"ResNet-18, {11_173_962:N0} parameters, on a stream of tasks, of which these are at hand: {Names(Present())}; missing: {Names(Members.Except(Present()))}"),
        Source = "Malviya et al. 2023 (CM), Table 4",
        Data = [.. Usual.Select(static member => member.Set)],
        Metric = new Metric("learning accuracy", HigherIsBetter: true, IsShare: true),
        Budgets = Budgets(),
        Load = Load,
    };

    private static Dictionary<Scale, ScaleBudget> Budgets() => new()
    {
        [Scale.Smoke] = Budget(SmokeEpochs, images: 256, batch: 64) with
        {
            Seeds = 1,
            Evaluations = 3,
            Width = 0.125,
            ValidationExamples = 200,
            CurveExamples = 100,
            TestExamples = 200,
        },
        [Scale.Cpu] = Budget(CpuEpochs, images: 6_400, PaperBatch) with
        {
            Seeds = 3,
            Evaluations = 6,
            Width = 0.25,
            ValidationExamples = 1_000,
            CurveExamples = 500,
            TestExamples = 2_000,
        },
        [Scale.Paper] = Budget(PaperEpochs, int.MaxValue, PaperBatch) with { Published = CriticalMomentaPublished.FiveDatasets },
    };

    // As many steps as the sets at hand need; where they are too few, the usual ones.
    private static ScaleBudget Budget(int epochs, int images, int batch)
    {
        Member[] present = [.. Present()];
        return new()
        {
            Steps = (present.Length < Least ? Usual : present).Sum(member => (long)epochs * (Math.Min(member.TrainingImages, images) / batch)),
            Seeds = 5,
            Evaluations = Members.Length * epochs,
            BatchSize = batch,
            Schedule = LearningRateSchedule.Parse("constant"),
            TrainingExamples = images,
        };
    }

    private static SequenceOfDataSets Load(TaskRequest request)
    {
        Member[] present = [.. Present()];
        if (present.Length < Least)
        {
            throw new LabException(
                $"five-datasets needs at least {Least} of its data sets, and {(present.Length == 0 ? "none is" : $"{Names(present)} alone is")} at hand: "
                + $"run {string.Join(" and ", Members.Except(present).Select(member => $"'./impetus data get {member.Set.Name}'"))}");
        }

        Func<nn.Module> createModel = () => VisionNetwork.ResNet18.Create(VisionData.Cifar10, request.Scale, request.Budget.Width);
        ILoadedTask[] tasks = [.. present.Select(member => new ImageClassification(
            ImageParts.Of(
                ColourImages.Of(member.Load().Limit(request.Budget.TrainingExamples, request.Budget.ValidationExamples, request.Budget.TestExamples), Side),
                Augmentation.None),
            request.Budget,
            createModel))];
        return new SequenceOfDataSets(tasks, request.Budget.Steps) { Data = DataIdentity.OfSets(Names(present)) };
    }

    private static IEnumerable<Member> Present() => Members.Where(static member => DataFolder.Current.Find(member.Set) is not null);

    private static string Names(IEnumerable<Member> members) => string.Join(", ", members.Select(static member => member.Name).DefaultIfEmpty("none"));

    /// <param name="Name">What people call it.</param>
    /// <param name="Set">What it is in the data folder.</param>
    /// <param name="TrainingImages">Images of its training part.</param>
    /// <param name="Load">Reads it.</param>
    private sealed record Member(string Name, DataSet Set, int TrainingImages, Func<ImageClassificationData> Load);
}
