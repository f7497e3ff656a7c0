namespace Impetus;

/// <summary>A gradient has NaN or infinity in it. The step that threw changed nothing.</summary>
public sealed class NonFiniteGradientException : ArithmeticException
{
    /// <summary>The exception for a parameter and a step.</summary>
    /// <param name="parameterName">Whose gradient it is.</param>
    /// <param name="step">The step that did not happen, from 1.</param>
    public NonFiniteGradientException(string parameterName, long step)
        : base($"The gradient of '{parameterName}' is not finite (NaN or infinity) at step {step}; nothing was changed. Lower the learning rate, clip gradients, or choose the policy skip or ignore.")
    {
        ParameterName = parameterName;
        Step = step;
    }

    /// <summary>Whose gradient it is.</summary>
    public string ParameterName { get; }

    /// <summary>The step that did not happen, from 1.</summary>
    public long Step { get; }
}
