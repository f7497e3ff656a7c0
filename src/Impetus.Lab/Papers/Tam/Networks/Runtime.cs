using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>Appendix A.2.8 and Table 10: the time that AdaTAMW takes.</summary>
internal static class Runtime
{
    /// <summary>Table 10.</summary>
    public static StepOverhead Table10 { get; } = new()
    {
        Id = "tam/table10",
        Paper = Publications.TorqueAware,
        Title = "Time of a training step with AdaTAMW and with AdamW",
        Slower = "adatamw",
        Baseline = "adamw",
        Most = 1.12,
        Printed = "The paper prints 19.75 against 17.58, 32.00 against 28.67 and 63.83 against 57.00 minutes for BERT-large, a ratio of 1.12; these networks are small, and the optimizer's share of a step is another.",
        Tasks = [TaskRegistry.Find("wikitext2-llama")!, TaskRegistry.Default, TaskRegistry.Find("fashion-mnist-mlp")!],
    };
}
