using Impetus.Lab.Data.Images;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Streams;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks.Streams;

[Collection(NetworkEngine.Collection)]
public sealed class StreamTests
{
    [Theory]
    [InlineData(10, 0.4, 4)]
    [InlineData(10, 0.8, 8)]
    [InlineData(100, 1, 100)]
    [InlineData(10, 0, 0)]
    public void From_task_to_task_just_the_share_of_classes_gets_another_label(int classes, double share, int moving)
    {
        LabelFlipping flipping = new(classes, share, seed: 3), again = new(classes, share, seed: 3), other = new(classes, share, seed: 4);
        Assert.Equal(Enumerable.Range(0, classes), flipping[0].ToArray());
        int[] far = again[20].ToArray();
        for (int task = 1; task <= 20; task++)
        {
            int[] before = flipping[task - 1].ToArray(), now = flipping[task].ToArray();
            Assert.Equal(Enumerable.Range(0, classes), now.Order());
            Assert.Equal(moving, now.Zip(before).Count(static pair => pair.First != pair.Second));
        }

        Assert.Equal(far, flipping[20].ToArray());
        Assert.True(moving == 0 || !far.SequenceEqual(other[20].ToArray()));
    }

    [Fact]
    public void One_class_alone_cannot_change() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelFlipping(10, 0.1, seed: 1));

    [Fact]
    public void Online_accuracy_averages_within_tasks_and_then_over_them_and_survives_a_checkpoint()
    {
        OnlineAccuracy accuracy = new(), restored = new();
        accuracy.Add(0, loss: 1, correct: 1, seen: 4);
        accuracy.Add(0, loss: 3, correct: 2, seen: 4);
        accuracy.Add(1, loss: 5, correct: 4, seen: 4);
        restored.Restore(accuracy.Save());

        foreach (OnlineAccuracy counted in new[] { accuracy, restored })
        {
            Assert.Equal([3 / 8.0, 1], counted.ByTask);
            Assert.Equal(new Evaluation((2 + 5) / 2.0, (3 / 8.0 + 1) / 2), counted.Average);
            Assert.Equal(new Evaluation(5, 1), counted.Latest);
        }
    }

    /// <summary>
    /// A model that is always right about the true classes and never learns: right in the first task, and in the second
    /// about no image when all labels change.
    /// </summary>
    [Fact]
    public void A_batch_counts_once_before_its_step_with_the_labels_of_its_task()
    {
        using LabelFlipStream stream = new(Classes(), new() { Steps = 8, Seeds = 1, Evaluations = 2, BatchSize = 10 }, epochsPerTask: 2, share: 1, () => new Oracle());
        using nn.Module model = stream.CreateModel();
        using IStreamBatches batches = (IStreamBatches)stream.Batches(seed: 5);
        Assert.Equal(8, stream.StepsPerTask);
        Assert.Equal(1, batches.Evaluate(model, EvaluationPart.Curve).Metric);
        for (long batch = 0; batch < 16; batch++)
        {
            using DisposeScope scope = NewDisposeScope();
            batches.Loss(model, batch);
            batches.Loss(model, batch); // as a wrapper does that needs a second gradient
            batches.StepTaken(model, batch);
        }

        Assert.Equal(0, batches.Evaluate(model, EvaluationPart.Curve).Metric);
        Assert.Equal(0.5, batches.Evaluate(model, EvaluationPart.Test).Metric);
        Assert.Equal([80.0, 80.0], batches.Save()["seen"]);
    }

    [Fact]
    public void Another_order_keeps_the_labels_of_every_task()
    {
        using LabelFlipStream stream = new(Classes(), new() { Steps = 4, Seeds = 1, Evaluations = 1, BatchSize = 10 }, epochsPerTask: 1, share: 0.5, () => nn.Sequential(nn.Flatten(), nn.Linear(1, 4)));
        using nn.Module model = stream.CreateModel();
        model.Initialize(1);
        using ITrainingBatches run = stream.Batches(seed: 3), reordered = stream.Batches(seed: 3, order: 4), other = stream.Batches(seed: 4);

        // All images of the fourth task, whatever their order.
        double[][] losses = [.. new[] { run, reordered, other }.Select(batches => (double[])[.. Enumerable.Range(12, 4).Select(batch => batches.Loss(model, batch).ToDouble())])];

        Assert.NotEqual(losses[0], losses[1]);
        Assert.Equal(losses[0].Average(), losses[1].Average(), 1e-6);
        Assert.NotEqual(losses[0].Average(), losses[2].Average(), 1e-3);
    }

    [Fact]
    public void Learning_accuracy_is_that_of_each_task_when_it_has_just_been_learnt()
    {
        FakeTask[] tasks = [new(0.9), new(0.5)];
        using SequenceOfDataSets stream = new(tasks, steps: 12);
        using nn.Module model = stream.CreateModel();
        using IStreamBatches batches = (IStreamBatches)stream.Batches(seed: 1), resumed = (IStreamBatches)stream.Batches(seed: 1);
        for (long batch = 0; batch < 12; batch++)
        {
            IStreamBatches run = batch < 7 ? batches : resumed; // stopped in the second task, and gone on elsewhere
            if (batch == 7)
            {
                resumed.Restore(batches.Save());
                tasks[0].Accuracy = 0; // forgotten since: does not matter
            }

            run.Loss(model, batch).Dispose();
            run.StepTaken(model, batch);
            if (batch == 6)
            {
                Assert.Equal(0.7, run.Evaluate(model, EvaluationPart.Validation).Metric, 12); // the task in hand counts as it stands
            }
        }

        Assert.Equal(0.7, resumed.Evaluate(model, EvaluationPart.Test).Metric, 12);
        Assert.Equal([0, 1, 2, 3, 4, 5], tasks[0].Asked);
        Assert.Equal([0, 1, 2, 3, 4, 5], tasks[1].Asked);
    }

    [Theory]
    [InlineData(7, 1, 6)]
    [InlineData(16, 4, 12)]
    public void The_steps_of_a_run_are_shared_out_among_data_sets_by_their_size(long steps, int first, int second)
    {
        FakeTask[] tasks = [new(0.9), new(0.5) { StepsPerEpoch = 9 }];
        using SequenceOfDataSets stream = new(tasks, steps);
        using nn.Module model = stream.CreateModel();
        using IStreamBatches batches = (IStreamBatches)stream.Batches(seed: 1);
        for (long batch = 0; batch < steps; batch++)
        {
            batches.Loss(model, batch).Dispose();
            batches.StepTaken(model, batch);
        }

        Assert.Equal((first, second), (tasks[0].Asked.Count, tasks[1].Asked.Count));
        Assert.Equal(0.7, batches.Evaluate(model, EvaluationPart.Test).Metric, 12);
        Assert.Contains("at least 4 steps", Assert.Throws<LabException>(() => new SequenceOfDataSets(tasks, steps: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grey_images_get_three_planes_and_a_border()
    {
        LabelledImages colour = ColourImages.Of(new LabelledImages(new byte[] { 1, 2, 3, 4 }, new byte[] { 0 }, 2, 2, classes: 1), side: 4);

        byte[] plane = [0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0];
        Assert.Equal([.. plane, .. plane, .. plane], colour.Pixels.ToArray());
        LabelledImages three = new(new byte[] { 1, 2, 3 }, new byte[] { 0 }, 1, 1, classes: 1, channels: 3);
        Assert.Equal(three.Pixels.ToArray(), ColourImages.Of(three, side: 1).Pixels.ToArray());
    }

    // Images of one pixel, which is the class.
    private static ImageClassificationData Classes()
    {
        byte[] classes = [.. Enumerable.Range(0, 40).Select(static image => (byte)(image % 4))];
        LabelledImages images = new(classes, classes, 1, 1, classes: 4);
        return new ImageClassificationData(images, images.First(4), images.First(4));
    }

    /// <summary>Scores the class that a normalised pixel came from.</summary>
    private sealed class Oracle() : nn.Module<Tensor, Tensor>(nameof(Oracle))
    {
        private const double Mean = 1.5, Deviation = 1.118033988749895 /* of 0 to 3, in equal parts */;

        public override Tensor forward(Tensor input)
        {
            Tensor pixel = input.reshape(-1, 1) * Deviation + Mean;
            return -(pixel - TensorValues.Copy<float>([0, 1, 2, 3], 1, 4)).pow(2);
        }
    }

    private sealed class FakeTask(double accuracy) : ILoadedTask
    {
        public List<long> Asked { get; } = [];

        public double Accuracy { get; set; } = accuracy;

        public ExampleCounts Examples => new(30, 10, 10);

        public int StepsPerEpoch { get; init; } = 3;

        public nn.Module CreateModel() => nn.Flatten();

        public ITrainingBatches Batches(ulong seed) => new FakeBatches(Asked);

        public Evaluation Evaluate(nn.Module model, EvaluationPart part) => new(1 - Accuracy, Accuracy);

        public void Dispose()
        {
        }
    }

    private sealed class FakeBatches(List<long> asked) : ITrainingBatches
    {
        public Tensor Loss(nn.Module model, long batch)
        {
            asked.Add(batch);
            return tensor(1f);
        }

        public void Dispose()
        {
        }
    }
}
