namespace Impetus.Lab.Tasks.Published;

/// <summary>Settings of Malviya et al. 2023 (critical momenta): grids of Tables 8 and 12, best ones of Tables 10 and 13.</summary>
internal static class CriticalMomentaPublished
{
    private static readonly double[] Rates = [0.0001, 0.001, 0.01, 0.1];
    private static readonly double[] OnlineRates = [0.00001, 0.0001, 0.001, 0.01];

    private static readonly Dictionary<string, IReadOnlyList<double>> Grid = new()
    {
        ["beta1"] = [0.9, 0.99, 0.999],
        ["beta2"] = [0.99, 0.999, 0.9999],
        ["capacity"] = [5, 20],
        ["decay"] = [0.7, 0.99],
        ["rho"] = [0.01, 0.05, 0.1],
    };

    private static readonly Dictionary<string, IReadOnlyList<double>> OnlineGrid = new()
    {
        ["beta1"] = [0.9, 0.99],
        ["beta2"] = [0.99, 0.999, 0.9999],
    };

    /// <summary>ResNet-34 on CIFAR-10.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar10ResNet34 { get; } =
    [
        Setting("adam:beta1=0.9,beta2=0.999", 0.001),
        Setting("adam-cg:beta1=0.9,beta2=0.999,capacity=20,decay=0.7", 0.0001),
        Setting("sam(rho=0.05)+adam:beta1=0.9,beta2=0.99", 0.0001),
        Setting("adam-cm:beta1=0.9,beta2=0.999,capacity=5,decay=0.7", 0.0001),
        Setting("sam(rho=0.05)+adam-cm:beta1=0.9,beta2=0.99,capacity=5,decay=0.7", 0.0001),
    ];

    /// <summary>ResNet-34 on CIFAR-100.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar100ResNet34 { get; } =
    [
        Setting("adam:beta1=0.9,beta2=0.99", 0.001),
        Setting("adam-cg:beta1=0.9,beta2=0.99,capacity=20,decay=0.7", 0.001),
        Setting("sam(rho=0.05)+adam:beta1=0.9,beta2=0.999", 0.001),
        Setting("adam-cm:beta1=0.9,beta2=0.9999,capacity=5,decay=0.7", 0.001),
        Setting("sam(rho=0.1)+adam-cm:beta1=0.9,beta2=0.99,capacity=5,decay=0.7", 0.001),
    ];

    /// <summary>EfficientNet-B0 on ImageNet.</summary>
    public static IReadOnlyList<PublishedSetting> ImageNetEfficientNet { get; } =
    [
        Setting("adamw:beta1=0.9,beta2=0.99,weight-decay=1e-4", 0.0001),
        Setting("adam-cg:beta1=0.9,beta2=0.99,capacity=5,decay=0.7,weight-decay=1e-4", 0.0001),
        Setting("sam(rho=0.05)+adamw:beta1=0.9,beta2=0.99,weight-decay=1e-4", 0.0001),
        Setting("adam-cm:beta1=0.9,beta2=0.99,capacity=5,decay=0.7,weight-decay=1e-4", 0.0001),
        Setting("sam(rho=0.05)+adam-cm:beta1=0.9,beta2=0.99,capacity=5,decay=0.7,weight-decay=1e-4", 0.0001),
    ];

    /// <summary>ResNet-18 on the stream of five data sets.</summary>
    public static IReadOnlyList<PublishedSetting> FiveDatasets { get; } =
    [
        Online("adam:beta1=0.9,beta2=0.999", 0.0001),
        Online("adam-cg:beta1=0.9,beta2=0.999", 0.0001),
        Online("sam+adam:beta1=0.9,beta2=0.999", 0.001),
        Online("adam-cm:beta1=0.9,beta2=0.9999", 0.001),
        Online("sam+adam-cm:beta1=0.9,beta2=0.999", 0.00001),
    ];

    /// <summary>Long short-term memory on the Penn Treebank; the second 0.9 of SAM's row is as printed, outside of the grid.</summary>
    public static IReadOnlyList<PublishedSetting> PennTreebankLstm { get; } =
    [
        Words("adam:beta1=0.9,beta2=0.99"),
        Words("adam-cg:beta1=0.9,beta2=0.999,capacity=5,decay=0.7"),
        Words("sam(rho=0.01)+adam:beta1=0.9,beta2=0.9"),
        Words("adam-cm:beta1=0.9,beta2=0.999,capacity=5,decay=0.7"),
        Words("sam(rho=0.1)+adam-cm:beta1=0.9,beta2=0.999,capacity=5,decay=0.7"),
    ];

    private static PublishedSetting Words(string optimizer) =>
        new(optimizer, Rates) { Chosen = 0.001, Grid = Grid, Source = "Malviya et al. 2023 (CM), Tables 8 and 9" };

    private static PublishedSetting Setting(string optimizer, double chosen) =>
        new(optimizer, Rates) { Chosen = chosen, Grid = Grid, Source = "Malviya et al. 2023 (CM), Tables 8 and 10" };

    private static PublishedSetting Online(string optimizer, double chosen) =>
        new(optimizer, OnlineRates) { Chosen = chosen, Grid = OnlineGrid, Source = "Malviya et al. 2023 (CM), Tables 12 and 13" };
}
