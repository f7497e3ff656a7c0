namespace Impetus.Lab.Models.Vision;

/// <summary>How a width factor changes the channels of a layer.</summary>
internal static class ChannelWidth
{
    private const int Unit = 8;
    private const double LeastShare = 0.9;

    /// <summary>
    /// The multiple of 8 nearest to <paramref name="channels"/>·<paramref name="factor"/>, at least 8, and the next one if
    /// more than a tenth would be lost (the rule of MobileNet and EfficientNet). A factor of 1 changes no model of ours.
    /// </summary>
    public static int Scale(int channels, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        double wanted = channels * factor;
        int rounded = Math.Max(Unit, (int)(wanted + (Unit / 2)) / Unit * Unit);
        return rounded < LeastShare * wanted ? rounded + Unit : rounded;
    }
}
