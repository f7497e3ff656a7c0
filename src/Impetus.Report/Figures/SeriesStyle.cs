namespace Impetus.Report.Figures;

/// <summary>
/// How one series looks: a colour, and a dash pattern once the colours are used up. The style sheet holds the colours (Okabe and Ito's,
/// which people with colour-blindness can tell apart; their yellow is left out, for it vanishes on white).
/// </summary>
/// <param name="Colour">Index of the colour.</param>
/// <param name="Dash">Index of the dash pattern; 0 is solid.</param>
public readonly record struct SeriesStyle(int Colour, int Dash)
{
    /// <summary>The number of colours.</summary>
    public const int Colours = 7;

    /// <summary>The number of dash patterns.</summary>
    public const int Dashes = 3;

    /// <summary>The style of the series at a position; styles repeat after <see cref="Colours"/> × <see cref="Dashes"/>.</summary>
    public static SeriesStyle Of(int index) => new(index % Colours, index / Colours % Dashes);

    /// <summary>The classes that the style sheet knows.</summary>
    public string Classes => $"series-{Colour} dash-{Dash}";
}
