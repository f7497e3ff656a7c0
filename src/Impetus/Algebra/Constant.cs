namespace Impetus.Algebra;

/// <summary>
/// A scalar of a step, rounded beforehand to every element type. Converting inside the loop would cost more than the
/// arithmetic: the just-in-time compiler does not move it out. So stored, a splat is an operand read from memory.
/// </summary>
public readonly struct Constant(double value)
{
    /// <summary>The value for lanes of doubles.</summary>
    public readonly double Wide = value;

    /// <summary>The value for lanes of floats.</summary>
    public readonly float Narrow = (float)value;

    /// <summary>Any number can be a constant of a step.</summary>
    public static implicit operator Constant(double value) => new(value);
}
