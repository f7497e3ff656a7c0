using Impetus.Lab.Models.Encoders;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>What a budget says of how much of an encoder is trained.</summary>
internal static class FineTuning
{
    /// <summary>The encoder's sizes with the budget's dropout, where it has one.</summary>
    public static EncoderConfiguration ApplyTo(this ScaleBudget budget, EncoderConfiguration configuration) =>
        budget.Dropout is { } share ? configuration with { Dropout = share, AttentionDropout = share } : configuration;

    /// <summary>Leaves the lower layers as they are, where the budget says so.</summary>
    public static void Freeze(this ScaleBudget budget, Encoder encoder)
    {
        if (budget.FrozenLayers is { } layers)
        {
            encoder.Freeze(layers);
        }
    }
}
