using Impetus.Algebra;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>
/// All coordinates of a tensor as one lane, on whatever device it lies: the update rules of the library, run by libtorch
/// operator by operator. A lane without a tensor is a number.
/// </summary>
/// <remarks>
/// libtorch rounds a product before it is added, where the other lanes do not, and may divide or take roots in its own
/// way: results agree with the other lanes to a few units in the last place per operation, not to the last bit.
/// </remarks>
internal readonly struct TensorLane : ILane<TensorLane>
{
    private readonly Tensor? _tensor;
    private readonly double _number;

    public TensorLane(Tensor tensor) => _tensor = tensor;

    private TensorLane(double number) => _number = number;

    public static TensorLane Broadcast(in StepScalar value) => new(value.Wide);

    public static TensorLane operator +(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a.Plus(b)),
        ({ } a, null) => right._number == 0 ? left : new(a.Plus(right._number)),
        (null, { } b) => left._number == 0 ? right : new(b.Plus(left._number)),
        _ => new(left._number + right._number),
    };

    public static TensorLane operator -(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a - b),
        ({ } a, null) => new(a.Minus(right._number)),
        (null, { } b) => new(b.neg().Plus(left._number)),
        _ => new(left._number - right._number),
    };

    public static TensorLane operator *(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a * b),
        ({ } a, null) => new(a.Times(right._number)),
        (null, { } b) => new(b.Times(left._number)),
        _ => new(left._number * right._number),
    };

    public static TensorLane operator /(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a / b),
        ({ } a, null) => new(a.Over(right._number)),
        (null, { } b) => new(tensor(left._number, dtype: b.dtype, device: b.device) / b),
        _ => new(left._number / right._number),
    };

    public static TensorLane operator +(TensorLane left, in StepScalar right) => left + Broadcast(right);

    public static TensorLane operator *(in StepScalar left, TensorLane right) => Broadcast(left) * right;

    public static TensorLane MultiplyAdd(TensorLane left, TensorLane right, TensorLane addend) => left * right + addend;

    public static TensorLane MultiplyAdd(in StepScalar left, TensorLane right, TensorLane addend) => Broadcast(left) * right + addend;

    public static TensorLane Sqrt(TensorLane value) => value._tensor is { } tensor ? new(tensor.sqrt()) : new(Math.Sqrt(value._number));

    public static TensorLane Abs(TensorLane value) => value._tensor is { } tensor ? new(tensor.abs()) : new(Math.Abs(value._number));

    public static TensorLane Sign(TensorLane value)
        => value._tensor is { } tensor ? new(tensor.sign()) : new(double.IsNaN(value._number) ? 0 : Math.Sign(value._number));

    public static TensorLane Greater(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a.gt(b).to_type(a.dtype)),
        ({ } a, null) => new(a.IsAbove(right._number).to_type(a.dtype)),
        (null, { } b) => new(b.IsBelow(left._number).to_type(b.dtype)),
        _ => new(left._number > right._number ? 1 : 0),
    };

    public static TensorLane Select(TensorLane condition, TensorLane first, TensorLane second)
    {
        if (condition._tensor is not { } tensor)
        {
            return condition._number != 0 ? first : second;
        }

        return new(where(tensor.@bool(), first.Like(tensor), second.Like(tensor)));
    }

    public static TensorLane Min(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(minimum(a, b)),
        ({ } a, null) => new(a.AtMost(Within(a, right._number))),
        (null, { } b) => new(b.AtMost(Within(b, left._number))),
        _ => new(Math.Min(left._number, right._number)),
    };

    public static TensorLane Max(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(maximum(a, b)),
        ({ } a, null) => new(a.AtLeast(Within(a, right._number))),
        (null, { } b) => new(b.AtLeast(Within(b, left._number))),
        _ => new(Math.Max(left._number, right._number)),
    };

    private Tensor Like(Tensor other) => _tensor ?? empty_like(other).FillInPlace(_number);

    // The largest number of a step is that of its widest type.
    private static double Within(Tensor tensor, double number) => tensor.dtype == ScalarType.Float32 ? Math.Clamp(number, float.MinValue, float.MaxValue) : number;

    /// <summary>Puts the lane's values into a tensor of the same shape.</summary>
    public void CopyTo(Tensor target)
    {
        if (_tensor is null)
        {
            target.FillInPlace(_number);
        }
        else if (!ReferenceEquals(_tensor, target))
        {
            target.copy_(_tensor);
        }
    }

    /// <summary>The sum over all coordinates, in double precision.</summary>
    /// <param name="count">How many coordinates there are.</param>
    public double Sum(long count) => _tensor is { } tensor ? tensor.to(ScalarType.Float64).sum().item<double>() : _number * count;
}
