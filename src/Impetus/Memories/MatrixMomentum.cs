using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>The momentum of Muon (Jordan et al. 2024): a moving average of the gradients of a matrix, by default one step ahead.</summary>
public static class MatrixMomentum
{
    /// <summary>Hyper-parameters of the momentum.</summary>
    public sealed record Options : MemoryOptions
    {
        private static readonly string[] Names = ["momentum"];

        /// <inheritdoc/>
        public override string Name => "ema";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m ← βm + (1 − β)g", Nesterov ? "d = βm + (1 − β)g" : "d = m"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β in [0, 1).</summary>
        [Option("momentum", OptionRange.Fraction, "β, how much of the momentum stays", Alias = "beta1", Search = [0.9, 0.95, 0.98])]
        public double Momentum { get; set => field = Fraction(value); } = 0.95;

        /// <summary>Whether the direction is one step ahead of the momentum.</summary>
        [Option("nesterov", OptionRange.Choice, "whether the direction is one step ahead of the momentum")]
        public bool Nesterov { get; set; } = true;

        internal override MemoryTraits Traits => new(SlotCount: 1, SumCount: 0, SumsWhileMoving: false, RenamesArrays: false, Inputs.None, Preconditions: false);

        internal override TResult Accept<TResult>(IMemoryVisitor<TResult> visitor)
            => throw new NotSupportedException("This momentum belongs to rules of whole matrices, which no formula of single coordinates has.");
    }
}
