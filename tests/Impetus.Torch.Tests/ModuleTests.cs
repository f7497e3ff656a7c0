using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class ModuleTests
{
    [Fact]
    public void Names_are_dotted_paths()
    {
        using Sequential model = new(SmallNetwork.Create(1), new Linear(SmallNetwork.Classes, 2));
        Assert.Equal(
            ["0.0.weight", "0.1.weight", "0.1.bias", "0.4.weight", "0.4.bias", "0.8.weight", "0.8.bias", "1.weight", "1.bias"],
            model.Parameters.Select(named => named.Name));
        Assert.Equal(["0.1.running_mean", "0.1.running_var"], model.Buffers.Select(named => named.Name));
        Assert.Equal((4 * 9) + 8 + (6 * 4 * 9) + 6 + (3 * 6) + 3 + (2 * 3) + 2, model.ParameterCount);
    }

    [Fact]
    public void Initial_values_depend_on_the_seed_and_the_name_alone()
    {
        using Sequential small = new(new Linear(20, 10));
        using Sequential large = new(new Linear(20, 10), new Linear(20, 10));
        small.Initialize(7);
        large.Initialize(7);
        float[] first = large.Parameters[0].Tensor.Value.ToArray<float>();

        Assert.Equal(small.Parameters[0].Tensor.Value.ToArray<float>(), first);
        Assert.NotEqual(large.Parameters[2].Tensor.Value.ToArray<float>(), first);
        small.Initialize(8);
        Assert.NotEqual(small.Parameters[0].Tensor.Value.ToArray<float>(), first);
    }

    [Fact]
    public void Linear_weights_are_uniform_within_the_root_of_their_inputs()
    {
        using Linear layer = new(100, 500);
        layer.Initialize(3);
        double[] weights = [.. layer.Parameters[0].Tensor.Value.ToArray<float>().Select(x => (double)x)];

        Assert.All(weights, weight => Assert.InRange(weight, -0.1, 0.1));
        Assert.InRange(weights.Max(), 0.0999, 0.1);
        Assert.InRange(weights.Average(), -0.001, 0.001);
        Assert.InRange(weights.Average(x => x * x), 0.0033, 0.00337); // 0.1²/3
    }

    [Fact]
    public void Batch_normalisation_uses_the_batch_in_training_and_its_averages_in_evaluation()
    {
        using DisposeScope scope = new();
        using BatchNormalization2d layer = new(1, momentum: 0.5, epsilon: 0);
        layer.Initialize(1);
        Tensor images = Tensor.From([1f, 3], 2, 1, 1, 1);

        Assert.Equal([-1f, 1], layer.Forward(images).ToArray<float>());
        layer.Evaluate();
        // Running mean (0 + 2)/2 = 1; running variance (1 + 2)/2, the batch's taken without bias.
        Assert.Equal([0, 2 / MathF.Sqrt(1.5f)], layer.Forward(images).ToArray<float>(), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Dropout_acts_in_training_only_and_follows_the_seed()
    {
        using DisposeScope scope = new();
        using Dropout layer = new(0.5);
        Tensor ones = Tensor.Ones([1000]);
        float[] Draw(ulong seed)
        {
            Engine.Seed(seed);
            return layer.Forward(ones).ToArray<float>();
        }

        float[] first = Draw(1);
        Assert.All(first, x => Assert.True(x is 0 or 2));
        Assert.InRange(first.Count(x => x == 0), 400, 600);
        Assert.Equal(first, Draw(1));
        Assert.NotEqual(first, Draw(2));
        layer.Evaluate();
        Assert.All(Draw(1), x => Assert.Equal(1, x));
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        Assert.Throws<ArgumentException>(() => new TwiceTheSameName());
    }

    [Fact]
    public void Cross_entropy_and_accuracy_have_their_closed_forms()
    {
        using DisposeScope scope = new();
        Tensor scores = Tensor.From([0f, MathF.Log(3), 0, 0], 2, 2);
        Tensor labels = Tensor.From([1L, 1]);

        double plain = (-Math.Log(0.75) - Math.Log(0.5)) / 2;
        double other = (-Math.Log(0.25) - Math.Log(0.5)) / 2;
        Assert.Equal(plain, Losses.CrossEntropy(scores, labels).Item(), 6);
        Assert.Equal((0.9 * plain) + (0.1 * (plain + other) / 2), Losses.CrossEntropy(scores, labels, 0.1).Item(), 6);
        Assert.Equal(1, Accuracy.CountCorrect(scores, labels));
    }

    [Fact]
    public void The_same_seed_trains_to_the_same_bits()
    {
        float[] first = TrainingRun.Train(seed: 5, steps: 20);
        Assert.Equal(first, TrainingRun.Train(seed: 5, steps: 20));
        Assert.NotEqual(first, TrainingRun.Train(seed: 6, steps: 20));
    }

    private sealed class TwiceTheSameName : Module
    {
        public TwiceTheSameName()
        {
            Parameter("weight", [1], Initializers.Constant(0));
            Buffer("weight", [1], 0);
        }

        public override Tensor Forward(Tensor input) => input;
    }
}
