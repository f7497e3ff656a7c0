namespace Impetus.Kernels;

/// <summary>
/// All parameters of a set as one vector of single or double precision numbers, x, for what wrappers do with it between
/// steps: copy, displace, blend. Each is a pass on as many threads and lanes as a step has, and allocates nothing. Where processes
/// share a step out among each other, each keeps its part of x and passes over its part of the parameters; whoever needs the others'
/// parts afterwards calls <see cref="ParameterSet.ShareValues"/>.
/// </summary>
internal abstract class ParameterVector : IDisposable
{
    /// <summary>A vector with the shape of the set, all zero.</summary>
    /// <param name="parameters">The set.</param>
    /// <param name="threads">How many threads passes may use; 0 for one on each core.</param>
    public static ParameterVector Like(ParameterSet parameters, int threads)
        => parameters.Device is not null ? throw new NotSupportedException("What keeps copies of the weights needs parameters in the memory of the process, not on a device.")
            : parameters.ElementType == ElementType.Float64 ? new HostVector<double>(parameters, threads)
            : new HostVector<float>(parameters, threads);

    /// <summary>‖g‖ of all gradients; if <paramref name="isRelative"/>, ‖θg‖. A missing gradient counts as zero.</summary>
    public abstract double GradientNorm(bool isRelative);

    /// <summary>The first parameter whose gradient is there and not finite; −1 if there is none.</summary>
    public abstract int FindNonFiniteGradient();

    /// <summary>x ← θ.</summary>
    public abstract void CopyParameters();

    /// <summary>θ ← x.</summary>
    public abstract void RestoreParameters();

    /// <summary>θ ← θ + factor · g; if <paramref name="isRelative"/>, θ + factor · θ²g.</summary>
    public abstract void DisplaceParameters(double factor, bool isRelative);

    /// <summary>x ← x + share · (θ − x).</summary>
    public abstract void FollowParameters(double share);

    /// <summary>x ← x + g.</summary>
    public abstract void AddGradients();

    /// <summary>x ← x + (θ − y) with y = (1 − β)x + βa; a ← a + share · (x − a); θ ← (1 − β)x + βa.</summary>
    /// <param name="average">a, of the same set.</param>
    /// <param name="beta">β.</param>
    /// <param name="share">How far a follows.</param>
    /// <param name="moves">For which parameters.</param>
    public abstract void LeadFreely(ParameterVector average, double beta, double share, bool[] moves);

    /// <summary>g ← factor · x; x ← 0.</summary>
    public abstract void EmptyIntoGradients(double factor);

    /// <summary>Exchanges x and θ.</summary>
    public abstract void SwapParameters();

    /// <summary>Reads bytes of the values that belong to a parameter, as <see cref="StateArrays.Read"/>.</summary>
    public abstract void Read(int parameter, long offset, Span<byte> bytes);

    /// <summary>Writes bytes of the values that belong to a parameter, as <see cref="StateArrays.Write"/>.</summary>
    public abstract void Write(int parameter, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Where the values that belong to a parameter lie.</summary>
    public abstract nint StartOf(int parameter);

    /// <summary>Whether all values that belong to a parameter are zero, as far as they are this process's.</summary>
    public abstract bool IsZero(int parameter);

    /// <inheritdoc/>
    public abstract void Dispose();
}
