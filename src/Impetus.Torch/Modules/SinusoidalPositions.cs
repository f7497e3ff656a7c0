namespace Impetus.Torch.Modules;

/// <summary>Position encoding without parameters (Vaswani et al. 2017, section 3.5).</summary>
public static class SinusoidalPositions
{
    /// <summary>sin(p/10000^(2k/width)) at the coordinate 2k of position p, the cosine at 2k + 1.</summary>
    /// <param name="length">Positions.</param>
    /// <param name="width">Length of a position's vector.</param>
    /// <param name="type"><see cref="ScalarType.Float32"/> or <see cref="ScalarType.Float64"/>.</param>
    /// <returns>(length, width).</returns>
    public static Tensor Create(int length, int width, ScalarType type = ScalarType.Float32)
    {
        double[] values = new double[length * width];
        for (int i = 0; i < values.Length; i++)
        {
            (int position, int coordinate) = Math.DivRem(i, width);
            double angle = position / Math.Pow(10_000, (double)(coordinate / 2 * 2) / width);
            values[i] = coordinate % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
        }
        Tensor wide = Tensor.From(values, length, width);
        return type == ScalarType.Float64 ? wide : wide.To(type);
    }
}
