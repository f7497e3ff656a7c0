namespace Impetus.Lab.Data.Sets;

/// <summary>All data sets by name.</summary>
public static class DataSets
{
    /// <summary>Every set that is known.</summary>
    public static IReadOnlyList<DataSet> All { get; } =
    [
        ImageSets.FashionMnist,
        ImageSets.Mnist,
        ImageSets.Cifar10,
        ImageSets.Cifar100,
        ImageSets.Svhn,
        ImageSets.NotMnist,
        ImageSets.TinyImageNet,
        ImageSets.ImageNet,
        TextSets.PennTreebank,
        TextSets.WikiText2,
        TextSets.TinyShakespeare,
        TextSets.Multi30k,
        RatingSets.MovieLens100K,
        RatingSets.MovieLensLatestSmall,
        Checkpoints.Stories260K,
        Checkpoints.MiniLm,
        .. LabelledTextSets.All,
        .. EmbeddingSets.All,
        .. LibsvmSets.All,
    ];

    /// <summary>The set of that name.</summary>
    /// <exception cref="LabException">There is none; the message lists the names.</exception>
    public static DataSet Named(string name) => All.FirstOrDefault(set => set.Name == name)
        ?? throw new LabException($"there is no data set '{name}'; there are {string.Join(", ", All.Select(set => set.Name))}");
}
