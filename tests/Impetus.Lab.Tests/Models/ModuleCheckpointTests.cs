using Impetus.Checkpoints;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Vision;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp.Modules;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Tests.Models;

[Collection(NetworkEngine.Collection)]
public sealed class ModuleCheckpointTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_trained_model_comes_back_with_its_buffers_and_into_the_arena()
    {
        using Module<Tensor, Tensor> trained = Network(1);
        trained.call(Images());
        ModuleCheckpoint.Save(trained, _path);

        using Module<Tensor, Tensor> other = Network(2);
        using ParameterArena arena = new(other);
        ModuleCheckpoint.Load(other, _path);

        Assert.Equal(Values(trained), Values(other));
        Assert.NotEqual(0, other.get_buffer("1.running_mean")!.ToArray<float>()[0]);
        Assert.Equal(1, other.get_buffer("1.num_batches_tracked")!.item<long>());
        Assert.Contains(other.get_parameter("0.weight")!.ToArray<float>()[0], arena.Values.ToArray<float>());
    }

    [Fact]
    public void TorchSharp_PyBridge_reads_what_is_written_and_writes_what_is_read()
    {
        using Module<Tensor, Tensor> trained = ResidualNetwork.Create18(ImageSize.Small, 5, width: 0.125);
        trained.Initialize(1);
        trained.call(rand(4, 3, 16, 16));
        ModuleCheckpoint.Save(trained, _path);
        using Module<Tensor, Tensor> other = ResidualNetwork.Create18(ImageSize.Small, 5, width: 0.125);
        other.load_safetensors(_path);
        Assert.Equal(Values(trained), Values(other));
        Assert.Equal(1, other.get_buffer("bn1.num_batches_tracked")!.item<long>());

        File.Delete(_path);
        other.save_safetensors(_path);
        using Module<Tensor, Tensor> third = ResidualNetwork.Create18(ImageSize.Small, 5, width: 0.125);
        ModuleCheckpoint.Load(third, _path);
        Assert.Equal(Values(trained), Values(third));
    }

    [Fact]
    public void A_file_in_double_precision_from_elsewhere_fits_too()
    {
        using Linear layer = Linear(2, 1);
        SafetensorsWriter writer = new();
        writer.Add("weight", new[] { 1.5, -2 }, 1, 2);
        writer.Add("bias", new[] { 0.25f }, 1);
        writer.Add("bn.num_batches_tracked", new[] { 7f });
        writer.Write(_path);

        ModuleCheckpoint.Load(layer, _path);
        Assert.Equal([1.5f, -2, 0.25f], Values(layer));
    }

    [Fact]
    public void A_file_that_does_not_fit_is_refused_with_names_and_changes_nothing()
    {
        using Module<Tensor, Tensor> model = Network(1);
        using Sequential other = Sequential(Conv2d(1, 4, 5, bias: false), Linear(4, 2));
        ModuleCheckpoint.Save(model, _path);
        float[] before = Values(other);

        string message = Assert.Throws<InvalidDataException>(() => ModuleCheckpoint.Load(other, _path)).Message;
        Assert.Contains(_path, message, StringComparison.Ordinal);
        Assert.Contains("'0.weight' is [4, 1, 3, 3] there and [4, 1, 5, 5] in the model", message, StringComparison.Ordinal);
        Assert.Contains("unknown to the model: 1.running_mean", message, StringComparison.Ordinal);
        Assert.Equal(before, Values(other));

        ModuleCheckpoint.Save(other, _path);
        message = Assert.Throws<InvalidDataException>(() => ModuleCheckpoint.Load(model, _path)).Message;
        Assert.Contains("missing: 4.weight, 4.bias, 7.weight and", message, StringComparison.Ordinal);
    }

    private static Sequential Network(ulong seed)
    {
        Sequential model = Sequential(
            Conv2d(1, 4, 3, padding: 1, bias: false), BatchNorm2d(4), ReLU(), MaxPool2d(2), Conv2d(4, 6, 3), AdaptiveAvgPool2d(1), Flatten(), Linear(6, 3));
        model.Initialize(seed);
        return model;
    }

    private static Tensor Images() => TensorValues.Copy<float>([.. Enumerable.Range(0, 2 * 64).Select(i => MathF.Sin(i) + 1)], 2, 1, 8, 8);

    private static float[] Values(Module model) =>
    [
        .. model.parameters().Cast<Tensor>().Concat(model.buffers().Where(buffer => buffer.dtype != ScalarType.Int64)).SelectMany(tensor => tensor.ToArray<float>()),
    ];
}
