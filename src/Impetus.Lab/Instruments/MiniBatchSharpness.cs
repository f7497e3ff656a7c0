namespace Impetus.Lab.Instruments;

/// <summary>
/// m-sharpness (Foret et al. 2021; critical momenta, Eq. 15): the mean over mini-batches M of
/// max over ‖ε‖₂ ≤ r of L_M(θ + ε) − L_M(θ).
/// </summary>
public static class MiniBatchSharpness
{
    /// <summary>The radius r of the paper.</summary>
    public const double Radius = 0.05;

    /// <summary>
    /// Measures it over the batches of a surface and leaves the weights as they were. The maximum is looked for on the
    /// sphere, where it lies if the loss is convex in the ball: ε ← r·∇L_M(θ + ε)/‖∇L_M(θ + ε)‖ from ε = 0. One such step
    /// is the first-order solution that sharpness-aware minimisation uses; each further one goes up where the loss is convex.
    /// </summary>
    /// <param name="surface">The loss.</param>
    /// <param name="radius">r, above 0.</param>
    /// <param name="steps">Steps of ascent, at least 1; the best of them counts, and 0 if none goes up.</param>
    public static double Of(LossSurface surface, double radius = Radius, int steps = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double[] start = surface.Weights();
        return surface.Return(() => Enumerable.Range(0, surface.Batches).Average(batch => Rise(surface, batch, start, radius, steps)));
    }

    private static double Rise(LossSurface surface, int batch, double[] start, double radius, int steps)
    {
        double[] gradient = new double[start.Length], point = new double[start.Length];
        surface.MoveTo(start);
        double loss = surface.Gradient(batch, gradient), highest = loss;
        for (int step = 0; step < steps; step++)
        {
            double norm = Math.Sqrt(gradient.Sum(static value => value * value));
            if (norm == 0)
            {
                break;
            }

            for (int k = 0; k < point.Length; k++)
            {
                point[k] = start[k] + (radius * gradient[k] / norm);
            }

            surface.MoveTo(point);
            double reached = step + 1 < steps ? surface.Gradient(batch, gradient) : surface.Loss(batch);
            highest = Math.Max(highest, reached);
        }

        return highest - loss;
    }
}
