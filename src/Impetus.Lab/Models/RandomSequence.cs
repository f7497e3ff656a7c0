using System.Text;

namespace Impetus.Lab.Models;

/// <summary>
/// Pseudo-random numbers that depend on a seed and a name only: the initial values of a parameter are the same whatever
/// other parameters a model has, on every machine and with any number of threads. (SplitMix64.)
/// </summary>
public sealed class RandomSequence
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <param name="seed">The run's seed.</param>
    /// <param name="name">The name of what is drawn, for example a parameter's dotted name.</param>
    public RandomSequence(ulong seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _state = Mix(seed + GoldenGamma) ^ Hash(name);
    }

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextUniform(double low, double high) => low + (high - low) * NextUnit();

    /// <summary>Normal with mean 0 and the given standard deviation.</summary>
    public double NextNormal(double standardDeviation)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextUnit()));
        return standardDeviation * radius * Math.Cos(2 * Math.PI * NextUnit());
    }

    private double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next() => Mix(_state += GoldenGamma);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    // FNV-1a, mixed so that names that differ in their last letter give unrelated streams.
    private static ulong Hash(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }
        return Mix(hash);
    }
}
