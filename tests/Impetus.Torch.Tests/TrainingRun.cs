using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

/// <summary>Plain gradient descent straight on the arena's memory.</summary>
internal static class TrainingRun
{
    /// <returns>The loss before the step.</returns>
    public static unsafe float Step(Module model, ParameterArena arena, int batchSeed, float learningRate)
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
        float* values = (float*)arena.Values;
        float* gradients = (float*)arena.Gradients;
        for (long i = 0; i < arena.Length; i++)
        {
            values[i] -= learningRate * gradients[i];
        }
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
            Step(model, arena, batchSeed: step, learningRate: 0.05f);
        }
        return arena.CopyValues<float>();
    }
}
