namespace Impetus;

/// <summary>Carries a learning rate that was tuned for heavy-ball momentum over to torque-aware momentum.</summary>
public static class LearningRateTransfer
{
    /// <summary>
    /// η_TAM = 2(1 − β_TAM) / ((1 + s*)(1 − β_SGDM)) · η_SGDM (Malviya et al. 2024, Eq. 6): both then have the same
    /// effective rate once the smoothed cosine has settled. With equal β and s* = 0, twice the rate.
    /// </summary>
    /// <param name="rate">η of heavy-ball momentum.</param>
    /// <param name="torqueAwareMomentum">β_TAM in [0, 1).</param>
    /// <param name="heavyBallMomentum">β_SGDM in [0, 1).</param>
    /// <param name="settledCosine">s*, above −1: where the smoothed cosine settles; about 0 in the paper's experiments.</param>
    public static double ToTorqueAware(double rate, double torqueAwareMomentum = 0.9, double heavyBallMomentum = 0.9, double settledCosine = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settledCosine, -1);
        return rate * 2 * (1 - torqueAwareMomentum) / ((1 + settledCosine) * (1 - heavyBallMomentum));
    }
}
