using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

/// <summary>Whoever only changes the optimizer's name and names no rate trains on: no jump of the loss, and not much less learnt than with Adam's default.</summary>
[Collection(TorchGroup.Name)]
public sealed class DefaultRateTests
{
    private const int Steps = 200;

    private static readonly MethodInfo[] Factories = [.. typeof(TorchOptimizers).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(static method => method.GetParameters()[0].ParameterType == typeof(IEnumerable<TorchParameter>))];

    // Those of the papers and their neighbours; others, Lion (1e-4) among them, have the defaults of PyTorch or of their authors, whatever these train.
    public static TheoryData<string> Names =>
    [
        "TAM", "AdaTAM", "AdaTAMW", "AdaTAM2", "AdamCM", "AdamCG", "SGDCM", "SGDCG", "AMMGD", "AMAdamW", "MAdam", "LaMAdam",
        "LaProp", "AggMo", "AdaBound", "AngularGrad",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_default_trains(string name)
    {
        float[] reference = Train(static parameters => optim.Adam(parameters));
        float[] losses = Train(parameters => (OptimizerHelper)Factories.Single(factory => factory.Name == name).Invoke(null, [parameters, .. Defaults(name)])!);
        Assert.True(losses.Max() < 1.5 * losses[0], $"jumps from {losses[0]} to {losses.Max()}");
        Assert.True(losses[0] - End(losses) > 0.5 * (reference[0] - End(reference)), $"{losses[0]} to {End(losses)}; theirs {reference[0]} to {End(reference)}");
    }

    private static object?[] Defaults(string name) => [.. Factories.Single(factory => factory.Name == name).GetParameters().Skip(1).Select(static parameter => parameter.DefaultValue)];

    private static float End(float[] losses) => losses.TakeLast(20).Average();

    private static float[] Train(Func<IEnumerable<TorchParameter>, OptimizerHelper> make)
    {
        manual_seed(1);
        using Sequential model = nn.Sequential(nn.Flatten(), nn.Linear(64, 16), nn.ReLU(), nn.Linear(16, SmallNetwork.Classes));
        using OptimizerHelper optimizer = make(model.parameters());
        float[] losses = new float[Steps];
        for (int step = 0; step < Steps; step++)
        {
            optimizer.zero_grad();
            losses[step] = SmallNetwork.Differentiate(model, batchSeed: step);
            optimizer.step();
        }

        return losses;
    }
}
