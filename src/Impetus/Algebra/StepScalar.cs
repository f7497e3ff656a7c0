using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Impetus.Algebra;

/// <summary>
/// A scalar of a step, rounded beforehand to every element type. Converting inside the loop would cost more than the
/// arithmetic: the just-in-time compiler does not move it out. So stored, a vector of it is an operand read
/// from memory, and so is the single value that wider vectors are broadcast from.
/// </summary>
public readonly struct StepScalar
{
    internal readonly Vector256<double> Wides;

    internal readonly Vector256<float> Narrows;

    /// <summary>The same number for every element type, rounded to it.</summary>
    public StepScalar(double value)
        : this(value, (float)value)
    {
    }

    private StepScalar(double wide, float narrow)
    {
        Wides = Vector256.Create(wide);
        Narrows = Vector256.Create(narrow);
    }

    /// <summary>The largest finite number of the element type.</summary>
    internal static StepScalar Largest => new(double.MaxValue, float.MaxValue);

    /// <summary>A quarter of it: four such numbers can be added.</summary>
    internal static StepScalar QuarterOfLargest => new(double.MaxValue / 4, float.MaxValue / 4);

    /// <summary>Its root: what can be squared.</summary>
    internal static StepScalar RootOfLargest => new(1.3407807929942596E+154, 1.8446742E+19f);

    /// <summary>The smallest number above 0.</summary>
    internal static StepScalar Smallest => new(double.Epsilon, float.Epsilon);

    /// <summary>The most negative number that can be squared.</summary>
    internal static StepScalar NegativeRootOfLargest => new(-1.3407807929942596E+154, -1.8446742E+19f);

    /// <summary>The root of the smallest number above 0, which no root of another is below.</summary>
    internal static StepScalar RootOfSmallest => new(2.2227587494850775E-162, 3.743392E-23f);

    /// <summary>The value for lanes of doubles.</summary>
    public double Wide => Unsafe.As<Vector256<double>, double>(ref Unsafe.AsRef(in Wides));

    /// <summary>The value for lanes of floats.</summary>
    public float Narrow => Unsafe.As<Vector256<float>, float>(ref Unsafe.AsRef(in Narrows));

    /// <summary>Any number can be a scalar of a step.</summary>
    public static implicit operator StepScalar(double value) => new(value);
}
