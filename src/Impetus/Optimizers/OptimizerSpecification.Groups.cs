namespace Impetus;

// Different rules for different parameters: groups(selector:(specification),...,else:(specification)).
public sealed partial class OptimizerSpecification
{
    /// <summary>What stands in the parentheses of groups, and the text with their name alone; null for anything else.</summary>
    private static (string? Groups, string Remainder) Groups(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || text[..open].TrimEnd() != GroupedOptions.Name)
        {
            return (null, text);
        }

        int close = SpecificationText.ClosingOf(text, open);
        string rest = close < 0 ? "" : text[(close + 1)..].TrimStart();
        return close < 0 ? throw new FormatException("groups( is never closed: write groups(selector:(optimizer),...,else:(optimizer)).")
            : rest is "" or [':', ..] ? (text[(open + 1)..close], GroupedOptions.Name + rest)
            : throw new FormatException($"'{rest}' follows groups(...): only options for all groups do, behind a colon. Wrappers stand before it.");
    }

    private static Func<OptimizerOptions> Grouped(string text)
    {
        (ParameterSelector Selector, OptimizerSpecification Specification)[] groups = [.. SpecificationText.Commas(text).Select(Group)];
        return groups.Length == 0
            ? throw new FormatException("groups() has no group: write groups(selector:(optimizer),...,else:(optimizer)).")
            : () => new GroupedOptions([.. groups.Select(static group => (group.Selector, group.Specification.Options()))]);
    }

    private static (ParameterSelector Selector, OptimizerSpecification Specification) Group(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            throw new FormatException($"'{text}' is no group: write selector:(optimizer), for example rank=2:(muon:lr=0.02) or else:(adamw).");
        }

        string rule = text[(colon + 1)..].Trim();
        OptimizerSpecification specification = Parse(rule is ['(', .. string inside, ')'] ? inside : rule);
        return specification.Wrappers.Count > 0 ? throw new FormatException($"'{rule}' has wrappers, which go around all groups: write them before groups(...).")
            : specification._defaults() is GroupedOptions ? throw new FormatException($"'{rule}' has groups within a group: write all of them in one list.")
            : (ParameterSelector.Parse(text[..colon].Trim()), specification);
    }
}
