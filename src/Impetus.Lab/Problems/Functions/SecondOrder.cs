namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// A function of x and y at one point, with its derivatives up to the second order. Arithmetic on it applies the chain rule,
/// so a formula that is written once gives exact value, gradient and Hessian.
/// </summary>
/// <param name="Value">f.</param>
/// <param name="X">∂f/∂x.</param>
/// <param name="Y">∂f/∂y.</param>
/// <param name="XX">∂²f/∂x².</param>
/// <param name="XY">∂²f/∂x∂y.</param>
/// <param name="YY">∂²f/∂y².</param>
internal readonly record struct SecondOrder(double Value, double X, double Y, double XX, double XY, double YY)
{
    public static implicit operator SecondOrder(double constant) => new(constant, 0, 0, 0, 0, 0);

    public static SecondOrder operator +(in SecondOrder a, in SecondOrder b) => new(a.Value + b.Value, a.X + b.X, a.Y + b.Y, a.XX + b.XX, a.XY + b.XY, a.YY + b.YY);

    public static SecondOrder operator -(in SecondOrder a, in SecondOrder b) => a + (-1 * b);

    public static SecondOrder operator *(double factor, in SecondOrder a) => new(factor * a.Value, factor * a.X, factor * a.Y, factor * a.XX, factor * a.XY, factor * a.YY);

    public static SecondOrder operator *(in SecondOrder a, in SecondOrder b) => new(
        a.Value * b.Value,
        (a.X * b.Value) + (a.Value * b.X),
        (a.Y * b.Value) + (a.Value * b.Y),
        (a.XX * b.Value) + (2 * a.X * b.X) + (a.Value * b.XX),
        (a.XY * b.Value) + (a.X * b.Y) + (a.Y * b.X) + (a.Value * b.XY),
        (a.YY * b.Value) + (2 * a.Y * b.Y) + (a.Value * b.YY));

    /// <summary>The variable x.</summary>
    public static SecondOrder VariableX(double x) => new(x, 1, 0, 0, 0, 0);

    /// <summary>The variable y.</summary>
    public static SecondOrder VariableY(double y) => new(y, 0, 1, 0, 0, 0);

    public static SecondOrder Square(in SecondOrder a) => a * a;

    public static SecondOrder Log(in SecondOrder a) => a.Through(Math.Log(a.Value), 1 / a.Value, -1 / (a.Value * a.Value));

    public static SecondOrder Exp(in SecondOrder a)
    {
        double value = Math.Exp(a.Value);
        return a.Through(value, value, value);
    }

    public static SecondOrder Cos(in SecondOrder a) => a.Through(Math.Cos(a.Value), -Math.Sin(a.Value), -Math.Cos(a.Value));

    /// <summary>The square root. Its derivatives do not exist at 0, where they are given as 0.</summary>
    public static SecondOrder Sqrt(in SecondOrder a)
    {
        double value = Math.Sqrt(a.Value);
        return value == 0 ? 0 : a.Through(value, 0.5 / value, -0.25 / (value * a.Value));
    }

    /// <summary>φ(f), from the value and the two derivatives of φ at f.</summary>
    private SecondOrder Through(double value, double first, double second) => new(
        value,
        first * X,
        first * Y,
        (second * X * X) + (first * XX),
        (second * X * Y) + (first * XY),
        (second * Y * Y) + (first * YY));
}
