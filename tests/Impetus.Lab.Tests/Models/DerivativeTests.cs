using Impetus.Lab.Models.Layers;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models;

[Collection(NetworkEngine.Collection)]
public sealed class DerivativeTests
{
    // Tensors are small: a second thread would only be waited for.
    public DerivativeTests() => set_num_threads(1);

    public static TheoryData<string> All() => [.. TrainedModel.Names];

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public void The_same_seed_trains_to_the_same_bits_on_two_threads(string name)
    {
        set_num_threads(2);
        float[] first = Train(name);
        Assert.True(Array.TrueForAll(first, float.IsFinite));
        Assert.Equal(first, Train(name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_model_has_a_second_derivative(string name)
    {
        const double Step = 1e-8; // So small that hardly a rectifier changes its mind on the way.
        using DisposeScope scope = NewDisposeScope();
        TrainedModel trained = TrainedModel.Create(name, ScalarType.Float64);
        using nn.Module model = trained.Model;
        model.eval();
        Tensor[] parameters = [.. model.parameters()];
        Tensor[] direction = [.. parameters.Select(static parameter => (parameter.detach() * 1.7).sin() + 0.3)];
        Move(0.05); // Biases start at 0, where rectifiers behind dead inputs have no derivative.
        IList<Tensor> product;
        using (TwiceDifferentiable.Scope())
        {
            IList<Tensor> gradient = autograd.grad([trained.Loss()], parameters, retain_graph: true, create_graph: true);
            Tensor inner = gradient.Zip(direction, (g, v) => (g * v).sum()).Aggregate((sum, term) => sum + term);
            product = autograd.grad([inner], parameters);
        }

        IList<Tensor> above = GradientAt(Step), below = GradientAt(-Step);
        double distance = 0, length = 0;
        for (int k = 0; k < product.Count; k++)
        {
            Tensor estimate = (above[k] - below[k]) / (2 * Step);
            distance += (product[k] - estimate).square().sum().item<double>();
            length += estimate.square().sum().item<double>();
        }
        Assert.True(length > 0 && distance <= 1e-10 * length, $"{name}: a Hessian product of length {Math.Sqrt(length)} is off by {Math.Sqrt(distance)}");

        // With the operators that training takes.
        IList<Tensor> GradientAt(double step)
        {
            using IDisposable recorded = enable_grad();
            Move(step);
            IList<Tensor> gradient = autograd.grad([trained.Loss()], parameters);
            Move(-step);
            return gradient;
        }

        void Move(double step)
        {
            using IDisposable constants = no_grad();
            foreach ((Tensor parameter, Tensor v) in parameters.Zip(direction))
            {
                parameter.add_(v, alpha: step);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_model_trains_with_products_in_bfloat16(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        TrainedModel trained = TrainedModel.Create(name);
        using nn.Module model = trained.Model;
        manual_seed(1);
        double expected = trained.Loss().item<float>();
        manual_seed(1);
        Tensor loss;
        using (BFloat16Scope.Open())
        {
            loss = trained.Loss();
        }

        loss.backward();
        Assert.Equal(expected, loss.to(float32).item<float>(), 0.05 * expected);
        Assert.All(model.named_parameters(), named =>
        {
            Assert.Equal(float32, named.parameter.grad!.dtype);
            Assert.True(named.parameter.grad!.isfinite().all().item<bool>(), $"{name}: {named.name} has no finite gradient");
        });
    }

    private static float[] Train(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        TrainedModel trained = TrainedModel.Create(name);
        using nn.Module model = trained.Model;
        using ParameterArena arena = new(model);
        using ParameterSet parameters = arena.CreateParameterSet();
        using Impetus.Optimizer optimizer = Optimizers.AdamW(parameters, new() { LearningRate = 1e-3 });
        for (int step = 0; step < 50; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            manual_seed(step);
            arena.ZeroGradients();
            trained.Loss().backward();
            optimizer.Step();
        }
        return [.. arena.Values.ToArray<float>(), .. model.buffers().Where(buffer => buffer.dtype == ScalarType.Float32).SelectMany(buffer => buffer.ToArray<float>())];
    }
}
