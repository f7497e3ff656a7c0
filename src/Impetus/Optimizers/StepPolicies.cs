namespace Impetus;

/// <summary>How weight decay enters a step.</summary>
public enum DecayMode
{
    /// <summary>The parameter shrinks by (1 − ημ), apart from the gradient.</summary>
    Decoupled,

    /// <summary>μθ is part of the gradient (L2 regularisation).</summary>
    Coupled,

    /// <summary>The parameter is divided by (1 + ημ) after the step, which is the proximal step of L2 regularisation.</summary>
    Proximal,
}

/// <summary>What a kind of weight decay makes of the learning rate.</summary>
internal static class DecayModes
{
    /// <summary>
    /// η of the step. Dividing by (1 + ημ) after it, (θ − ηd) / (1 + ημ), is shrinking by (1 − η′μ) and moving by η′d with
    /// η′ = η / (1 + ημ).
    /// </summary>
    public static double Rate(this DecayMode mode, double rate, double weightDecay)
        => mode == DecayMode.Proximal ? rate / (1 + rate * weightDecay) : rate;
}

/// <summary>Which tensors weight decay leaves alone.</summary>
public enum DecayExemption
{
    /// <summary>None.</summary>
    Nothing,

    /// <summary>Those of less than two dimensions: biases, the gains of norms, scalars.</summary>
    Vectors,
}

/// <summary>Over what the sums of a step run.</summary>
public enum Scope
{
    /// <summary>Over all parameters, as the papers write it.</summary>
    Global,

    /// <summary>Over each tensor by itself.</summary>
    Tensor,
}

/// <summary>How master weights become bfloat16.</summary>
public enum Rounding
{
    /// <summary>To the nearest, ties to even.</summary>
    Nearest,

    /// <summary>Up or down at random, so that the mean is the exact value. The numbers follow from step and coordinate alone.</summary>
    Stochastic,
}

/// <summary>What a step does about a gradient with NaN or infinity in it.</summary>
public enum NonFinitePolicy
{
    /// <summary>It throws, names the parameter, and changes nothing.</summary>
    Throw,

    /// <summary>It changes nothing, and counts itself as skipped.</summary>
    Skip,

    /// <summary>It does not look, which saves reading the gradient once more where the rule measures nothing.</summary>
    Ignore,
}
