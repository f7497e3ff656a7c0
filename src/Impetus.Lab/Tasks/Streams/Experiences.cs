using Impetus.Distributed;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// A stream of experiences: the same classes in images that change, each with training images of its own, learnt one after the other.
/// Judged by the accuracy over the test images of all experiences, as the model stands: along the curve so far, at the end for good
/// (Malviya et al. 2024, torque-aware momentum, Appendix A.2.3).
/// </summary>
internal sealed class Experiences : ILoadedTask
{
    /// <summary>How many there are.</summary>
    public const int Count = 10;

    private readonly ImageClassificationData[] _data;
    private readonly ImageClassification[] _tasks;
    private readonly ImageNormalization _normalization;
    private readonly int _batchSize;
    private readonly long _stepsEach;
    private readonly double _distillation;

    /// <summary>Divides images among the experiences.</summary>
    /// <param name="images">Images in colour.</param>
    /// <param name="budget">Limits on examples, the batch size, and the steps of the whole stream.</param>
    /// <param name="distillation">The weight of the loss that holds the model to what it was before an experience; 0 for none.</param>
    /// <param name="createModel">Makes a model that turns images into one score for each class.</param>
    /// <exception cref="LabException">An experience has fewer images than a batch.</exception>
    public Experiences(ImageClassificationData images, ScaleBudget budget, double distillation, Func<nn.Module> createModel)
    {
        ImageClassificationData limited = images.Limit(budget.TrainingExamples, budget.ValidationExamples, budget.TestExamples);
        (_batchSize, _stepsEach, _distillation) = (budget.BatchSize, Math.Max(1, budget.Steps / Count), distillation);
        _data = [.. Enumerable.Range(0, Count).Select(place => Part(limited, place))];
        // Pixels become values as the first experience has them: the others are not known then.
        _normalization = _data[0].Normalization;
        _tasks = [.. _data.Select(data => new ImageClassification(
            new ImageParts(Plain(data.Training), Plain(data.Validation), Plain(data.Test), _normalization), budget, createModel))];
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(
        _data.Sum(static data => data.Training.Count), _data.Sum(static data => data.Validation.Count), _data.Sum(static data => data.Test.Count));

    /// <inheritdoc/>
    public int StepsPerEpoch => _tasks.Sum(static task => task.StepsPerEpoch);

    /// <inheritdoc/>
    public nn.Module CreateModel() => _tasks[0].CreateModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Run(this, seed);

    /// <summary>Not to be had apart from a run, which knows how far it is.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part) =>
        throw new NotSupportedException("A stream of experiences is evaluated by its batches.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static AugmentedImages Plain(LabelledImages images) => new(images, Augmentation.None);

    private int ExperienceOf(long batch) => (int)Math.Min(batch / _stepsEach, Count - 1);

    // New images to train on, the same ones to judge by, all of them shifted as far as the experience is on.
    private static ImageClassificationData Part(ImageClassificationData images, int place)
    {
        int each = images.Training.Count / Count;
        double share = place / (Count - 1.0);
        return new(
            ShiftedImages.Of(images.Training.Select([.. Enumerable.Range(place * each, each)]), share),
            ShiftedImages.Of(images.Validation, share),
            ShiftedImages.Of(images.Test, share));
    }

    private sealed class Run : IStreamBatches, IDividedBatches
    {
        private readonly Experiences _stream;
        private readonly ImageBatches[] _images;
        private readonly FormerModel? _former;
        private int _current;

        public Run(Experiences stream, ulong seed)
        {
            _stream = stream;
            _images =
            [
                .. stream._data.Select((data, place) => new ImageBatches(
                    Plain(data.Training),
                    stream._normalization,
                    new BatchOrder(data.Training.Count, stream._batchSize, seed + (ulong)place),
                    seed)),
            ];
            _former = stream._distillation > 0 ? new FormerModel(stream.CreateModel()) : null;
        }

        public void TakePart(BatchPart part, IProcessGroup processes) => Array.ForEach(_images, images => images.TakePart(part));

        public double ShareOf(long batch) => _images[_stream.ExperienceOf(batch)].Share;

        public Tensor Loss(nn.Module model, long batch)
        {
            int experience = _stream.ExperienceOf(batch);
            if (experience != _current)
            {
                // The first evaluation of an experience is at the weights that the one before has left.
                _former?.TakeOver(model);
                _current = experience;
            }

            (Tensor values, Tensor labels) = _images[experience].At(batch - (experience * _stream._stepsEach));
            Tensor scores = ((nn.Module<Tensor, Tensor>)model).call(values);
            Tensor loss = nn.functional.cross_entropy(scores, labels);
            return _former is { HasLearnt: true } former ? loss.Plus(former.Distance(values, scores).Times(_stream._distillation)) : loss;
        }

        public void StepTaken(nn.Module model, long batch)
        {
        }

        public Evaluation Evaluate(nn.Module model, EvaluationPart part)
        {
            int seen = part == EvaluationPart.Curve ? _current + 1 : Count;
            Evaluation[] all = [.. _stream._tasks.Take(seen).Select(task => task.Evaluate(model, part))];
            return new(all.Average(static own => own.Loss), all.Average(static own => own.Metric));
        }

        public IReadOnlyDictionary<string, double[]> Save()
        {
            Dictionary<string, double[]> saved = new() { ["current"] = [_current] };
            _former?.Save(saved);
            return saved;
        }

        public void Restore(IReadOnlyDictionary<string, double[]> saved)
        {
            _current = (int)saved["current"][0];
            _former?.Restore(saved);
        }

        public void Dispose()
        {
            Array.ForEach(_images, static images => images.Dispose());
            _former?.Dispose();
        }
    }
}
