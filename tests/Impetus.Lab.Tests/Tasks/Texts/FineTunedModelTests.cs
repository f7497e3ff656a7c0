using System.Diagnostics;
using System.Globalization;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tests.Training;
using Impetus.Lab.Training;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks.Texts;

/// <summary>What fine-tuning moves, and what others read of it.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class FineTunedModelTests : IDisposable
{
    private readonly OwnTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Theory]
    [InlineData("read_model.py")]
    [InlineData("read_with_torch.py")]
    public void Python_reads_a_fine_tuned_model_and_comes_to_the_same_scores(string reader)
    {
        Assert.SkipUnless(Python("-c", "import torch").Code == 0, "there is no python3-torch");
        string folder = RecordingTrainer.Start(_texts.Trainer("run", steps: 30).Plan with { Scale = Scale.Cpu }).Model!;
        using DisposeScope scope = NewDisposeScope();
        using PretrainedEncoder written = PretrainedEncoder.Read(folder);
        using SequenceClassifier classifier = new(written.Configuration, 2, written.Weights);
        classifier.load_safetensors(Path.Combine(folder, "model.safetensors"));
        classifier.eval();
        EncodedText[] texts = Array.ConvertAll((string[])["the film is very good .", "bad", "it was a plain and really odd book ."], text => written.Tokenizer.Encode(text, null, 32));
        float[] scores = classifier.call(EncoderInput.Of(texts, written.Tokenizer.Padding)).reshape(-1).ToArray<float>();

        (int code, string output) = Python(Path.Combine(AppContext.BaseDirectory, "golden", "encoders", reader), folder, string.Join('\n', texts.Select(text => string.Join(' ', text.Tokens))));

        Assert.True(code == 0, output);
        double[] theirs = [.. output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        Assert.Equal(scores.Length, theirs.Length);
        Assert.All(scores.Zip(theirs), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * (1 + Math.Abs(pair.Second))));
    }

    [Fact]
    public void What_is_frozen_stays_and_the_rest_is_trained()
    {
        _ = _texts.Trainer("run");
        ScaleBudget budget = OwnTexts.Task.Budgets[Scale.Smoke] with { FrozenLayers = 1, Dropout = 0 };
        using ILoadedTask task = OwnTexts.Task.Load(new TaskRequest(Scale.Smoke, budget, new TaskFiles(_texts.PathOf("own.tsv"), _texts.PathOf("encoder"))));
        Assert.False(TrainingModel.DrawsRandomNumbers(task));
        using TrainingRun run = new(new()
        {
            Task = task,
            Metric = OwnTexts.Task.Metric,
            Optimizer = "adamw:weight-decay=0.5",
            LearningRate = 0.01,
            Schedule = LearningRateSchedule.Cosine,
            Seed = 1,
            Steps = 3,
            Evaluations = 0,
            Losses = 0,
            FinalPart = EvaluationPart.Curve,
            OptimizerThreads = 1,
        });
        Dictionary<string, float[]> before = Values();
        Assert.Equal(RunStatus.Finished, run.Train(static _ => { }, CancellationToken.None).Status);
        Dictionary<string, float[]> after = Values();
        // Biases of keys do nothing: no gradient moves them, but rounding may.
        Assert.All(before.Keys.Where(name => !name.EndsWith("key.bias", StringComparison.Ordinal)), name => Assert.Equal(
            name.StartsWith("bert.embeddings.", StringComparison.Ordinal) || name.StartsWith("bert.encoder.layer.0.", StringComparison.Ordinal),
            before[name].SequenceEqual(after[name])));

        Dictionary<string, float[]> Values() => run.Model.Module.named_parameters().ToDictionary(named => named.name, named => Impetus.Lab.Tasks.TensorValues.ToArray<float>(named.parameter.detach()));
    }

    private static (int Code, string Output) Python(params string[] arguments)
    {
        const string Interpreter = "/usr/bin/python3";
        if (!File.Exists(Interpreter))
        {
            return (-1, "");
        }

        using Process process = Process.Start(new ProcessStartInfo(Interpreter, arguments[..Math.Min(2, arguments.Length)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(arguments.ElementAtOrDefault(2) ?? "");
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : errors.Result);
    }
}
