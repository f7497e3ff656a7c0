namespace Impetus.Lab.Tasks.Published;

/// <summary>
/// Settings of "Adaptive memory momentum", Appendices E.2 and E.3: one rate for all. Its MGD has the dampening of an exponential
/// average, and its best fixed momentum is 0.9.
/// </summary>
internal static class AdaptiveMemoryPublished
{
    /// <summary>All of its networks on CIFAR: no weight decay.</summary>
    public static IReadOnlyList<PublishedSetting> Cifar { get; } = [Setting("mgd:beta1=0.9"), Setting("am-mgd:lambda=0.1,beta-max=0.9")];

    /// <summary>ResNet-18 on ImageNet, as its table has it; the text names ResNet-50. 100 epochs there, the rate a tenth at 30, 60 and 90.</summary>
    public static IReadOnlyList<PublishedSetting> ImageNetResNet18 { get; } =
    [
        Setting("mgd:beta1=0.9,weight-decay=1e-4") with { LearningRates = [1], Chosen = 1 },
        Setting("am-mgd:lambda=0.1,beta-max=0.9,weight-decay=1e-4") with { LearningRates = [1], Chosen = 1 },
    ];

    /// <summary>All sizes of LLaMA.</summary>
    public static IReadOnlyList<PublishedSetting> Llama { get; } =
    [
        Words("adamw:beta1=0.9,beta2=0.99,eps=1e-8,weight-decay=1e-4"),
        Words("am-adamw:lambda=0.1,beta-max=0.9,beta2=0.99,eps=1e-8,weight-decay=1e-4"),
    ];

    private static PublishedSetting Words(string optimizer) =>
        new(optimizer, [0.001]) { Chosen = 0.001, Source = "Adaptive memory momentum (AM), Appendix E.3" };

    private static PublishedSetting Setting(string optimizer) => new(optimizer, [0.1]) { Chosen = 0.1, Source = "Adaptive memory momentum (AM), Appendix E.2" };
}
