using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class ParameterArenaTests
{
    [Fact]
    public void Moving_in_keeps_the_values_and_aligns_every_tensor()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        float[][] before = [.. model.Parameters.Select(named => named.Tensor.Value.ToArray<float>())];
        using ParameterArena arena = new(model);

        Assert.Equal(before, model.Parameters.Select(named => named.Tensor.Value.ToArray<float>()));
        Assert.Equal(model.Parameters.Select(named => named.Name), arena.Slots.Select(slot => slot.Name));
        Assert.All(arena.Slots, slot => Assert.Equal(0, arena.ValueOf(slot) % 64));
        Assert.All(arena.Slots, slot => Assert.Equal(0, arena.GradientOf(slot) % 64));
    }

    [Fact]
    public void Backward_passes_accumulate_in_the_arena()
    {
        using DisposeScope scope = new();
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ParameterArena arena = new(model);
        (Tensor images, Tensor labels) = SmallNetwork.Batch(6, seed: 2);

        Losses.CrossEntropy(model.Forward(images), labels).Backward();
        float[][] once = Gradients(model);
        Losses.CrossEntropy(model.Forward(images), labels).Backward();

        Assert.All(once, gradient => Assert.Contains(gradient, x => x != 0));
        foreach ((ParameterSlot slot, NamedTensor named) in arena.Slots.Zip(model.Parameters))
        {
            Assert.Equal(arena.GradientOf(slot), named.Tensor.Value.Gradient!.DataPointer);
            Assert.Equal(arena.ValueOf(slot), named.Tensor.Value.DataPointer);
        }
        Assert.Equal(once.Select(gradient => gradient.Select(x => 2 * x)), Gradients(model));

        arena.ZeroGradients();
        Assert.All(Gradients(model), gradient => Assert.All(gradient, x => Assert.Equal(0, x)));
    }

    [Fact]
    public void A_snapshot_brings_the_values_back()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ParameterArena arena = new(model);
        float[] snapshot = arena.CopyValues<float>();
        model.Initialize(seed: 2);
        Assert.NotEqual(snapshot, arena.CopyValues<float>());
        arena.RestoreValues<float>(snapshot);
        Assert.Equal(snapshot, arena.CopyValues<float>());
        Assert.Throws<ArgumentException>(() => arena.RestoreValues<float>(new float[3]));
        Assert.Throws<InvalidOperationException>(arena.CopyValues<double>);
    }

    [Fact]
    public void A_model_that_was_not_initialised_is_refused()
    {
        using Linear model = new(2, 2);
        Assert.Contains("Initialize(seed)", Assert.Throws<InvalidOperationException>(() => new ParameterArena(model)).Message);
    }

    [Fact]
    public void Two_hundred_training_steps_leave_no_tensor_behind()
    {
        long before = LiveTensors.Count();
        using (Sequential model = SmallNetwork.Create(seed: 1))
        using (ParameterArena arena = new(model))
        {
            (float first, float last) = (0, 0);
            for (int step = 0; step < 200; step++)
            {
                last = TrainingRun.Step(model, arena, batchSeed: step);
                first = step == 0 ? last : first;
            }
            Assert.True(last < first / 2, $"loss {first} -> {last}");
        }
        Assert.Equal(before, Engine.LiveTensorCount);
    }

    [Fact]
    public void An_optimizer_trains_the_model_in_place()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ParameterArena arena = new(model);
        using ParameterSet parameters = arena.CreateParameterSet();
        using Optimizer optimizer = Optimizers.Create("adatam:lr=1e-2", parameters);

        Assert.Equal(model.ParameterCount, parameters.CoordinateCount);
        Assert.Equal([6L, 4, 3, 3], parameters["4.weight"].Shape.ToArray());
        (float first, float last) = (0, 0);
        for (int step = 0; step < 100; step++)
        {
            last = TrainingRun.Step(model, arena, batchSeed: step, optimizer.Step);
            first = step == 0 ? last : first;
        }
        Assert.True(last < first / 2, $"loss {first} -> {last}");
    }

    [Fact]
    public void Tied_weights_take_one_place()
    {
        Linear shared = new(3, 3);
        using Sequential model = new(shared, new Rectifier(), shared);
        model.Initialize(seed: 1);
        using ParameterArena arena = new(model);
        Assert.Equal(["0.weight", "0.bias"], arena.Slots.Select(slot => slot.Name));
    }

    private static float[][] Gradients(Sequential model) =>
        [.. model.Parameters.Select(named => named.Tensor.Value.Gradient!.ToArray<float>())];
}
