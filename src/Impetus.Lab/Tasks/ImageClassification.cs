using Impetus.Distributed;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>Classifies images by cross entropy; judged by accuracy.</summary>
internal sealed class ImageClassification : ILoadedTask
{
    // 500 images of 64×64 pixels in colours; fewer larger ones, so that a network's layers fit into memory.
    private const int EvaluationPixels = 500 * 3 * 64 * 64;
    private const int EvaluationBatch = 500;

    private readonly ImageParts _parts;
    private readonly ScaleBudget _budget;
    private readonly Func<nn.Module> _createModel;

    /// <summary>Uses the first images of each part, as many as a budget affords.</summary>
    /// <param name="parts">The images, each part in random order.</param>
    /// <param name="budget">Limits on examples, and the batch size.</param>
    /// <param name="createModel">Makes a model that turns images into one score for each class.</param>
    /// <exception cref="LabException">There are fewer training images than a batch has.</exception>
    public ImageClassification(ImageParts parts, ScaleBudget budget, Func<nn.Module> createModel)
    {
        (_parts, _budget, _createModel) = (parts, budget, createModel);
        Examples = new(
            Math.Min(budget.TrainingExamples, parts.Training.Count),
            Math.Min(budget.ValidationExamples, parts.Validation.Count),
            Math.Min(budget.TestExamples, parts.Test.Count));
        if (Examples.Training < budget.BatchSize)
        {
            throw new LabException(
                $"There are {Examples.Training} training images, fewer than the {budget.BatchSize} of a batch{(parts.Data is { } data ? $", in {data.Name}: name a folder of more in {data.Variable}" : "")}.");
        }
    }

    /// <inheritdoc/>
    public ExampleCounts Examples { get; }

    /// <inheritdoc/>
    public DataIdentity? Data => _parts.Data;

    /// <inheritdoc/>
    public int StepsPerEpoch => Examples.Training / _budget.BatchSize;

    /// <inheritdoc/>
    public nn.Module CreateModel() => _createModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new ShuffledBatches(
        new ImageBatches(_parts.Training, _parts.Normalization, new BatchOrder(Examples.Training, _budget.BatchSize, seed), seed));

    /// <inheritdoc/>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part)
    {
        (IImageSource images, int count) = part switch
        {
            EvaluationPart.Curve => (_parts.Validation, Math.Min(_budget.CurveExamples, Examples.Validation)),
            EvaluationPart.Validation => (_parts.Validation, Examples.Validation),
            _ => (_parts.Test, Examples.Test),
        };
        ImageBatch batch = new(images, _parts.Normalization);
        int batchSize = Math.Clamp(EvaluationPixels / (images.Channels * images.Height * images.Width), 1, EvaluationBatch);
        double loss = 0;
        long correct = 0;
        model.eval();
        using (no_grad())
        {
            foreach (int[] positions in Enumerable.Range(0, count).Chunk(batchSize))
            {
                using DisposeScope scope = NewDisposeScope();
                batch.Fill(positions, chance: null);
                (Tensor values, Tensor labels) = batch.ToTensors();
                Tensor scores = ((nn.Module<Tensor, Tensor>)model).call(values);
                loss += nn.functional.cross_entropy(scores, labels).ReadDouble() * positions.Length;
                correct += Accuracy.CountCorrect(scores, labels);
            }
        }

        model.train();
        return new Evaluation(loss / count, (double)correct / count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class ShuffledBatches(ImageBatches images) : IDividedBatches
    {
        public void TakePart(BatchPart part, IProcessGroup processes) => images.TakePart(part);

        public double ShareOf(long batch) => images.Share;

        public Tensor Loss(nn.Module model, long batch)
        {
            (Tensor values, Tensor labels) = images.At(batch);
            return nn.functional.cross_entropy(((nn.Module<Tensor, Tensor>)model).call(values), labels);
        }

        public void Dispose() => images.Dispose();
    }
}
