using Impetus.Algebra;
using Impetus.Wrappers;

namespace Impetus.Cli.List;

/// <summary>A wrapper.</summary>
/// <param name="Name">Its name in specifications.</param>
/// <param name="Options">What a specification may set.</param>
internal sealed record ListedWrapper(string Name, IReadOnlyList<ListedOption> Options)
{
    /// <summary>Describes a wrapper.</summary>
    public static ListedWrapper Of(WrapperOptions wrapper) => new(wrapper.Name, [.. OptionDescription.OfPart(wrapper).Select(ListedOption.Of)]);
}
