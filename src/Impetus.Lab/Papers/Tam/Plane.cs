namespace Impetus.Lab.Papers.Tam;

/// <summary>Lengths and angles of vectors in the plane.</summary>
internal static class Plane
{
    /// <summary>The length.</summary>
    public static double Length(double[] vector) => Math.Sqrt(Inner(vector, vector));

    /// <summary>The cosine of the angle between two vectors; 0 where one has no length.</summary>
    public static double Cosine(double[] a, double[] b)
    {
        double lengths = Length(a) * Length(b);
        return lengths > 0 ? Inner(a, b) / lengths : 0;
    }

    /// <summary>The angle between two vectors in degrees, from 0 to 180.</summary>
    public static double Angle(double[] a, double[] b) => Math.Acos(Math.Clamp(Cosine(a, b), -1, 1)) * 180 / Math.PI;

    private static double Inner(double[] a, double[] b) => (a[0] * b[0]) + (a[1] * b[1]);
}
