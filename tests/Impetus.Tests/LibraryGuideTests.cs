using Impetus.Wrappers;

namespace Impetus.Tests;

public class LibraryGuideTests
{
    [Fact]
    public void TheExamplesRun()
    {
        string folder = Directory.CreateTempSubdirectory("impetus-").FullName;
        string path = Path.Combine(folder, "optimizer.safetensors");
        try
        {
            // examples
            float[] weight = new float[12], weightGradient = new float[12], bias = new float[4], biasGradient = new float[4];
            using ParameterSet parameters = new()
            {
                { "layer.weight", weight, weightGradient, 3, 4 },       // shape 3 × 4
                { "layer.bias", bias, biasGradient },
            };

            using Optimizer adam = Optimizers.AdamW(parameters, new() { LearningRate = 1e-3, Memory = { Decay = 0.95 } });
            using Optimizer same = Optimizers.Create(parameters, "adamw:lr=1e-3,beta1=0.95");
            using Optimizer unpublished = Optimizers.Create(parameters, "torque-aware*maximum-variation:gamma=0.95");
            adam.Step();

            using Optimizer optimizer = Optimizers.AdaTamW(parameters, new()
            {
                LearningRate = 1e-3,
                WeightDecay = 0.05,
                ClipNorm = 1,
                Groups = [new("decay", "*.weight"), new("no-decay", "*.bias") { WeightDecay = 0 }],
            });
            optimizer.Groups["decay"].Schedule = Schedules.LinearWarmup(100, Schedules.Cosine(1e-3, 1e-5, 10_000));
            optimizer.Groups["no-decay"].LearningRate = 5e-4;
            optimizer.Step();

            using Optimizer mixed = Optimizers.Create(parameters, "groups(rank=2:(muon:lr=0.02),else:(adamw:lr=1e-3)):clip-norm=1");
            mixed.LearningRate = 0.01;                                  // AdamW's is 5e-4 now
            using Optimizer sparing = Optimizers.Create(parameters, "adamw:weight-decay=0.05,no-decay=vectors,layer-decay=0.75");

            optimizer.Groups["decay"].Schedule = Schedules.Sequence((Schedules.OneCycle(1e-3, 1000), 1000), (Schedules.Constant(1e-6), 500));
            ReduceOnPlateau plateau = new(1e-3) { Patience = 5, Factor = 0.5 };
            optimizer.Groups["no-decay"].Schedule = plateau.Schedule;
            plateau.Observe(0.73);                                      // a validation loss, after every epoch

            using Optimizer cycling = new ScheduledHyperparameters(
                Optimizers.Create(parameters, "sam+adamw:weight-decay=0.1"),
                new Dictionary<string, Schedule> { ["beta1"] = Schedules.Linear(0.95, 0.85, 1000), ["weight-decay"] = Schedules.Cosine(0.1, 0, 1000), ["sam.rho"] = Schedules.Constant(0.1) });

            using Optimizer flat = Optimizers.Create(parameters, "sam(rho=0.05)+adamw");
            double loss = flat.Step(() =>
            {
                weight.CopyTo(weightGradient, 0);                       // the gradient of ½‖weight‖²
                return weight.Sum(value => value * value) / 2;
            });

            optimizer.Save(path);                                       // safetensors, written as a whole or not at all
            optimizer.Load(path);                                       // copies; a file that does not fit changes nothing

            double cosine = optimizer.Telemetry["cosine"];              // of the last step, between gradient and momentum

            // end of examples
            Assert.Equal(0, cosine);
            Assert.Equal(0, loss);
            Assert.Equal([0.01, 5e-4], mixed.Groups.Select(group => group.LearningRate));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void TheExamplesAreThoseOfThePage()
        => Assert.Equal(
            Lines(Blocks(Repository.Read("tests/Impetus.Tests/LibraryGuideTests.cs"), "// examples\n", "// end of examples")),
            Lines(Blocks(Repository.Read("docs/library.md"), "```csharp\n", "```")));

    private static string Blocks(string text, string start, string end)
        => string.Concat(text.Split(start)[1..].Select(rest => rest[..rest.IndexOf(end, StringComparison.Ordinal)]));

    private static string[] Lines(string code) => code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
