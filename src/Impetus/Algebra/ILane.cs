namespace Impetus.Algebra;

/// <summary>
/// What an update rule computes with: one number, or several neighbouring coordinates that move in step.
/// Rules are written once over this interface and compiled once per lane.
/// </summary>
/// <remarks>
/// Every operation acts on each coordinate alone and rounds once, as IEEE 754 says. A rule therefore gives the
/// same bits in every lane of the same element type, whatever its width. A scalar of the step that is an operand itself, and not
/// broadcast first, is read from memory by the instruction that uses it.
/// </remarks>
public interface ILane<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>The same value in every coordinate, rounded to the lane's element type.</summary>
    static abstract TLane Broadcast(in StepScalar value);

    /// <summary>The sum.</summary>
    static abstract TLane operator +(TLane left, TLane right);

    /// <summary>The sum of every coordinate and the same value.</summary>
    static abstract TLane operator +(TLane left, in StepScalar right);

    /// <summary>The difference.</summary>
    static abstract TLane operator -(TLane left, TLane right);

    /// <summary>The product.</summary>
    static abstract TLane operator *(TLane left, TLane right);

    /// <summary>The product of the same value and every coordinate.</summary>
    static abstract TLane operator *(in StepScalar left, TLane right);

    /// <summary>The quotient.</summary>
    static abstract TLane operator /(TLane left, TLane right);

    /// <summary><paramref name="left"/> · <paramref name="right"/> + <paramref name="addend"/>, rounded once.</summary>
    static abstract TLane MultiplyAdd(TLane left, TLane right, TLane addend);

    /// <summary><paramref name="left"/> · <paramref name="right"/> + <paramref name="addend"/>, rounded once.</summary>
    static abstract TLane MultiplyAdd(in StepScalar left, TLane right, TLane addend);

    /// <summary>The square root.</summary>
    static abstract TLane Sqrt(TLane value);

    /// <summary>The absolute value.</summary>
    static abstract TLane Abs(TLane value);

    /// <summary>1 for a positive number, −1 for a negative one, 0 for zero and for what is not a number.</summary>
    static abstract TLane Sign(TLane value);

    /// <summary>1 where <paramref name="left"/> is larger, else 0; unspecified if one is not a number.</summary>
    static abstract TLane Greater(TLane left, TLane right);

    /// <summary><paramref name="first"/> where <paramref name="condition"/> is not 0, else <paramref name="second"/>.</summary>
    static abstract TLane Select(TLane condition, TLane first, TLane second);

    /// <summary>The smaller of two numbers; unspecified if one is not a number.</summary>
    static abstract TLane Min(TLane left, TLane right);

    /// <summary>The larger of two numbers; unspecified if one is not a number.</summary>
    static abstract TLane Max(TLane left, TLane right);
}
