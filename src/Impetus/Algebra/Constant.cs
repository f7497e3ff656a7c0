using System.Runtime.Intrinsics;

namespace Impetus.Algebra;

/// <summary>
/// A scalar of a step, rounded beforehand to every element type. Converting inside the loop would cost more than the
/// arithmetic: the just-in-time compiler does not move it out. So stored, a splat is an operand read from memory.
/// </summary>
public readonly struct Constant(double value)
{
    internal readonly Vector256<double> Wides = Vector256.Create(value);

    internal readonly Vector256<float> Narrows = Vector256.Create((float)value);

    /// <summary>The value for lanes of doubles.</summary>
    public double Wide => Wides.ToScalar();

    /// <summary>The value for lanes of floats.</summary>
    public float Narrow => Narrows.ToScalar();

    /// <summary>Any number can be a constant of a step.</summary>
    public static implicit operator Constant(double value) => new(value);
}
