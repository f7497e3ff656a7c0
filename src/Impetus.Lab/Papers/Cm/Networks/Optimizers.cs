using Impetus.Lab.Reproduction.Networks;

namespace Impetus.Lab.Papers.Cm.Networks;

/// <summary>The five optimizers that the paper's networks are trained with, and their settings.</summary>
internal static class Optimizers
{
    /// <summary>Names, as the paper's tables have them.</summary>
    public const string Adam = "Adam", AdamCg = "Adam+CG", AdamSam = "Adam+SAM", AdamCm = "Adam+CM", AdamSamCm = "Adam+SAM+CM";

    /// <summary>All five, in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Adam, AdamCg, AdamSam, AdamCm, AdamSamCm];

    /// <summary>Table 9: the Penn Treebank. The second 0.9 of SAM is as printed, outside of the grid.</summary>
    public static IReadOnlyList<string> PennTreebank { get; } =
    [
        "adam:beta1=0.9,beta2=0.99",
        "adam-cg:beta1=0.9,beta2=0.999,capacity=5,decay=0.7",
        "sam(rho=0.01)+adam:beta1=0.9,beta2=0.9",
        "adam-cm:beta1=0.9,beta2=0.999,capacity=5,decay=0.7",
        "sam(rho=0.1)+adam-cm:beta1=0.9,beta2=0.999,capacity=5,decay=0.7",
    ];

    /// <summary>Table 10: CIFAR-10.</summary>
    public static IReadOnlyList<string> Cifar10 { get; } =
    [
        "adam:beta1=0.9,beta2=0.999",
        "adam-cg:beta1=0.9,beta2=0.999,capacity=20,decay=0.7",
        "sam(rho=0.05)+adam:beta1=0.9,beta2=0.99",
        "adam-cm:beta1=0.9,beta2=0.999,capacity=5,decay=0.7",
        "sam(rho=0.05)+adam-cm:beta1=0.9,beta2=0.99,capacity=5,decay=0.7",
    ];

    /// <summary>Table 10: CIFAR-100.</summary>
    public static IReadOnlyList<string> Cifar100 { get; } =
    [
        "adam:beta1=0.9,beta2=0.99",
        "adam-cg:beta1=0.9,beta2=0.99,capacity=20,decay=0.7",
        "sam(rho=0.05)+adam:beta1=0.9,beta2=0.999",
        "adam-cm:beta1=0.9,beta2=0.9999,capacity=5,decay=0.7",
        "sam(rho=0.1)+adam-cm:beta1=0.9,beta2=0.99,capacity=5,decay=0.7",
    ];

    /// <summary>The five arms.</summary>
    /// <param name="rules">Their specifications without rates.</param>
    /// <param name="grid">The rates that are tried below paper scale.</param>
    /// <param name="printed">The rates that the paper chose.</param>
    /// <param name="paper">The paper's numbers; none where it printed none.</param>
    public static IReadOnlyList<Arm> Five(IReadOnlyList<string> rules, double[] grid, double[] printed, params double[] paper) =>
    [
        .. Names.Select((name, index) => new Arm(name)
        {
            Candidates = Grid.Of(rules[index], grid),
            Printed = Grid.Of(rules[index], printed[index]),
            Paper = paper.Length > 0 ? paper[index] : null,
        }),
    ];
}
