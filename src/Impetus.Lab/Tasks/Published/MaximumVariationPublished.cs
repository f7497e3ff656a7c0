namespace Impetus.Lab.Tasks.Published;

/// <summary>Settings of Zhu et al. 2021 (maximum variation averaging), Appendices D and E. On images, all adaptive methods with AMSGrad; cosine down to 2e-6.</summary>
internal static class MaximumVariationPublished
{
    private static readonly double[] Rates = [5e-4, 1e-3, 2e-3, 3e-3, 4e-3, 6e-3, 8e-3];
    private static readonly double[] ImageNetRates = [1e-3, 2e-3, 3e-3, 4e-3, 5e-3, 6e-3, 8e-3];
    private static readonly double[] ImageNetDecays = [0.003, 0.006, 0.01, 0.012, 0.02, 0.03];
    private static readonly double[] MomentumRates = [3e-2, 5e-2, 1e-1, 2e-1, 3e-1];

    private static readonly double[] GlueRates = [5e-6, 1e-5, 2e-5, 4e-5, 5e-5, 6e-5];
    private static readonly Dictionary<string, IReadOnlyList<double>> GlueGrid = new() { ["weight-decay"] = [0.025, 0.05, 0.1, 0.2] };

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

    /// <summary>ResNet-18 on ImageNet: one run each, without AMSGrad; Adam's result is another paper's.</summary>
    public static IReadOnlyList<PublishedSetting> ImageNetResNet18 { get; } =
    [
        ImageNet("sgdm:momentum=0.9,weight-decay=7e-5", [0.05, 0.1, 0.2], 0.1, [5e-5, 7e-5, 1e-4]),
        ImageNet("laprop:beta2=0.999,weight-decay=0.03", ImageNetRates, 2e-3, ImageNetDecays),
        ImageNet("madam:beta2-min=0.5,beta2-max=0.999,weight-decay=0.012", ImageNetRates, 5e-3, ImageNetDecays),
        ImageNet("lamadam:beta2-min=0.5,beta2-max=0.999,weight-decay=0.012", ImageNetRates, 6e-3, ImageNetDecays),
    ];

    /// <summary>Translation on IWSLT'14 from German to English.</summary>
    public static IReadOnlyList<PublishedSetting> IwsltTransformer { get; } =
    [
        Translation("laprop:beta2=0.999,weight-decay=0.01", 5e-4),
        Translation("lamadam:beta2-min=0.5,beta2-max=0.999,weight-decay=0.01", 1.5e-3),
    ];

    /// <summary>
    /// A task of GLUE, Appendix F. The paper lists the pairs as those of Adam, MAdam, LaProp and LaMAdam; its Figure 5 shows that the
    /// second is LaProp's and the third MAdam's.
    /// </summary>
    /// <param name="rate">The rate of Adam and LaProp.</param>
    /// <param name="decay">Their weight decay.</param>
    /// <param name="variationRate">The rate of MAdam and LaMAdam.</param>
    /// <param name="variationDecay">Their weight decay.</param>
    public static IReadOnlyList<PublishedSetting> Glue(double rate, double decay, double variationRate, double variationDecay)
    {
        return
        [
            Setting("adamw:beta2=0.98,eps=1e-6", rate, decay),
            Setting("laprop:beta2=0.98,eps=1e-15", rate, decay),
            Setting("madam:beta2-min=0.5,beta2-max=0.98,eps=1e-6", variationRate, variationDecay),
            Setting("lamadam:beta2-min=0.5,beta2-max=0.98,eps=1e-15", variationRate, variationDecay),
        ];

        static PublishedSetting Setting(string optimizer, double chosen, double decay) =>
            new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{optimizer},weight-decay={decay}"), GlueRates) { Chosen = chosen, Grid = GlueGrid };
    }

    private static PublishedSetting Translation(string optimizer, double chosen) => new(optimizer, [2.5e-4, 5e-4, 1e-3, 1.5e-3, 2e-3])
    {
        Chosen = chosen,
        Grid = new Dictionary<string, IReadOnlyList<double>> { ["weight-decay"] = [0.0001, 0.001, 0.01, 0.1] },
        Source = "Zhu et al. 2021 (MaxVA), Appendix E",
    };

    private static PublishedSetting ImageNet(string optimizer, double[] rates, double chosen, double[] decays) =>
        Setting(optimizer, rates, new() { ["weight-decay"] = decays }, chosen);

    private static PublishedSetting Momentum(string optimizer, double chosen) => Setting(optimizer, MomentumRates, MomentumGrid, chosen);

    private static PublishedSetting Adaptive(string optimizer, double chosen) => Setting(optimizer, Rates, Grid, chosen);

    private static PublishedSetting Setting(string optimizer, double[] rates, Dictionary<string, IReadOnlyList<double>> grid, double chosen) =>
        new(optimizer, rates) { Chosen = chosen, Grid = grid, Source = "Zhu et al. 2021 (MaxVA), Appendix D" };
}
