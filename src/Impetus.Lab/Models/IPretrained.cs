using static TorchSharp.torch;

namespace Impetus.Lab.Models;

/// <summary>A model some of whose parameters start from what others have trained.</summary>
internal interface IPretrained
{
    /// <summary>Fills in a parameter.</summary>
    /// <param name="parameter">The parameter's dotted name.</param>
    /// <param name="values">Where the values go.</param>
    /// <returns>Whether there were any; else they are drawn.</returns>
    bool Fill(string parameter, Tensor values);
}
