using System.Runtime.InteropServices;
using Impetus.Distributed;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// A stream of tasks over the same images, whose labels change from task to task (<see cref="LabelFlipping"/>); judged by
/// <see cref="OnlineAccuracy"/>: along the curve that of the latest task, at the end the average over all tasks.
/// </summary>
internal sealed class LabelFlipStream : ILoadedTask
{
    private readonly ImageClassificationData _data;
    private readonly Func<nn.Module> _createModel;
    private readonly int _batchSize, _epochsPerTask;
    private readonly double _share;

    /// <summary>Cuts the data to the size of a budget.</summary>
    /// <param name="data">The images; the training part alone is used.</param>
    /// <param name="budget">Limits on examples, and the batch size.</param>
    /// <param name="epochsPerTask">Passes over the training part before the labels change.</param>
    /// <param name="share">δ, the share of classes that change at every task.</param>
    /// <param name="createModel">Makes a model that turns images into one score for each class.</param>
    public LabelFlipStream(ImageClassificationData data, ScaleBudget budget, int epochsPerTask, double share, Func<nn.Module> createModel)
    {
        _data = data.Limit(budget.TrainingExamples, budget.ValidationExamples, budget.TestExamples);
        _createModel = createModel;
        (_batchSize, _epochsPerTask, _share) = (budget.BatchSize, epochsPerTask, share);
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(_data.Training.Count, 0, 0);

    /// <inheritdoc/>
    public int StepsPerEpoch => _data.Training.Count / _batchSize;

    /// <summary>Steps of one task.</summary>
    public int StepsPerTask => StepsPerEpoch * _epochsPerTask;

    /// <inheritdoc/>
    public nn.Module CreateModel() => _createModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => Batches(seed, seed);

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed, ulong order) => new Run(this, seed, order);

    /// <summary>Not to be had apart from a run: the result arises along the way.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part) =>
        throw new NotSupportedException("A stream of tasks is evaluated by its batches.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Run(LabelFlipStream stream, ulong seed, ulong order) : IStreamBatches, IDividedBatches
    {
        private readonly ImageBatches _images = new(
            new AugmentedImages(stream._data.Training, Augmentation.None),
            stream._data.Normalization,
            new BatchOrder(stream._data.Training.Count, stream._batchSize, order),
            order);

        private readonly LabelFlipping _flipping = new(stream._data.Training.Classes, stream._share, seed);
        private readonly OnlineAccuracy _accuracy = new();
        private (long Batch, double Loss, long Correct)? _first;
        private IProcessGroup? _processes;

        public void TakePart(BatchPart part, IProcessGroup processes)
        {
            _images.TakePart(part);
            _processes = processes;
        }

        public double ShareOf(long batch) => _images.Share;

        public Tensor Loss(nn.Module model, long batch)
        {
            (Tensor values, Tensor labels) = At(batch);
            Tensor scores = ((nn.Module<Tensor, Tensor>)model).call(values);
            Tensor loss = nn.functional.cross_entropy(scores, labels);

            // A wrapper may ask for the same batch again at other weights; what counts is the first time.
            if (_first?.Batch != batch)
            {
                _first = (batch, loss.ReadDouble(), Accuracy.CountCorrect(scores, labels));
            }

            return loss;
        }

        public void StepTaken(nn.Module model, long batch)
        {
            if (_first is { } first && first.Batch == batch)
            {
                (double loss, long correct) = OfBatch(first.Loss, first.Correct);
                _accuracy.Add(batch / stream.StepsPerTask, loss, correct, stream._batchSize);
                _first = null;
            }
        }

        public Evaluation Evaluate(nn.Module model, EvaluationPart part) => _accuracy.IsEmpty ? FirstBatch(model)
            : part == EvaluationPart.Curve ? _accuracy.Latest
            : _accuracy.Average;

        public IReadOnlyDictionary<string, double[]> Save() => _accuracy.Save();

        public void Restore(IReadOnlyDictionary<string, double[]> saved) => _accuracy.Restore(saved);

        public void Dispose() => _images.Dispose();

        private Evaluation FirstBatch(nn.Module model)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable _ = no_grad();
            (Tensor values, Tensor labels) = At(0);
            model.eval();
            Tensor scores = ((nn.Module<Tensor, Tensor>)model).call(values);
            model.train();
            (double loss, long correct) = OfBatch(nn.functional.cross_entropy(scores, labels).ReadDouble(), Accuracy.CountCorrect(scores, labels));
            return new Evaluation(loss, (double)correct / stream._batchSize);
        }

        // The mean loss and the right guesses of a whole batch, of which this process may have a part.
        private (double Loss, long Correct) OfBatch(double loss, long correct) =>
            _processes is null ? (loss, correct) : (_processes.Sum(_images.Share * loss), (long)_processes.Sum(correct));

        private (Tensor Values, Tensor Labels) At(long batch)
        {
            (Tensor values, Tensor labels) = _images.At(batch);
            ReadOnlySpan<int> renamed = _flipping[batch / stream.StepsPerTask];
            foreach (ref long label in MemoryMarshal.Cast<byte, long>(labels.bytes))
            {
                label = renamed[(int)label];
            }

            return (values, labels);
        }
    }
}
