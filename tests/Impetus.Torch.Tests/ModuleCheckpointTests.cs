using Impetus.Checkpoints;
using Impetus.Torch.Checkpoints;
using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class ModuleCheckpointTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_trained_model_comes_back_with_its_buffers_and_into_the_arena()
    {
        using Sequential trained = SmallNetwork.Create(1);
        using ParameterArena trainedArena = new(trained);
        TrainingRun.Step(trained, trainedArena, batchSeed: 1);
        ModuleCheckpoint.Save(trained, _path);

        using Sequential other = SmallNetwork.Create(2);
        using ParameterArena arena = new(other);
        ModuleCheckpoint.Load(other, _path);

        Assert.Equal(trainedArena.CopyValues<float>(), arena.CopyValues<float>());
        Assert.Equal(Values(trained.Buffers), Values(other.Buffers));
        Assert.NotEqual(0, Values(other.Buffers)[0]); // a running mean that has moved
    }

    [Fact]
    public void A_file_in_double_precision_from_elsewhere_fits_too()
    {
        using Linear layer = new(2, 1);
        layer.Initialize(1);
        SafetensorsWriter writer = new();
        writer.Add("weight", new[] { 1.5, -2 }, 1, 2);
        writer.Add("bias", new[] { 0.25f }, 1);
        writer.Add("bn.num_batches_tracked", new[] { 7f });
        writer.Write(_path);

        ModuleCheckpoint.Load(layer, _path);
        Assert.Equal([1.5f, -2, 0.25f], Values(layer.Parameters));
    }

    [Fact]
    public void A_file_that_does_not_fit_is_refused_with_names_and_changes_nothing()
    {
        using Sequential model = SmallNetwork.Create(1);
        using Sequential other = new(new Convolution2d(1, 4, kernel: 5, bias: false), new Linear(4, 2));
        other.Initialize(1);
        ModuleCheckpoint.Save(model, _path);
        float[] before = Values(other.Parameters);

        string message = Assert.Throws<InvalidDataException>(() => ModuleCheckpoint.Load(other, _path)).Message;
        Assert.Contains(_path, message, StringComparison.Ordinal);
        Assert.Contains("'0.weight' is [4, 1, 3, 3] there and [4, 1, 5, 5] in the model", message, StringComparison.Ordinal);
        Assert.Contains("unknown to the model: 1.running_mean", message, StringComparison.Ordinal);
        Assert.Equal(before, Values(other.Parameters));

        ModuleCheckpoint.Save(other, _path);
        message = Assert.Throws<InvalidDataException>(() => ModuleCheckpoint.Load(model, _path)).Message;
        Assert.Contains("missing: 4.weight, 4.bias, 8.weight and", message, StringComparison.Ordinal);
    }

    private static float[] Values(IReadOnlyList<NamedTensor> tensors) => [.. tensors.SelectMany(named => named.Tensor.Value.ToArray<float>())];
}
