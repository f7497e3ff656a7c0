using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Impetus.Algebra;

/// <summary>
/// A scalar of a step, rounded beforehand to every element type. Converting inside the loop would cost more than the
/// arithmetic: the just-in-time compiler does not move it out. So stored, a vector of it is an operand read
/// from memory, and so is the single value that wider vectors are broadcast from.
/// </summary>
public readonly struct StepScalar(double value)
{
    internal readonly Vector256<double> Wides = Vector256.Create(value);

    internal readonly Vector256<float> Narrows = Vector256.Create((float)value);

    /// <summary>The value for lanes of doubles.</summary>
    public double Wide => Unsafe.As<Vector256<double>, double>(ref Unsafe.AsRef(in Wides));

    /// <summary>The value for lanes of floats.</summary>
    public float Narrow => Unsafe.As<Vector256<float>, float>(ref Unsafe.AsRef(in Narrows));

    /// <summary>Any number can be a scalar of a step.</summary>
    public static implicit operator StepScalar(double value) => new(value);
}
