namespace Impetus.Lab.Papers.Cm;

/// <summary>The optimizers of the paper's toy examples.</summary>
internal static class Contestants
{
    /// <summary>β₁ of all of them.</summary>
    public const double Beta1 = 0.9;

    private const string BestMomenta = "adam-cm:lr=0.1,beta1=0.9,beta2=0.999,capacity=20,decay=0.99";

    /// <summary>Adam, Adam+SAM, Adam+CG and Adam+CM with the settings of Appendix A.2.2.</summary>
    /// <param name="rate">α.</param>
    /// <param name="capacity">C.</param>
    /// <param name="decay">λ.</param>
    public static IReadOnlyList<Contestant> All(double rate, int capacity, double decay) =>
    [
        new("adam", "Adam", $"adam:{Common(rate)}"),
        new("sam+adam", "Adam+SAM", $"sam(rho=0.05)+adam:{Common(rate)}"),
        new("adam-cg", "Adam+CG", $"adam-cg:{Common(rate)},capacity={capacity},decay={decay}"),
        new("adam-cm", "Adam+CM", $"adam-cm:{Common(rate)},capacity={capacity},decay={decay}"),
    ];

    /// <summary>The same with the best settings that the paper found on Ackley and Goldstein-Price (Table 11).</summary>
    public static IReadOnlyList<Contestant> Best { get; } =
    [
        new("adam", "Adam", $"adam:{Common(0.1)}"),
        new("sam+adam", "Adam+SAM", $"sam(rho=0.01)+adam:{Common(0.1)}"),
        new("adam-cg", "Adam+CG", $"adam-cg:{Common(0.1)},capacity=5,decay=0.7"),
        new("adam-cm", "Adam+CM", BestMomenta),
    ];

    /// <summary>All five of Table 11's column for Ackley: <see cref="Best"/>, and Adam+SAM+CM.</summary>
    public static IReadOnlyList<Contestant> BestOfAll { get; } = [.. Best, new("sam+adam-cm", "Adam+SAM+CM", $"sam(rho=0.05)+{BestMomenta}")];

    /// <summary>Adam under the extragradient, with a distance h to the second point.</summary>
    public static Contestant Extragradient(double rate, double distance) => new("meg+adam", $"Adam+MEG, h = {distance}", $"meg(h={distance})+adam:{Common(rate)}");

    private static string Common(double rate) => $"lr={rate},beta1={Beta1},beta2=0.99";
}

/// <summary>An optimizer with its settings.</summary>
/// <param name="Optimizer">Its name.</param>
/// <param name="Name">What the paper calls it.</param>
/// <param name="Specification">All settings.</param>
internal sealed record Contestant(string Optimizer, string Name, string Specification)
{
    /// <summary>The same with what a form adds to the options of critical memories; others have no forms.</summary>
    public Contestant In(string form) => Optimizer.EndsWith("-cm", StringComparison.Ordinal) || Optimizer.EndsWith("-cg", StringComparison.Ordinal)
        ? this with { Specification = Specification + form }
        : this;
}
