using System.Text.RegularExpressions;

namespace Impetus;

/// <summary>
/// The layers of a network, by the names of its parameters in their order: what comes before the first numbered module (an embedding,
/// a stem) is one layer, every numbered module (<c>blocks.3</c>, <c>layer2.0</c>) another, and what follows the last of them (a final
/// norm, a head) one more. A network without numbered modules has a layer for each module.
/// </summary>
public sealed partial class LayerOrder
{
    private readonly Dictionary<string, int> _layers = new(StringComparer.Ordinal);

    /// <summary>The layers of parameters.</summary>
    /// <param name="names">The names of all parameters, in the order in which the network uses them.</param>
    public LayerOrder(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string?[] blocks = [.. all.Select(BlockOf)];
        int lastBlock = Array.FindLastIndex(blocks, block => block is not null);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        string layer = "start";
        for (int index = 0; index < all.Length; index++)
        {
            layer = lastBlock < 0 ? ModuleOf(all[index]) : index > lastBlock ? "end" : blocks[index] ?? layer;
            _layers[all[index]] = numbers.TryGetValue(layer, out int known) ? known : numbers[layer] = numbers.Count;
        }

        Last = Math.Max(0, numbers.Count - 1);
    }

    /// <summary>The number of the last layer; the first is 0.</summary>
    public int Last { get; }

    /// <summary>The number of a parameter's layer, from 0.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public int this[string name] => _layers[name];

    internal int this[Parameter parameter] => _layers[parameter.Name];

    private static string? BlockOf(string name) => Block().Match(name) is { Success: true } match ? match.Value : null;

    private static string ModuleOf(string name) => name.LastIndexOf('.') is >= 0 and int dot ? name[..dot] : name;

    [GeneratedRegex(@"^([^.]+\.)*?\d+(?=\.)")]
    private static partial Regex Block();
}
