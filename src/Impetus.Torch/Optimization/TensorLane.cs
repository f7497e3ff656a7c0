using Impetus.Algebra;

namespace Impetus.Torch.Optimization;

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
    private static readonly TensorOperator ClampFrom = new("aten::clamp_min");
    private static readonly TensorOperator ClampTo = new("aten::clamp_max");
    private static readonly TensorOperator Smaller = new("aten::minimum");
    private static readonly TensorOperator Larger = new("aten::maximum");
    private static readonly TensorOperator SignOf = new("aten::sign");

    private readonly Tensor? _tensor;
    private readonly double _number;

    public TensorLane(Tensor tensor) => _tensor = tensor;

    private TensorLane(double number) => _number = number;

    public static TensorLane Splat(in Constant value) => new(value.Wide);

    public static TensorLane operator +(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a + b),
        ({ } a, null) => right._number == 0 ? left : new(a + right._number),
        (null, { } b) => left._number == 0 ? right : new(b + left._number),
        _ => new(left._number + right._number),
    };

    public static TensorLane operator -(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a - b),
        ({ } a, null) => new(a - right._number),
        (null, { } b) => new(left._number - b),
        _ => new(left._number - right._number),
    };

    public static TensorLane operator *(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a * b),
        ({ } a, null) => new(a * right._number),
        (null, { } b) => new(b * left._number),
        _ => new(left._number * right._number),
    };

    public static TensorLane operator /(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(a / b),
        ({ } a, null) => new(a / right._number),
        (null, { } b) => new(Tensor.Scalar(left._number, b.ScalarType) / b),
        _ => new(left._number / right._number),
    };

    public static TensorLane MultiplyAdd(TensorLane left, TensorLane right, TensorLane addend) => left * right + addend;

    public static TensorLane Sqrt(TensorLane value) => value._tensor is { } tensor ? new(tensor.SquareRoot()) : new(Math.Sqrt(value._number));

    public static TensorLane Abs(TensorLane value) => value._tensor is { } tensor ? new(tensor.Absolute()) : new(Math.Abs(value._number));

    public static TensorLane Sign(TensorLane value)
        => value._tensor is { } tensor ? new(SignOf.Call(tensor)) : new(double.IsNaN(value._number) ? 0 : Math.Sign(value._number));

    public static TensorLane Min(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(Smaller.Call(a, b)),
        ({ } a, null) => new(ClampTo.Call(a, right._number)),
        (null, { } b) => new(ClampTo.Call(b, left._number)),
        _ => new(Math.Min(left._number, right._number)),
    };

    public static TensorLane Max(TensorLane left, TensorLane right) => (left._tensor, right._tensor) switch
    {
        ({ } a, { } b) => new(Larger.Call(a, b)),
        ({ } a, null) => new(ClampFrom.Call(a, right._number)),
        (null, { } b) => new(ClampFrom.Call(b, left._number)),
        _ => new(Math.Max(left._number, right._number)),
    };

    /// <summary>Puts the lane's values into a tensor of the same shape.</summary>
    public void CopyTo(Tensor target)
    {
        if (_tensor is null)
        {
            target.Fill(_number);
        }
        else if (!ReferenceEquals(_tensor, target))
        {
            target.CopyFrom(_tensor);
        }
    }

    /// <summary>The sum over all coordinates, in double precision.</summary>
    /// <param name="count">How many coordinates there are.</param>
    public double Sum(long count) => _tensor is { } tensor ? tensor.To(ScalarType.Float64).Sum().Item() : _number * count;
}
