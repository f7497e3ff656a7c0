using Impetus;
using Samples;

// dotnet run --project samples/AdamWByHand: the plain loop and the library, side by side on f(x) = Σ i·xᵢ² / 2.
const int Length = 1000;
double[] plain = [.. Enumerable.Range(0, Length).Select(i => Math.Sin(i))], fused = [.. plain];
double[] plainGradient = new double[Length], fusedGradient = new double[Length];
using ParameterSet parameters = new() { { "x", fused, fusedGradient } };
using Optimizer optimizer = Optimizers.AdamW(parameters, new() { LearningRate = 0.01 });
AdamWByHand byHand = new(Length, learningRate: 0.01);
for (int step = 0; step < 200; step++)
{
    for (int i = 0; i < Length; i++)
    {
        plainGradient[i] = i * plain[i];
        fusedGradient[i] = i * fused[i];
    }

    byHand.Step(plain, plainGradient);
    optimizer.Step();
}

Console.WriteLine($"largest difference after 200 steps: {plain.Zip(fused, (left, right) => Math.Abs(left - right)).Max():e1}");
