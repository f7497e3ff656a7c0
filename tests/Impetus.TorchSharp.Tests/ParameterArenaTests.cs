using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

[Collection(TorchGroup.Name)]
public sealed class ParameterArenaTests
{
    [Fact]
    public void Moving_in_keeps_the_values_and_aligns_every_tensor()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        float[][] before = [.. model.parameters().Select(SmallNetwork.ToArray)];
        nint[] handles = [.. model.parameters().Select(parameter => parameter.Handle)];
        using ParameterArena arena = new(model);

        Assert.Equal(before, model.parameters().Select(SmallNetwork.ToArray));
        Assert.Equal(handles, model.parameters().Select(parameter => parameter.Handle));
        Assert.Equal(model.named_parameters().Select(named => named.name), arena.Slots.Select(slot => slot.Name));
        Assert.All(arena.Slots, slot => Assert.Equal(0, arena.ValueOf(slot) % 64));
        Assert.All(arena.Slots, slot => Assert.Equal(0, arena.GradientOf(slot) % 64));
        Assert.All(arena.Slots.Zip(model.parameters()), pair => Assert.Equal(arena.ValueOf(pair.First), TensorMemory.Address(pair.Second)));
    }

    [Fact]
    public void Backward_passes_accumulate_in_the_arena()
    {
        using Sequential model = SmallNetwork.Create(seed: 1), twin = SmallNetwork.Create(seed: 1);
        using ParameterArena arena = new(model);
        for (int pass = 0; pass < 2; pass++)
        {
            SmallNetwork.Differentiate(model, batchSeed: 2);
            SmallNetwork.Differentiate(twin, batchSeed: 2);
        }

        Assert.All(arena.Slots.Zip(model.parameters()), pair => Assert.Equal(arena.GradientOf(pair.First), TensorMemory.GradientAddress(pair.Second, out _)));
        Assert.Equal(Gradients(twin), Gradients(model));
        Assert.All(Gradients(model), gradient => Assert.Contains(gradient, x => x != 0));
        arena.ZeroGradients();
        Assert.All(Gradients(model), gradient => Assert.All(gradient, x => Assert.Equal(0, x)));
    }

    [Fact]
    public void Gradients_made_elsewhere_are_brought_home()
    {
        using Sequential model = SmallNetwork.Create(seed: 1), twin = SmallNetwork.Create(seed: 1);
        using ParameterArena arena = new(model);
        using ParameterSet parameters = arena.CreateParameterSet();
        SmallNetwork.Differentiate(model, batchSeed: 1);
        model.zero_grad();
        arena.GatherGradients();
        Assert.All(parameters, parameter => Assert.False(parameter.HasGradient));

        SmallNetwork.Differentiate(model, batchSeed: 2);
        SmallNetwork.Differentiate(twin, batchSeed: 2);
        arena.GatherGradients();
        Assert.All(parameters, parameter => Assert.True(parameter.HasGradient));
        Assert.Equal(Gradients(twin), parameters.Select(parameter => parameter.Gradients<float>().ToArray()));

        model.zero_grad();
        arena.ZeroGradients();
        SmallNetwork.Differentiate(model, batchSeed: 2);
        Assert.All(arena.Slots.Zip(model.parameters()), pair => Assert.Equal(arena.GradientOf(pair.First), TensorMemory.GradientAddress(pair.Second, out _)));
    }

    [Fact]
    public void A_parameter_that_was_converted_is_named()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ParameterArena arena = new(model);
        model.to(ScalarType.Float64);
        Assert.Contains("'0.weight'", Assert.Throws<InvalidOperationException>(arena.ZeroGradients).Message);
        Assert.Contains("'0.weight'", Assert.Throws<InvalidOperationException>(arena.GatherGradients).Message);
    }

    [Fact]
    public void A_snapshot_brings_the_values_back_and_old_graphs_are_refused()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ParameterArena arena = new(model);
        float[] snapshot = arena.CopyValues<float>();
        using (no_grad())
        {
            arena.Values.mul_(2);
        }

        Assert.NotEqual(snapshot, arena.CopyValues<float>());
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = model.forward(SmallNetwork.Batch(6, 1).Images).sum();
        arena.RestoreValues<float>(snapshot);
        Assert.Equal(snapshot, arena.CopyValues<float>());
        Assert.Contains("modified by an inplace operation", Assert.ThrowsAny<Exception>(() => loss.backward()).Message);
        Assert.Throws<ArgumentException>(() => arena.RestoreValues<float>(new float[3]));
        Assert.Throws<InvalidOperationException>(arena.CopyValues<double>);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void An_optimizer_trains_the_model_in_place(ScalarType type)
    {
        manual_seed(1);
        using Linear model = nn.Linear(4, 1);
        model.to(type);
        using ParameterArena arena = new(model);
        using ParameterSet parameters = arena.CreateParameterSet();
        using Optimizer optimizer = Optimizers.Create(parameters, "adatam:lr=1e-2");
        using Tensor inputs = randn(32, 4).to(type), wanted = inputs.sum(1, keepdim: true);
        double Loss()
        {
            arena.ZeroGradients();
            using DisposeScope scope = NewDisposeScope();
            Tensor loss = nn.functional.mse_loss(model.forward(inputs), wanted);
            loss.backward();
            return loss.to(ScalarType.Float64).item<double>();
        }

        double first = Loss();
        for (int step = 0; step < 150; step++)
        {
            optimizer.Step();
            _ = Loss();
        }

        Assert.True(Loss() < first / 10);
    }

    [Fact]
    public void Several_types_get_a_set_each()
    {
        Linear narrow = nn.Linear(3, 2), wide = nn.Linear(2, 1);
        wide.to(ScalarType.Float64);
        using Sequential model = nn.Sequential(narrow, wide);
        using ParameterArena arena = new(model);
        IReadOnlyList<ParameterSet> sets = arena.CreateParameterSets();
        Assert.Equal([ElementType.Float32, ElementType.Float64], sets.Select(set => set.ElementType));
        Assert.Equal(["1.weight", "1.bias"], sets[1].Select(parameter => parameter.Name));
        Assert.Contains("several types", Assert.Throws<InvalidOperationException>(() => arena.CreateParameterSet()).Message);
    }

    [Fact]
    public void Tied_weights_take_one_place_and_orders_in_memory_are_kept()
    {
        Linear first = nn.Linear(3, 3), second = nn.Linear(3, 3);
        second.weight = first.weight;
        using Sequential model = nn.Sequential(first, second);
        using TorchParameter transposed = new(arange(6, dtype: ScalarType.Float32).view(2, 3).t());
        using ParameterArena arena = new(model.named_parameters().Append(("transposed", transposed)));
        Assert.Equal(["0.weight", "0.bias", "1.bias", "transposed"], arena.Slots.Select(slot => slot.Name));
        Assert.Equal([1L, 3], transposed.stride());
        Assert.Equal([0f, 3, 1, 4, 2, 5], transposed.data<float>().ToArray());
    }

    [Fact]
    public void What_cannot_be_laid_out_is_refused_by_name()
    {
        using TorchParameter half = new(zeros(2, dtype: ScalarType.Float16));
        Assert.Contains("'half'", Assert.Throws<ArgumentException>(() => new ParameterArena(new[] { ("half", half) })).Message);
        Assert.Throws<ArgumentException>(() => new ParameterArena(nn.ReLU()));
    }

    private static float[][] Gradients(Sequential model) => [.. model.parameters().Select(parameter =>
    {
        using Tensor gradient = parameter.grad!;
        return SmallNetwork.ToArray(gradient);
    })];
}
