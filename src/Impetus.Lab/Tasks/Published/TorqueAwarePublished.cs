namespace Impetus.Lab.Tasks.Published;

/// <summary>Settings of Malviya et al. 2024 (torque-aware momentum): grids of Table 4, best rates of Tables 5 and 6.</summary>
internal static class TorqueAwarePublished
{
    private static readonly double[] Rates = [0.0001, 0.001, 0.01, 0.1];
    private static readonly double[] DoubledRates = [0.0002, 0.002, 0.02, 0.2];
    private static readonly double[] OnlineRates = [0.005, 0.01, 0.02, 0.03];
    private static readonly double[] DoubledOnlineRates = [0.01, 0.02, 0.04, 0.06];

    /// <summary>ResNet-18 on CIFAR-10.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar10ResNet18 { get; } = Of("Table 5", 0.1, 0.1, 0.2, 0.001, 0.001, 0.0001);

    /// <summary>ResNet-34 on CIFAR-10, ResNet-18 on CIFAR-100.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar10ResNet34OrCifar100ResNet18 { get; } = Of("Table 5", 0.1, 0.01, 0.2, 0.001, 0.001, 0.0001);

    /// <summary>ResNet-34 on CIFAR-100.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar100ResNet34 { get; } = Of("Table 5", 0.1, 0.1, 0.2, 0.001, 0.001, 0.0001);

    /// <summary>ResNet-50 on ImageNet.</summary>
    public static IReadOnlyList<PublishedSetting> ImageNetResNet50 { get; } = Of("Table 5", 0.1, 0.1, 0.2, 0.0001, 0.0001, 0.0001);

    /// <summary>MobileNet on CIFAR-10.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar10MobileNet { get; } = Of("Table 6", 0.1, 0.01, 0.02, 0.01, 0.001, 0.0001);

    /// <summary>MobileNet on CIFAR-100.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar100MobileNet { get; } = Of("Table 6", 0.1, 0.01, 0.02, 0.001, 0.001, 0.0001);

    /// <summary>Fine-tuning a vision transformer on CIFAR-10: grids of Appendix A.2.2.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar10VisionTransformer { get; } =
    [
        FineTuned("sgd", [0.01, 0.03, 0.1, 0.3], 0.1),
        FineTuned("sgdm:momentum=0.9", [0.01, 0.03, 0.1, 0.3], 0.1),
        FineTuned("tam:momentum=0.9,gamma=0.9", [0.02, 0.06, 0.2, 0.6], 0.2),
    ];

    /// <summary>Online learning with changing labels.</summary>
    /// <param name="share">The share δ of the labels that change: 0.4, 0.8 or 1.</param>
    /// <param name="hiddenLayers">Hidden layers of the perceptron, 2 or 4.</param>
    public static IReadOnlyList<PublishedSetting> LabelFlip(double share, int hiddenLayers)
    {
        int column = share switch { 0.4 => 0, 0.8 => 1, _ => 2 };
        double[] momentum = hiddenLayers == 2 ? [0.02, 0.01, 0.01] : [0.005, 0.005, 0.005];
        double[] torque = hiddenLayers == 2 ? [0.04, 0.02, 0.04] : [0.01, 0.01, 0.02];
        return
        [
            Setting("Table 5", "sgd", OnlineRates, 0.03),
            Setting("Table 5", "sgdm:momentum=0.9", OnlineRates, momentum[column]),
            Setting("Table 5", "tam:momentum=0.9,gamma=0.9", DoubledOnlineRates, torque[column]),
        ];
    }

    /// <summary>
    /// The graph network on MovieLens: Adam at one rate, and the two that it is warmed up with; a switch after 50 steps is
    /// spelled <c>switch</c>.
    /// </summary>
    public static IReadOnlyList<PublishedSetting> MovieLens { get; } =
    [
        Graph("adam:beta1=0.9,beta2=0.999", [0.001], 0.001),
        Graph("tam:momentum=0.9,gamma=0.9", [0.001, 0.01, 0.1], 0.01),
        Graph("sgdm:momentum=0.9", [0.001, 0.01, 0.1], 0.01),
    ];

    /// <summary>Masked language modelling on WikiText, section 4.2; which rate was chosen for which network is not printed.</summary>
    public static IReadOnlyList<PublishedSetting> MaskedWikiText { get; } = [Masked("adamw"), Masked("adatamw")];

    private static PublishedSetting Masked(string optimizer) => new(optimizer, [5e-6, 1e-5, 5e-5]) { Source = "Malviya et al. 2024 (TAM), section 4.2" };

    private static PublishedSetting FineTuned(string optimizer, double[] rates, double chosen) =>
        new(optimizer, rates) { Chosen = chosen, Source = "Malviya et al. 2024 (TAM), Appendix A.2.2 and Table 6" };

    private static PublishedSetting Graph(string optimizer, double[] rates, double chosen) =>
        new(optimizer, rates) { Chosen = chosen, Source = "Malviya et al. 2024 (TAM), section 4.4" };

    private static IReadOnlyList<PublishedSetting> Of(string table, double sgd, double sgdm, double tam, double adam, double angularGrad, double adaTam) =>
    [
        Setting(table, "sgd", Rates, sgd),
        Setting(table, "sgdm:momentum=0.9", Rates, sgdm),
        Setting(table, "tam:momentum=0.9,gamma=0.9", DoubledRates, tam),
        Setting(table, "adam:beta1=0.9,beta2=0.999", Rates, adam),
        Setting(table, "angulargrad:beta1=0.9,beta2=0.999", Rates, angularGrad),
        Setting(table, "adatam:momentum=0.9,gamma=0.9,beta2=0.999", Rates, adaTam),
    ];

    private static PublishedSetting Setting(string table, string optimizer, double[] rates, double chosen) =>
        new(optimizer, rates) { Chosen = chosen, Source = $"Malviya et al. 2024 (TAM), Table 4 and {table}" };
}
