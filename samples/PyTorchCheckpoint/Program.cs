// Training that began in PyTorch (train.py) goes on here, with the state of its AdamW, and is written back for PyTorch:
// dotnet run -c Release --project samples/PyTorchCheckpoint [OUT]
// OUT/model.pt and OUT/optimizer.pt are what torch.load reads; train.py OUT --resume takes over. The data are Fashion-MNIST's.
using System.IO.Compression;
using Impetus.Torch;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;

const string Data = "/usr/share/datasets/fashion-mnist";
string checkpoint = Path.Combine(AppContext.BaseDirectory, "checkpoint");
string output = args is [var given] ? given : "pytorch-checkpoint";

TorchBackend.Tune();
manual_seed(1);
var model = nn.Sequential(("0", nn.Linear(784, 12)), ("1", nn.ReLU()), ("2", nn.Linear(12, 10)));
model.load_py(Path.Combine(checkpoint, "model.pt"));
foreach (var parameter in model.parameters())
{
    parameter.requires_grad = true;    // a state_dict asks for no gradient, and load_py takes its word
}

var optimizer = optim.FusedAdamW(model.named_parameters());
optimizer.load_state_dict(PyTorchUnpickler.UnpickleStateDict(Path.Combine(checkpoint, "optimizer.pt")));

(Tensor images, Tensor labels) = (Images("train-images-idx3-ubyte.gz"), Labels("train-labels-idx1-ubyte.gz"));
Console.WriteLine($".NET takes over at {Accuracy():P1} of the test images, after {Steps()} steps");
for (int step = 0; step < 400; step++)
{
    using DisposeScope scope = NewDisposeScope();
    Tensor batch = randint(images.shape[0], 128, ScalarType.Int64);
    optimizer.zero_grad();
    nn.functional.cross_entropy(model.forward(images[batch]), labels[batch]).backward();
    optimizer.step();
}

Directory.CreateDirectory(output);
model.save_py(Path.Combine(output, "model.pt"));
PyTorchPickler.PickleStateDict(Path.Combine(output, "optimizer.pt"), optimizer.torch_state_dict());
Console.WriteLine($".NET leaves off at {Accuracy():P1}, after {Steps()} steps, in {output}");

long Steps() => optimizer.Inner[0].StepCount;

double Accuracy()
{
    using DisposeScope scope = NewDisposeScope();
    using IDisposable withoutGradient = no_grad();
    return (model.forward(Images("t10k-images-idx3-ubyte.gz")).argmax(1) == Labels("t10k-labels-idx1-ubyte.gz")).to(ScalarType.Float32).mean().ToDouble();
}

Tensor Images(string file) => Read(file, header: 16).view(-1, 784).to(ScalarType.Float32) / 255;

Tensor Labels(string file) => Read(file, header: 8).to(ScalarType.Int64);

Tensor Read(string file, int header)
{
    using MemoryStream content = new();
    using (GZipStream stream = new(File.OpenRead(Path.Combine(Data, file)), CompressionMode.Decompress))
    {
        stream.CopyTo(content);
    }

    return tensor(content.ToArray()[header..]);
}
