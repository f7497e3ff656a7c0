using System.Text;
using Impetus.Checkpoints;
using Impetus.Lab.Data.Encoders;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Images.Folders;
using Impetus.Lab.Data.Ratings;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Data.Text.Labelled;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Problems.Regression;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Checkpoints;

namespace Impetus.Faults.Fuzzing;

/// <summary>Every reader of files and texts from outside, with inputs to begin with.</summary>
internal sealed class Readers : IDisposable
{
    private const int MostArchiveBytes = 1 << 24;

    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-fuzz-").FullName;

    /// <summary>All of them.</summary>
    public IReadOnlyList<Reader> All =>
    [
        new("safetensors", [Seeds.Safetensors(_folder)], Path("x.safetensors", ReadTensors)),
        new("optimizer state", [Seeds.State(_folder, "adamw"), Seeds.State(_folder, "adam-cm:capacity=2")], Path("state.safetensors", LoadState)),
        new("replay", [Seeds.Stream(_folder)], Path("stream.safetensors", Replay)),
        new("specification", Seeds.Texts("adam-cm:lr=1e-3,capacity=20", "sam(rho=0.05)+tam*scale-first:lr=1", "switch(steps=50,first=adamw)+sgdm:lr=0.1", "torque-aware*maximum-variation*scale-first"), Text(text => OptimizerSpecification.Parse(text))),
        new("schedule", Seeds.Texts("step:warmup=0.1,milestones=0.5/0.75,factor=0.1", "tri-stage:warmup=4000,hold=0.5,final=0.01"), Text(text => LearningRateSchedule.Parse(text).Create(0.1, 100)(7))),
        new("checkpoint manifest", Seeds.Texts(Seeds.Manifest), Path("manifest.json", _ => CheckpointManifest.Read(_folder))),
        new("training configuration", [Seeds.Configuration()], Path("configuration.json", _ => TrainingConfiguration.Read(_folder))),
        new("training result", Seeds.Texts(Seeds.Result), Path("result.json", _ => TrainingResult.Read(_folder))),
        new("comparison", Seeds.Texts(Seeds.Comparison), Path("comparison.json", _ => RunFolder.Read(_folder))),
        new("experiment", Seeds.Texts(Seeds.Experiment), Path("experiment.json", path => ResultJson.Read<ReproducedExperiment>(path, "fix it"))),
        new("idx", [[0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9], Seeds.Gzip([0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9])], Path("x-idx", path => IdxFile.Read(path, 1))),
        new("cifar", [new byte[2 * (1 + CifarRecords.ImageBytes)]], bytes => CifarRecords.Parse([bytes], 1, 10, "cifar")),
        new("matlab", [Seeds.File("digits.mat"), Seeds.Mat()], bytes => Svhn.Parse(MatFile.Parse(bytes, "mat"), "mat")),
        new("png", [.. Seeds.Files("*.png")], bytes => ImageFile.Decode(bytes, "png")),
        new("jpeg", [.. Seeds.Files("*.jpg")], bytes => ImageFile.Decode(bytes, "jpeg")),
        new("libsvm", [.. Seeds.Texts(Seeds.Libsvm), Seeds.Gzip(Encoding.ASCII.GetBytes(Seeds.Libsvm))], Path("x.libsvm", path => LibsvmFile.Load(path))),
        new("text", [.. Seeds.Texts(Seeds.Prose), Seeds.Gzip(Encoding.UTF8.GetBytes(Seeds.Prose))], Path("x.txt", path => PlainText.Load(path))),
        new("ratings", Seeds.Texts("1\t2\t3\t874965758\n2\t1\t4.5\t874965759\n"), Text(text => MovieLens100K.ParseRatings(text, 2, 2, "ratings"))),
        new("films", Seeds.Texts(Seeds.Films), Text(text => MovieLens100K.ParseGenres(text, "films"))),
        new("csv ratings", Seeds.Texts("userId,movieId,rating,timestamp\n1,1,4.0,964982703\n2,3,3.5,964981247\n"), Text(text => MovieLensCsv.Parse(text, Seeds.Movies, "csv"))),
        new("csv films", Seeds.Texts(Seeds.Movies), Text(text => MovieLensCsv.Parse("userId,movieId,rating,timestamp\n1,1,4.0,964982703\n", text, "csv"))),
        new("llama2.c", [Seeds.Llama()], bytes => Llama2Checkpoint.ReadSizes(bytes, "llama")),
        new("encoder configuration", Seeds.Texts(EncoderSeeds.Configuration), Path("config.json", path => EncoderConfigurationFile.Read(path))),
        new("word pieces", Seeds.Texts(EncoderSeeds.WordPieces), Path("tokenizer.json", _ => TokenizerFolder.Read(_folder, EncoderFamily.Bert).Encode("a film", "not so", 16))),
        new("byte pairs", Seeds.Texts(EncoderSeeds.BytePairs), Path("tokenizer.json", _ => TokenizerFolder.Read(_folder, EncoderFamily.Roberta).Encode("low lower", "low", 16))),
        new("labelled texts", Seeds.Texts("text\tlabel\na fine film\tgood\na poor one\tbad\n"), Path("x.tsv", path => TextTable.Read(path, TableLayout.OfTwoColumns))),
        new("onnx", [EncoderSeeds.Onnx()], bytes => OnnxGraph.Read(bytes, "onnx")),
        new("archive", [Seeds.Tar(), Seeds.Gzip(Seeds.Tar()), Seeds.Zip()], Path("archive", Unpack)),
        new("checkpoint store", Seeds.Texts(Seeds.Manifest), ReadStore),
    ];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Action<byte[]> Text(Action<string> read) => bytes => read(Encoding.UTF8.GetString(bytes));

    private Action<byte[]> Path(string name, Action<string> read) => bytes =>
    {
        string path = System.IO.Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        read(path);
    };

    private static void ReadTensors(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        foreach (SafetensorsEntry entry in file.Entries.Where(entry => entry.Type is "F32" or "F64"))
        {
            file.Read<float>(entry);
        }
    }

    private static void LoadState(string path)
    {
        using ParameterSet parameters = Seeds.Parameters();
        using Optimizer optimizer = Optimizers.Create(parameters, "adamw");
        optimizer.Load(path);
        optimizer.Step();
    }

    private static void Replay(string path)
    {
        using SafetensorsFile stream = SafetensorsFile.Open(path);
        GradientReplay.Run(OptimizerSpecification.Parse("adamw"), stream, ElementType.Float32, threads: 1);
    }

    private static void Unpack(string path)
    {
        byte[] buffer = new byte[4096];
        ArchiveFiles.VisitPaths(path, MostArchiveBytes, (_, content) =>
        {
            while (content.Read(buffer) > 0)
            {
            }
        });
    }

    // A damaged checkpoint beside an intact one: never anything but the intact one.
    private void ReadStore(byte[] manifest)
    {
        string folder = System.IO.Path.Combine(_folder, "checkpoints"), newest = System.IO.Path.Combine(folder, "step-000000009");
        CheckpointStore store = new(folder, keep: 9);
        if (!Directory.Exists(folder))
        {
            store.Write(5, null, null, static path => File.WriteAllText(System.IO.Path.Combine(path, "a"), "abc"));
        }

        Directory.CreateDirectory(newest);
        File.WriteAllText(System.IO.Path.Combine(newest, "a"), "abc");
        File.WriteAllBytes(System.IO.Path.Combine(newest, CheckpointManifest.FileName), manifest);
        string? read = store.ReadNewest(static _ => { }, static path => path);
        if (read is null)
        {
            throw new InvalidOperationException("no checkpoint was found, though one is intact");
        }
    }
}
