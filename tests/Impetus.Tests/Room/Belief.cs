using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Tests.Room;

/// <summary>The least of a scaling that sees the memory's mean: s ← βs + (1 − β)(g − m)²; P = √s + ε.</summary>
internal readonly struct Belief(double decay, double epsilon, double correction) : IScaling
{
    private readonly StepScalar _decay = decay, _intake = 1 - decay, _correction = correction, _epsilon = epsilon * correction;

    public static int SlotCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane difference = signal - mean;
        return slots.First = _decay * slots.First + _intake * (difference * difference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => _correction * TLane.Sqrt(secondMoment) + _epsilon;

    public sealed record Options : ScalingOptions<Belief>
    {
        public override string Name => "belief";

        public override IReadOnlyList<string> Arrays => ["variance"];

        public override IReadOnlyList<string> Equations(string signal) => [$"s ← β₂s + (1 − β₂)({signal} − m)²", "P = √s + ε"];

        public override Belief Plan(in StepContext step, double correction) => new(0.9, 1e-4, correction);
    }
}

/// <summary>The least of a mask on the direction: what points against the gradient stays where it is.</summary>
internal readonly struct Agreement : IDirection
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane direction, TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane>
        => TLane.Select(TLane.Greater(direction * gradient, TLane.Broadcast(0)), direction, TLane.Broadcast(0));

    public sealed record Options : DirectionOptions<Agreement>
    {
        public override string Name => "agreement";

        public override string Summary => "";

        public override IReadOnlyList<string> Equations => ["d ← d where dg > 0, else 0"];

        public override Agreement Plan(in StepContext step) => default;
    }
}
