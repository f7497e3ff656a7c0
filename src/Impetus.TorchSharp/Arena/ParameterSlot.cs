using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>The place of one parameter in a <see cref="ParameterArena"/>.</summary>
/// <param name="Name">Its full dotted name.</param>
/// <param name="Offset">Elements before its first one, in the block of its type.</param>
/// <param name="Length">Its number of elements.</param>
/// <param name="Shape">The length of every dimension.</param>
/// <param name="ScalarType">What its elements are stored in.</param>
public sealed record ParameterSlot(string Name, long Offset, long Length, IReadOnlyList<long> Shape, ScalarType ScalarType);
