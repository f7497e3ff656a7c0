namespace Impetus.Kernels;

/// <summary>What a reading pass sums up.</summary>
internal enum Reading
{
    /// <summary>Nothing: there is no such pass.</summary>
    None,

    /// <summary>The sums that the memory asks for.</summary>
    Formulas,

    /// <summary>‖g‖².</summary>
    Norm,

    /// <summary>Whether every coordinate of the gradient is finite.</summary>
    Finiteness,
}
