using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Impetus.Checkpoints;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Faults.Fuzzing;

/// <summary>Small inputs of every kind that are read.</summary>
internal static class Seeds
{
    public const string Manifest = """{"format":"impetus-checkpoint-2","step":9,"validation":0.5,"files":[{"name":"a","bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]}""";

    public const string Libsvm = "+1 1:1 3:0.5 # one\n-1 qid:3 2:-1e-3 7:2\n+1 1:0.25\n";

    public const string Movies = "movieId,title,genres\n1,\"Toy, \"\"Story\"\" (1995)\",Adventure|Comedy\n3,Grumpier,(no genres listed)\n";

    public const string Films = "1|Toy Story (1995)|01-Jan-1995||http://x|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n2|GoldenEye|01-Jan-1995||http://x|0|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0|1|0|0\n";

    private const string Machine = """{"cpu":"c","cores":2,"threads":2,"optimizerThreads":1,"blas":"b","torch":"t","dotnet":"d","os":"o","gitCommit":null,"impetusVersion":"0.1"}""";

    public const string Result = $$"""
        {"task":"t","scale":"smoke","optimizer":"tam","learningRate":0.1,"seed":3,"precision":"f32","status":"finished","steps":12,"skippedSteps":0,
        "metric":{"name":"accuracy","higherIsBetter":true,"isShare":true,"target":0.9},"test":0.5,"seconds":1.5,"runFolder":"r","environment":{{Machine}}}
        """;

    public const string Comparison = $$"""
        {"task":"t","description":"d","scale":"smoke","seeds":1,"budget":{"epochs":1,"steps":10,"tuningSteps":2,"batchSize":4,"trainingExamples":40,"validationExamples":8,"testExamples":8,"schedule":"cosine"},
        "metric":{"name":"accuracy","higherIsBetter":true},"rows":[{"optimizer":"adamw","learningRate":0.001,"metric":{"mean":0.5,"std":null},"trainLoss":{"mean":1,"std":0.1},"status":"finished",
        "differenceToBest":{"mean":0.1,"low":null,"high":1,"confidence":0.95},"runs":[{"seed":1,"status":"finished","steps":3,"curveFile":"curves/a.jsonl"}]}],
        "tuning":[{"optimizer":"adamw","candidates":[{"learningRate":0.001,"validationMetric":0.5,"status":"finished"}],"chosen":0.001}],
        "runFolder":"r","environment":{{Machine}},"startedAt":"2026-01-01T00:00:00+00:00","elapsedSeconds":1.5,"status":"finished"}
        """;

    public const string Experiment = """
        {"id":"tam/fig5","paper":"p","title":"t","scale":"smoke","seed":1,"seeds":2,"columns":["optimizer","loss"],"rows":[{"optimizer":"tam","loss":0.5,"n":3,"ok":true,"x":null}],
        "claims":[{"text":"c","holds":true,"verdict":"holds","evidence":"e"}],"notes":["n"],"environment":{"cpu":"c","cores":2,"dotnet":"d","os":"o","impetusVersion":"0.1"},"elapsedSeconds":1,
        "figureFiles":[{"title":"t","caption":"c","file":"tam/fig5-1.svg"}]}
        """;

    /// <summary>A text long enough to be divided.</summary>
    public static string Prose { get; } = string.Concat(Enumerable.Range(0, 60).Select(static line => $"line {line} of a text, größer als nichts\n"));

    public static byte[][] Texts(params string[] texts) => Array.ConvertAll(texts, Encoding.UTF8.GetBytes);

    /// <summary>Files that lie beside the program.</summary>
    public static IEnumerable<byte[]> Files(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "seeds"), pattern).Order(StringComparer.Ordinal).Select(System.IO.File.ReadAllBytes);

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "seeds", name));

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    public static byte[] Configuration()
    {
        TrainingConfiguration configuration = TrainingConfiguration.Of(new()
        {
            Task = TaskRegistry.Default,
            Optimizer = "adamw",
            Folder = "run",
            Scale = Scale.Smoke,
            Instruments = ["telemetry"],
        });
        return Encoding.UTF8.GetBytes(TrainingJson.Text(configuration, TrainingJson.Default.TrainingConfiguration));
    }

    public static ParameterSet Parameters() => new()
    {
        { "weight", new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { .1f, .2f, .3f, .4f, .5f, .6f }, 2, 3 },
        { "bias", new float[] { 1 }, new float[] { .5f } },
    };

    public static byte[] State(string folder, string optimizer)
    {
        string path = Path.Combine(folder, "seed.safetensors");
        using ParameterSet parameters = Parameters();
        using Optimizer trained = Optimizers.Create(parameters, optimizer);
        trained.Step();
        trained.Step();
        trained.Save(path);
        return System.IO.File.ReadAllBytes(path);
    }

    public static byte[] Safetensors(string folder)
    {
        SafetensorsWriter writer = new();
        writer.AddMetadata("key", "value");
        writer.Add("matrix", new float[] { 1, 2, 3, 4, 5, 6 }, 2, 3);
        writer.Add("scalar", new[] { Math.PI });
        writer.Add("empty", Array.Empty<double>(), 3, 0);
        return Written(writer, folder);
    }

    public static byte[] Stream(string folder)
    {
        SafetensorsWriter writer = new();
        writer.Add("param/x", new float[] { 1, 2, 3 }, 3);
        writer.Add("grad/x", new float[] { 1, 2, 3, 4, 5, 6 }, 2, 3);
        writer.Add("loss", new double[] { 1, 0.5 }, 2);
        writer.Add("lr", new[] { 0.1, 0.05 }, 2);
        return Written(writer, folder);
    }

    public static byte[] Llama() => [.. MemoryMarshal.AsBytes<int>([8, 8, 1, 2, 2, 4, 4]), .. new byte[2080]];

    /// <summary>A MATLAB file with one label and nothing else, compressed.</summary>
    public static byte[] Mat()
    {
        byte[] matrix = [.. Tag(6, 8), 6, 0, 0, 0, 0, 0, 0, 0, .. Tag(5, 8), 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, (byte)'y', 0, 0, 0, 2, 0, 1, 0, 7, 0, 0, 0];
        using MemoryStream target = new();
        using (ZLibStream deflate = new(target, CompressionMode.Compress, leaveOpen: true))
        {
            deflate.Write([.. Tag(14, matrix.Length), .. matrix]);
        }

        return [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)), 0, 1, (byte)'I', (byte)'M', .. Tag(15, (int)target.Length), .. target.ToArray()];
    }

    public static byte[] Tar()
    {
        using MemoryStream target = new();
        using (TarWriter writer = new(target, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "set/train") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(Prose)) });
            writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, "set/" + new string('n', 120)) { DataStream = new MemoryStream([1, 2, 3]) });
            writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "set/link") { LinkName = "train" });
        }

        return target.ToArray();
    }

    public static byte[] Zip()
    {
        using MemoryStream target = new();
        using (ZipArchive archive = new(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream stream = archive.CreateEntry("set/train").Open();
            stream.Write(Encoding.ASCII.GetBytes(Prose));
        }

        return target.ToArray();
    }

    private static byte[] Written(SafetensorsWriter writer, string folder)
    {
        string path = Path.Combine(folder, "seed.safetensors");
        writer.Write(path);
        return System.IO.File.ReadAllBytes(path);
    }

    private static byte[] Tag(int kind, int length)
    {
        byte[] tag = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tag, kind);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), length);
        return tag;
    }
}
