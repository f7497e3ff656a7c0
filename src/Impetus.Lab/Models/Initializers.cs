namespace Impetus.Lab.Models;

/// <summary>Draws one element of a parameter.</summary>
public delegate double Initializer(RandomSequence random);

/// <summary>The usual distributions of initial values.</summary>
public static class Initializers
{
    /// <summary>The same value everywhere.</summary>
    public static Initializer Constant(double value) => _ => value;

    /// <summary>Uniform in ±<paramref name="bound"/>.</summary>
    public static Initializer Uniform(double bound) => random => random.NextUniform(-bound, bound);

    /// <summary>Normal with mean 0.</summary>
    public static Initializer Normal(double standardDeviation) => random => random.NextNormal(standardDeviation);

    /// <summary>
    /// Uniform in ±1/√<paramref name="inputs"/>: the usual default of linear and convolution layers, for weights (He et al.
    /// 2015 with a negative slope of √5) and biases alike.
    /// </summary>
    /// <param name="inputs">How many inputs one output depends on.</param>
    public static Initializer UniformByInputs(long inputs) => Uniform(1 / Math.Sqrt(inputs));

    /// <summary>Normal with variance 2/<paramref name="inputs"/>, for layers that a rectifier follows (He et al. 2015).</summary>
    /// <param name="inputs">How many inputs one output depends on.</param>
    public static Initializer NormalByInputs(long inputs) => Normal(Math.Sqrt(2.0 / inputs));

    /// <summary>
    /// Normal with variance 2/<paramref name="outputs"/>: what keeps the size of gradients, not of activations, through
    /// layers that a rectifier follows (He et al. 2015, "fan out").
    /// </summary>
    /// <param name="outputs">How many outputs one input takes part in: output channels times the kernel's area.</param>
    public static Initializer NormalByOutputs(long outputs) => Normal(Math.Sqrt(2.0 / outputs));

    /// <summary>Uniform with variance 2/(inputs + outputs), which keeps the size of signals and gradients alike (Glorot and Bengio 2010).</summary>
    /// <param name="inputs">How many inputs one output depends on.</param>
    /// <param name="outputs">How many outputs one input acts on.</param>
    public static Initializer UniformByInputsAndOutputs(long inputs, long outputs) => Uniform(Math.Sqrt(6.0 / (inputs + outputs)));
}
