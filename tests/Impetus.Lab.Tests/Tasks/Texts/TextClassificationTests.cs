using System.Text.Json.Nodes;
using Impetus.Lab.Data.Text.Labelled;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Texts;
using Impetus.Lab.Tests.Models.Encoders;
using Impetus.Lab.Tests.Training;
using Impetus.Lab.Training;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks.Texts;

/// <summary>Fine-tuning on texts of a user's own.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class TextClassificationTests : IDisposable
{
    private readonly OwnTexts _texts = new();

    private static TrainingTask Own => OwnTexts.Task;

    public void Dispose() => _texts.Dispose();

    [Fact]
    public void A_fine_tuned_model_tells_words_apart_and_others_read_it()
    {
        TrainingResult result = RecordingTrainer.Start(_texts.Trainer("run", steps: 120).Plan with { Scale = Scale.Cpu });
        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.InRange(result.Test!.Value, 0.95, 1);
        Assert.Equal(PathOf("run", "model"), result.Model);

        JsonNode configuration = JsonNode.Parse(File.ReadAllText(Path.Combine(result.Model!, "config.json")))!;
        Assert.Equal("BertForSequenceClassification", (string?)configuration["architectures"]![0]);
        Assert.Equal(("bad", 1), ((string?)configuration["id2label"]!["0"], (int)configuration["label2id"]!["good"]!));
        Assert.Equal("4.40.0", (string?)configuration["transformers_version"]);
        Assert.Equal(File.ReadAllText(PathOf("encoder", "vocab.txt")), File.ReadAllText(Path.Combine(result.Model!, "vocab.txt")));

        // TorchSharp's own reader of safetensors, into a model that knows nothing of the run.
        using PretrainedEncoder written = PretrainedEncoder.Read(result.Model!);
        using SequenceClassifier classifier = new(written.Configuration, 2);
        classifier.load_safetensors(Path.Combine(result.Model!, "model.safetensors"));
        classifier.eval();
        Assert.Equal([1, 0], Classes(classifier, written.Tokenizer, "the film is very good .", "it was a bad book"));
    }

    [Fact]
    public void A_run_that_was_interrupted_goes_on_to_the_same_bits_and_refuses_other_texts()
    {
        RecordingTrainer whole = _texts.Trainer("whole"), parts = _texts.Trainer("parts");
        whole.Start();
        RecordingTrainer.Start(parts.Plan, stopAfter: 5);

        string table = PathOf("own.tsv"), texts = File.ReadAllText(table);
        File.WriteAllText(table, texts.Replace("film", "book", StringComparison.Ordinal));
        Assert.Contains($"put {table}", Assert.Throws<LabException>(() => _texts.Trainer("parts").Resume()).Message, StringComparison.Ordinal);
        File.WriteAllText(table, texts);
        Assert.Equal(RunStatus.Finished, parts.Resume().Status);
        foreach (string file in (string[])["final.safetensors", "model/model.safetensors", "model/config.json"])
        {
            Assert.Equal(File.ReadAllBytes(PathOf("whole", file)), File.ReadAllBytes(PathOf("parts", file)));
        }
    }

    [Fact]
    public void Labels_that_training_has_not_seen_are_told_with_file_and_line()
    {
        Directory.CreateDirectory(PathOf("parts"));
        File.WriteAllText(PathOf("parts", "train.tsv"), OwnTexts.Table(40));
        File.WriteAllText(PathOf("parts", "dev.tsv"), OwnTexts.Table(20) + "a fine film\tfine\n");
        string message = Assert.Throws<LabException>(() => Load(PathOf("parts")).Dispose()).Message;
        Assert.StartsWith($"{PathOf("parts", "dev.tsv")}, line 21, has the label 'fine', which no training text has: those have bad, good", message, StringComparison.Ordinal);

        File.WriteAllText(PathOf("parts", "dev.tsv"), OwnTexts.Table(20));
        using ILoadedTask task = Load(PathOf("parts"));
        Assert.Equal((40, 16), (task.Examples.Training, task.Examples.Test));
    }

    [Fact]
    public void Texts_that_are_not_named_too_few_or_all_alike_are_refused()
    {
        Assert.Contains("--data FILE", Assert.Throws<LabException>(() => Own.Load(new TaskRequest(Scale.Smoke, Own.Budgets[Scale.Smoke]))).Message, StringComparison.Ordinal);
        File.WriteAllText(PathOf("alike.tsv"), string.Concat(Enumerable.Repeat("a good film\tgood\n", 40)));
        Assert.Contains("has the label 'good' alone", Assert.Throws<LabException>(() => Load(PathOf("alike.tsv")).Dispose()).Message, StringComparison.Ordinal);
        Assert.Contains("missing", Assert.Throws<LabException>(() => Load(PathOf("none.tsv")).Dispose()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("glue-cola", "gj04\t1\t\tthe film is good .\ngj04\t0\t*\tthe good is film .\n", false)]
    [InlineData("glue-stsb", "index\tsentence1\tsentence2\tscore\n0\ta good film\ta fine film\t4.5\n1\ta good film\tit was\t0.250\n", true)]
    [InlineData("glue-mrpc", "\ufeffQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t1\t2\ta good film\ta fine film\n0\t3\t4\tit is\tso \"plain\n", true)]
    [InlineData("glue-mnli", "index\tsentence1\tsentence2\tlabel1\tgold_label\n0\ta good film\ta fine film\tneutral\tentailment\n1\tit is\tso\tneutral\tneutral\n2\tit\tnot\tx\tcontradiction\n", true)]
    public void Tables_of_GLUE_are_read_as_they_come(string name, string table, bool hasPairs)
    {
        string path = PathOf("glue.tsv");
        File.WriteAllText(path, table);
        GlueTask task = GlueTask.All.Single(task => task.Set.Name == name);
        IReadOnlyList<LabelledText> rows = TextTable.Read(path, task.Layout);
        Assert.All(rows, row => Assert.Equal(hasPairs, row.Second is not null));
        TextLabels labels = TextLabels.Of(rows, task.Metric, path);
        double[] numbers = task.Metric.IsOfNumbers() ? [4.5, 0.25] : name == "glue-mnli" ? [1, 2, 0] : [1, 0];
        Assert.Equal(numbers, rows.Select(labels.NumberOf));
        Assert.Null(task.Layout(["something", "else"]));
    }

    private ILoadedTask Load(string data)
    {
        if (!Directory.Exists(PathOf("encoder")))
        {
            SmallEncoder.Write(PathOf("encoder"));
        }

        return Own.Load(new TaskRequest(Scale.Smoke, Own.Budgets[Scale.Smoke], new TaskFiles(data, PathOf("encoder"))));
    }

    private static long[] Classes(SequenceClassifier classifier, EncoderTokenizer tokenizer, params string[] texts)
    {
        using DisposeScope scope = NewDisposeScope();
        EncodedText[] encoded = Array.ConvertAll(texts, text => tokenizer.Encode(text, null, 32));
        return classifier.call(EncoderInput.Of(encoded, tokenizer.Padding)).argmax(1).ToArray<long>();
    }

    private string PathOf(params string[] parts) => _texts.PathOf(parts);
}
