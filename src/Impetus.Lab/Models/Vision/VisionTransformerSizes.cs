namespace Impetus.Lab.Models.Vision;

/// <summary>Sizes of a <see cref="VisionTransformer"/>.</summary>
/// <param name="Side">Rows and columns of an image; a multiple of <paramref name="Patch"/>.</param>
/// <param name="Channels">Planes of an image.</param>
/// <param name="Patch">Rows and columns of a patch.</param>
/// <param name="Width">Length of a token's vector; a multiple of <paramref name="Heads"/>.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Heads of attention.</param>
/// <param name="Classes">Outputs.</param>
public sealed record VisionTransformerSizes(int Side, int Channels, int Patch, int Width, int Layers, int Heads, int Classes)
{
    /// <summary>How much wider the layers between two of a block are (4 in the publication).</summary>
    public int Expansion { get; init; } = 4;

    /// <summary>Tokens of an image: its patches, and one for the class.</summary>
    internal int Tokens => ((Side / Patch) * (Side / Patch)) + 1;
}
