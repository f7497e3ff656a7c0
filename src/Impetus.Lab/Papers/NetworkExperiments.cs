using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers;

/// <summary>The figures and tables that take training networks, those first of which most is to be learnt.</summary>
internal static class NetworkExperiments
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        Tam.Networks.GraphWarmup.Figure7,
        Tam.Networks.LabelFlips.Figure5,
        Am.Networks.LanguageModels.Figure5,
        Am.Networks.LanguageModels.Table5,
        Am.Networks.LanguageModels.Table6,
        Am.Networks.ImageNetworks.Figure7A,
        Am.Networks.ImageNetworks.Figure7B,
        Am.Networks.ImageNetworks.Figure7C,
        MaxVa.Networks.Translation.Table2,
        MaxVa.Networks.Translation.Figure4,
        Cm.Networks.Performance.Table2,
        Cm.Networks.Sharpness.Figure8,
        Cm.Networks.Sharpness.Figure9,
        Cm.Networks.Sharpness.Figure19,
        Cm.Networks.Sharpness.Figure20,
        Cm.Networks.Sharpness.Table14,
        Am.Networks.ImageNetworks.Figure4,
        MaxVa.Networks.LanguageUnderstanding.Table3,
        MaxVa.Networks.LanguageUnderstanding.Figure5,
        Tam.Networks.TextEmbeddings.Table11,
        MaxVa.Networks.ImageNetworks.Table1,
        MaxVa.Networks.ImageNetworks.Figure3,
        Tam.Networks.ImageTables.Table1,
        Tam.Networks.ImageTables.Table6,
        Tam.Networks.ImageTables.Table8,
        Tam.Networks.ImageTables.Table9,
        Tam.Networks.ImageWarmup.Figure6,
        Tam.Networks.ImageWarmup.Figure8,
        Tam.Networks.ImageWarmup.Figure9,
        Cm.Networks.Performance.Table3,
        Cm.Networks.Performance.Figure10,
        Cm.Networks.Performance.Table4,
        Tam.Networks.ContinualLearning.Table7,
        Tam.Networks.Runtime.Table10,
        Am.Networks.Runtime.Table2,
    ];
}
