namespace Impetus.Lab.Tasks.Published;

/// <summary>Settings of Zhu et al. 2021 (maximum variation averaging), Appendix D. All adaptive methods with AMSGrad; cosine down to 2e-6.</summary>
internal static class MaximumVariationPublished
{
    private static readonly double[] Rates = [5e-4, 1e-3, 2e-3, 3e-3, 4e-3, 6e-3, 8e-3];
    private static readonly double[] MomentumRates = [3e-2, 5e-2, 1e-1, 2e-1, 3e-1];

    private static readonly Dictionary<string, IReadOnlyList<double>> Grid = new() { ["weight-decay"] = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1] };
    private static readonly Dictionary<string, IReadOnlyList<double>> MomentumGrid = new() { ["weight-decay"] = [1e-4, 3e-4, 5e-4, 1e-3, 2e-3] };

    /// <summary>ResNet-18 on CIFAR-10.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar10ResNet18 { get; } =
    [
        Momentum("sgdm:momentum=0.9,weight-decay=3e-4", 2e-1),
        Adaptive("adamw:amsgrad=true,weight-decay=0.2", 3e-3),
        Adaptive("laprop:amsgrad=true,weight-decay=0.4", 1e-3),
        Adaptive("madam:amsgrad=true,weight-decay=0.05", 8e-3),
        Adaptive("lamadam:amsgrad=true,weight-decay=0.05", 6e-3),
    ];

    /// <summary>ResNet-18 on CIFAR-100.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar100ResNet18 { get; } =
    [
        Momentum("sgdm:momentum=0.9,weight-decay=2e-3", 3e-2),
        Adaptive("adamw:amsgrad=true,weight-decay=0.4", 2e-3),
        Adaptive("laprop:amsgrad=true,weight-decay=1", 5e-4),
        Adaptive("madam:amsgrad=true,weight-decay=0.2", 4e-3),
        Adaptive("lamadam:amsgrad=true,weight-decay=0.2", 3e-3),
    ];

    private static PublishedSetting Momentum(string optimizer, double chosen) => Setting(optimizer, MomentumRates, MomentumGrid, chosen);

    private static PublishedSetting Adaptive(string optimizer, double chosen) => Setting(optimizer, Rates, Grid, chosen);

    private static PublishedSetting Setting(string optimizer, double[] rates, Dictionary<string, IReadOnlyList<double>> grid, double chosen) =>
        new(optimizer, rates) { Chosen = chosen, Grid = grid, Source = "Zhu et al. 2021 (MaxVA), Appendix D" };
}
