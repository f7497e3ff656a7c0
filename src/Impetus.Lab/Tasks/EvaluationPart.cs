namespace Impetus.Lab.Tasks;

/// <summary>What a model is evaluated on.</summary>
public enum EvaluationPart
{
    /// <summary>A small fixed part of the validation set, evaluated along training.</summary>
    Curve,

    /// <summary>The validation set, which learning rates are judged by.</summary>
    Validation,

    /// <summary>The test set, touched once per run, after the last step.</summary>
    Test,
}
