using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Am.Networks;

/// <summary>Appendix D.4 and Table 2: the time that AM-AdamW takes.</summary>
internal static class Runtime
{
    /// <summary>Table 2.</summary>
    public static StepOverhead Table2 { get; } = new()
    {
        Id = "am/table2",
        Paper = Publications.AdaptiveMemory,
        Title = "Time of a training step with AM-AdamW and with AdamW",
        Slower = "am-adamw",
        Baseline = "adamw",
        Most = 1.005,
        Printed = "The paper prints 0.11 to 0.48 % more time for LLaMA of 20M to 1B, whose batches are 262,144 tokens; the small network here has batches of 1,024 tokens, so the optimizer's share of a step is larger. The speed-ups of the table (1.11 to 1.54) are a claim of am/fig5.",
        Tasks = [TaskRegistry.Find("wikitext2-llama")!],
    };
}
