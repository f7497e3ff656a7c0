// Ten lines of training, on clothes: dotnet run -c Release --project samples/FashionMnist [FOLDER]
// FOLDER holds Fashion-MNIST's four files; Debian's package dataset-fashion-mnist puts them where this looks by itself.
using System.IO.Compression;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

string folder = args is [var given] ? given : "/usr/share/datasets/fashion-mnist";
(Tensor images, Tensor labels) = (Images("train-images-idx3-ubyte.gz"), Labels("train-labels-idx1-ubyte.gz"));

TorchBackend.Tune();
manual_seed(1);
var model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10));
var optimizer = optim.AdaTAMW(model.named_parameters(), lr: 1e-4, weight_decay: 0.01);
var scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max: 2);
for (int epoch = 1; epoch <= 2; epoch++)
{
    using Tensor order = randperm(images.shape[0]);
    foreach (Tensor batch in order.split(128))
    {
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        nn.functional.cross_entropy(model.forward(images[batch]), labels[batch]).backward();
        optimizer.step();
    }

    scheduler.step();
    using Tensor right = model.forward(Images("t10k-images-idx3-ubyte.gz")).argmax(1) == Labels("t10k-labels-idx1-ubyte.gz");
    Console.WriteLine($"epoch {epoch}: {right.to(ScalarType.Float32).mean().item<float>():P1} of the test images");
}

Tensor Images(string file) => Read(file, header: 16).view(-1, 784).to(ScalarType.Float32) / 255;

Tensor Labels(string file) => Read(file, header: 8).to(ScalarType.Int64);

Tensor Read(string file, int header)
{
    using MemoryStream content = new();
    using (GZipStream stream = new(File.OpenRead(Path.Combine(folder, file)), CompressionMode.Decompress))
    {
        stream.CopyTo(content);
    }

    return tensor(content.ToArray()[header..]);
}
