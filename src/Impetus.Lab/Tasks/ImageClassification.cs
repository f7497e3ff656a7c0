using Impetus.Lab.Data.Images;
using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Tasks;

/// <summary>Classifies images by cross entropy; judged by accuracy.</summary>
internal sealed class ImageClassification : ILoadedTask
{
    private const int EvaluationBatch = 500;

    private readonly ImageClassificationData _data;
    private readonly AugmentedImages _training;
    private readonly ScaleBudget _budget;
    private readonly Func<Module> _createModel;
    private readonly LabelledImages _curve;

    /// <summary>Cuts the data to the size of a budget.</summary>
    /// <param name="data">All of the data.</param>
    /// <param name="budget">Limits on examples, and the batch size.</param>
    /// <param name="createModel">Makes a model that turns images into one score for each class.</param>
    /// <param name="augmentation">How training images are changed; null: they stay as they are.</param>
    public ImageClassification(ImageClassificationData data, ScaleBudget budget, Func<Module> createModel, Augmentation? augmentation = null)
    {
        _data = data.Limit(budget.TrainingExamples, budget.ValidationExamples, budget.TestExamples);
        _training = new AugmentedImages(_data.Training, augmentation ?? Augmentation.None);
        _budget = budget;
        _createModel = createModel;
        _curve = _data.Validation.First(Math.Min(budget.CurveExamples, _data.Validation.Count));
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(_data.Training.Count, _data.Validation.Count, _data.Test.Count);

    /// <inheritdoc/>
    public int StepsPerEpoch => _data.Training.Count / _budget.BatchSize;

    /// <inheritdoc/>
    public Module CreateModel() => _createModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new ShuffledBatches(new ImageBatches(_training, _data.Normalization, _budget.BatchSize, seed));

    /// <inheritdoc/>
    public Evaluation Evaluate(Module model, EvaluationPart part)
    {
        LabelledImages images = part switch
        {
            EvaluationPart.Curve => _curve,
            EvaluationPart.Validation => _data.Validation,
            _ => _data.Test,
        };
        ImageBatch batch = new(new AugmentedImages(images, Augmentation.None), _data.Normalization);
        double loss = 0;
        long correct = 0;
        model.Evaluate();
        using (Engine.NoGradient())
        {
            foreach (int[] positions in Enumerable.Range(0, images.Count).Chunk(EvaluationBatch))
            {
                using DisposeScope scope = new();
                batch.Fill(positions, chance: null);
                (Tensor values, Tensor labels) = batch.ToTensors();
                Tensor scores = model.Forward(values);
                loss += Losses.CrossEntropy(scores, labels).Item() * positions.Length;
                correct += Accuracy.CountCorrect(scores, labels);
            }
        }

        model.Train();
        return new Evaluation(loss / images.Count, (double)correct / images.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class ShuffledBatches(ImageBatches images) : ITrainingBatches
    {
        public Tensor Loss(Module model, long batch)
        {
            (Tensor values, Tensor labels) = images.At(batch);
            return Losses.CrossEntropy(model.Forward(values), labels);
        }

        public void Dispose() => images.Dispose();
    }
}
