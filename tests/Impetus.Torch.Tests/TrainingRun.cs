using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

/// <summary>Training of the small network; without a step of the caller's, by gradient descent straight on the arena's memory.</summary>
internal static class TrainingRun
{
    private const float LearningRate = 0.05f;

    /// <returns>The loss before the step.</returns>
    public static float Step(Module model, ParameterArena arena, int batchSeed, Action? step = null)
    {
        using DisposeScope scope = new();
        (Tensor images, Tensor labels) = SmallNetwork.Batch(12, batchSeed);
        Tensor loss;
        using (DisposeScope forward = new())
        {
            loss = forward.Keep(Losses.CrossEntropy(model.Forward(images), labels));
        }
        arena.ZeroGradients();
        loss.Backward();
        (step ?? (() => Descend(arena)))();
        return (float)loss.Item();
    }

    /// <returns>The bits of the trained weights.</returns>
    public static float[] Train(ulong seed, int steps)
    {
        Engine.Seed(seed);
        using Sequential model = SmallNetwork.Create(seed, dropout: 0.3);
        using ParameterArena arena = new(model);
        for (int step = 0; step < steps; step++)
        {
            Step(model, arena, batchSeed: step);
        }
        return arena.CopyValues<float>();
    }

    private static unsafe void Descend(ParameterArena arena)
    {
        float* values = (float*)arena.Values;
        float* gradients = (float*)arena.Gradients;
        for (long i = 0; i < arena.Length; i++)
        {
            values[i] -= LearningRate * gradients[i];
        }
    }
}
