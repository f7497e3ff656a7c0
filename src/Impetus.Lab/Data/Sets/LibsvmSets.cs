namespace Impetus.Lab.Data.Sets;

/// <summary>Sparse sets for convex problems, from the collection of LIBSVM (Chang, Lin 2011); they share one folder.</summary>
public static class LibsvmSets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DataSet> All { get; } =
    [
        Of("a1a", "1,605 persons of the census, 123 binary features, 2 classes", 114_818, "b62d93d768db2423dd06fadb24ea0c1f"),
        Of("a5a", "6,414 persons of the census, 123 binary features, 2 classes", 458_892, "556ff24aafeb30297763c0dcb0feeb4f"),
        Of("a9a", "32,561 persons of the census, 123 binary features, 2 classes", 2_329_875, "fb3596510d780aaf76a06dc721d49662"),
        Of("a9a.t", "the 16,281 test persons of a9a", 1_164_628, "f0bb16cf1ee3e80ff560e9d132ee647e"),
        Of("w8a", "49,749 web pages, 300 binary features, 2 classes", null, "05cdbfad8de0af3887c0e6f42fddc32b"),
        Of("mushrooms", "8,124 mushrooms, 112 binary features, labels 1 and 2", 879_712, "2a52251de564d72e772b25211a84f5f8"),
        Of("phishing", "11,055 web sites, 68 features, labels 0 and 1", null, "1ae5141702089b4a9efe9989ceade7f8"),
        Of("ijcnn1", "49,990 moments of an engine, 22 features, 2 classes", 7_794_885, "63081a48c48d968ac947147686eae816"),
        Of("german.numer", "1,000 credits, 24 features, 2 classes", 285_793, "f678737d6dcd1f95cadb61ffdfca3328"),
        Of("german.numer_scale", "german.numer with features scaled to -1 to 1", 165_393, "462140dcbb0735b516f9be1146955756"),
        Of("splice_scale", "1,000 sequences of DNA, 60 features scaled to -1 to 1, 2 classes", 541_233, "00694502c69e0e992d6dff4de9538064"),
        Of("madelon", "2,000 artificial points, 500 features, 2 classes", 7_789_995, "4f024d5b5018a11933f29daba0d89540"),
        Of("madelon.t", "the 600 test points of madelon", 2_336_999, "879c00df17e59981db4a96c7eb182d36"),
        Of("satimage.scale", "4,435 patches of a satellite image, 36 features scaled to -1 to 1, 6 classes", 1_875_769, "795c9f607d14d177ce693fdba7e59038"),
        Of("satimage.scale.t", "the 2,000 test patches of satimage.scale", 845_958, "140bccb0ec7c94c224088f0e536a0744"),
    ];

    private static DataSet Of(string name, string summary, long? bytes, string checksum)
    {
        string kind = name.StartsWith("satimage", StringComparison.Ordinal) ? "multiclass" : "binary";
        return new()
        {
            Name = name,
            Summary = summary,
            License = "see the collection's page; for research",
            Page = $"https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/{kind}.html",
            // The collection has this one as bzip2 only, which .NET does not read.
            Downloads = name == "ijcnn1" ? [] : [new($"https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/{kind}/{name}")],
            Folder = "libsvm",
            Files = [new(name, bytes, checksum)],
        };
    }
}
