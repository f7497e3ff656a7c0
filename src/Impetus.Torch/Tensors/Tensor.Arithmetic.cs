namespace Impetus.Torch;

#pragma warning disable CA2225 // the arithmetic operators have no named alternates: they are the names

/// <content>Arithmetic by element; shapes are broadcast against each other.</content>
public sealed partial class Tensor
{
    /// <summary>The sum by element.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => Operators.Add.Call(left, right);

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(Tensor left, double right) => Operators.AddScalar.Call(left, right);

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(double left, Tensor right) => right + left;

    /// <summary>The difference by element.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => Operators.Subtract.Call(left, right);

    /// <summary>Subtracts a number from every element.</summary>
    public static Tensor operator -(Tensor left, double right) => Operators.SubtractScalar.Call(left, right);

    /// <summary>Subtracts every element from a number.</summary>
    public static Tensor operator -(double left, Tensor right) => Operators.SubtractFromScalar.Call(right, left);

    /// <summary>The negative.</summary>
    public static Tensor operator -(Tensor operand) => Operators.Negate.Call(operand);

    /// <summary>The product by element.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => Operators.Multiply.Call(left, right);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(Tensor left, double right) => Operators.MultiplyScalar.Call(left, right);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(double left, Tensor right) => right * left;

    /// <summary>The quotient by element.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => Operators.Divide.Call(left, right);

    /// <summary>Divides every element by a number.</summary>
    public static Tensor operator /(Tensor left, double right) => Operators.DivideScalar.Call(left, right);

    /// <summary>
    /// Adds another tensor to this one, in its memory. Right only where neither the backward pass of what made this tensor
    /// nor anything else needs its old values.
    /// </summary>
    public Tensor AddInPlace(Tensor right) => Operators.AddInPlace.Call(this, right);

    /// <summary>Every element raised to a power.</summary>
    public Tensor Power(double exponent) => Operators.PowerScalar.Call(this, exponent);

    /// <summary>e to the power of every element.</summary>
    public Tensor Exponential() => Operators.Exponential.Call(this);

    /// <summary>The natural logarithm of every element.</summary>
    public Tensor Logarithm() => Operators.Logarithm.Call(this);

    /// <summary>The square root of every element.</summary>
    public Tensor SquareRoot() => Operators.SquareRoot.Call(this);

    /// <summary>The absolute value of every element.</summary>
    public Tensor Absolute() => Operators.Absolute.Call(this);

    /// <summary>The hyperbolic tangent of every element.</summary>
    public Tensor HyperbolicTangent() => Operators.HyperbolicTangent.Call(this);

    /// <summary>The logistic function of every element.</summary>
    public Tensor Sigmoid() => Operators.Sigmoid.Call(this);

    /// <summary>The product of matrices, batches of matrices or vectors.</summary>
    public Tensor MatrixMultiply(Tensor right) => Operators.MatrixMultiply.Call(this, right);
}
