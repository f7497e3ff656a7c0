namespace Impetus.Tests;

public sealed class ScheduleTests
{
    private static readonly Dictionary<string, Schedule> All = new()
    {
        ["constant"] = Schedules.Constant(0.3),
        ["linear"] = Schedules.Linear(0.1, 0.5, 8),
        ["cosine"] = Schedules.Cosine(1, 0.2, 8),
        ["multi-step"] = Schedules.MultiStep(1, 0.1, 7, 3, 3),
        ["inverse-square-root"] = Schedules.InverseSquareRoot(0.5, 4),
        ["tri-stage"] = Schedules.TriStage(0.01, 1, 0.1, 4, 3, 5),
        ["warm-up"] = Schedules.LinearWarmup(4, Schedules.Cosine(1, 0, 10)),
        ["one-cycle"] = Schedules.OneCycle(0.5, 21),
        ["cyclic"] = Schedules.Cyclic(0.1, 0.5, 4, 6),
        ["triangular2"] = Schedules.Cyclic(0.1, 0.5, 4, 6, factor: 0.5),
        ["restarts"] = Schedules.WarmRestarts(1, 0.1, 4, factor: 2),
        ["equal-restarts"] = Schedules.WarmRestarts(1, 0.1, 4),
        ["polynomial"] = Schedules.Polynomial(1, 0, 10, power: 2),
        ["exponential"] = Schedules.Exponential(1, 0.9),
        ["stable"] = Schedules.WarmupStableDecay(1, 0.1, 4, 6, 3),
        ["sequence"] = Schedules.Sequence((Schedules.Linear(0, 1, 4), 4), (Schedules.Constant(0.7), 0), (Schedules.Exponential(1, 0.5), 2), (Schedules.Constant(0.1), 1)),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [InlineData("constant", 0, 0.3)]
    [InlineData("constant", 1_000_000, 0.3)]
    [InlineData("linear", 0, 0.1)]
    [InlineData("linear", 2, 0.2)]
    [InlineData("linear", 8, 0.5)]
    [InlineData("linear", 9, 0.5)]
    [InlineData("cosine", 0, 1)]
    [InlineData("cosine", 2, 0.88284271247461903)]
    [InlineData("cosine", 4, 0.6)]
    [InlineData("cosine", 8, 0.2)]
    [InlineData("cosine", 100, 0.2)]
    [InlineData("multi-step", 2, 1)]
    [InlineData("multi-step", 3, 0.01)]
    [InlineData("multi-step", 6, 0.01)]
    [InlineData("multi-step", 7, 0.001)]
    [InlineData("inverse-square-root", 0, 0.125)]
    [InlineData("inverse-square-root", 3, 0.5)]
    [InlineData("inverse-square-root", 15, 0.25)]
    [InlineData("inverse-square-root", 399, 0.05)]
    [InlineData("tri-stage", 0, 0.01)]
    [InlineData("tri-stage", 2, 0.505)]
    [InlineData("tri-stage", 4, 1)]
    [InlineData("tri-stage", 7, 1)]
    [InlineData("tri-stage", 8, 0.63095734448019325)]
    [InlineData("tri-stage", 12, 0.1)]
    [InlineData("tri-stage", 13, 0.1)]
    [InlineData("warm-up", 0, 0.25)]
    [InlineData("warm-up", 3, 1)]
    [InlineData("warm-up", 4, 1)]
    [InlineData("warm-up", 9, 0.5)]
    [InlineData("warm-up", 14, 0)]
    [InlineData("one-cycle", 0, 0.020000000000000018)]
    [InlineData("one-cycle", 3, 0.3094348684978636)]
    [InlineData("one-cycle", 5, 0.49621533870742324)]
    [InlineData("one-cycle", 6, 0.49720771772545586)]
    [InlineData("one-cycle", 12, 0.28461776634372427)]
    [InlineData("one-cycle", 19, 0.00568947813486046)]
    [InlineData("cyclic", 0, 0.1)]
    [InlineData("cyclic", 3, 0.4)]
    [InlineData("cyclic", 4, 0.5)]
    [InlineData("cyclic", 7, 0.3)]
    [InlineData("cyclic", 10, 0.1)]
    [InlineData("cyclic", 14, 0.5)]
    [InlineData("cyclic", 25, 0.43333333333333335)]
    [InlineData("triangular2", 4, 0.5)]
    [InlineData("triangular2", 14, 0.3)]
    [InlineData("triangular2", 17, 0.2)]
    [InlineData("triangular2", 24, 0.2)]
    [InlineData("triangular2", 27, 0.15)]
    [InlineData("restarts", 0, 1)]
    [InlineData("restarts", 1, 0.8681980515339464)]
    [InlineData("restarts", 3, 0.23180194846605365)]
    [InlineData("restarts", 4, 1)]
    [InlineData("restarts", 8, 0.55)]
    [InlineData("restarts", 11, 0.13425421036992097)]
    [InlineData("restarts", 12, 1)]
    [InlineData("restarts", 20, 0.55)]
    [InlineData("restarts", 28, 1)]
    [InlineData("equal-restarts", 1, 0.8681980515339464)]
    [InlineData("equal-restarts", 4, 1)]
    [InlineData("equal-restarts", 9, 0.8681980515339464)]
    [InlineData("polynomial", 0, 1)]
    [InlineData("polynomial", 3, 0.49)]
    [InlineData("polynomial", 9, 0.01)]
    [InlineData("polynomial", 10, 0)]
    [InlineData("polynomial", 12, 0)]
    [InlineData("exponential", 0, 1)]
    [InlineData("exponential", 9, 0.38742048900000015)]
    [InlineData("stable", 0, 0.25)]
    [InlineData("stable", 3, 1)]
    [InlineData("stable", 9, 1)]
    [InlineData("stable", 10, 1)]
    [InlineData("stable", 11, 0.7)]
    [InlineData("stable", 13, 0.1)]
    [InlineData("stable", 99, 0.1)]
    [InlineData("sequence", 0, 0)]
    [InlineData("sequence", 3, 0.75)]
    [InlineData("sequence", 4, 1)]
    [InlineData("sequence", 5, 0.5)]
    [InlineData("sequence", 6, 0.1)]
    [InlineData("sequence", 60, 0.1)]
    public void HasItsClosedForm(string name, long step, double rate) => Assert.Equal(rate, All[name](step), 1e-14);

    /// <summary>The rates of PyTorch's ReduceLROnPlateau for the same metrics.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FallsOnPlateaus(bool maximize)
    {
        double[] metrics = [3, 2, 2.5, 2.1, 2.2, 2.3, 2.4, 2.5, 1.9, 2, 2, 2, 2, 2, 2, 2, 2, 2];
        double[] rates = [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2];
        ReduceOnPlateau plateau = new(1) { Factor = 0.5, Patience = 2, Cooldown = 1, Least = 0.2, Maximize = maximize };
        for (int at = 0; at < metrics.Length; at++)
        {
            ReduceOnPlateau resumed = new(1) { Factor = 0.5, Patience = 2, Cooldown = 1, Least = 0.2, Maximize = maximize, State = plateau.State };
            (maximize ? resumed : plateau).Observe(maximize ? -metrics[at] : metrics[at]);
            plateau = maximize ? resumed : plateau;
            Assert.Equal(rates[at], plateau.Schedule(at));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void IsAPureFunction(string name)
    {
        double[] forwards = [.. Enumerable.Range(0, 30).Select(step => All[name](step))];
        double[] backwards = [.. Enumerable.Range(0, 30).Reverse().Select(step => All[name](step)).Reverse()];
        Assert.Equal(forwards, backwards);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void IsALearningRateAtEveryStep(string name)
    {
        foreach (long step in new[] { 0, 1, 5, 1_000_000_000_000, long.MaxValue - 1 })
        {
            Assert.InRange(All[name](step), 0, 1);
        }
    }

    /// <summary>A thousand times as many steps: no step is large, so there is no jump where stages meet.</summary>
    [Fact]
    public void StagesMeetWithoutAJump()
    {
        Schedule[] schedules =
        [
            Schedules.TriStage(0.01, 1, 0.1, 4000, 3000, 5000),
            Schedules.LinearWarmup(4000, Schedules.Cosine(1, 0, 10_000)),
            Schedules.LinearWarmup(2000, Schedules.Linear(0.5, 0.1, 3000)),
            Schedules.InverseSquareRoot(1, 4000),
        ];
        foreach (Schedule schedule in schedules)
        {
            for (int step = 0; step < 16_000; step++)
            {
                Assert.True(Math.Abs(schedule(step + 1) - schedule(step)) < 1e-3, $"step {step}");
            }
        }
    }

    [Fact]
    public void MilestonesAreCopied()
    {
        long[] milestones = [2];
        Schedule schedule = Schedules.MultiStep(1, 0.5, milestones);
        milestones[0] = 100;
        Assert.Equal(0.5, schedule(2));
    }

    [Fact]
    public void WithoutWarmUpWhatFollowsStartsAtOnce()
        => Assert.Equal(0.3, Schedules.LinearWarmup(0, Schedules.Constant(0.3))(0));

    [Fact]
    public void NonsenseIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.Linear(1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.Cosine(1, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.InverseSquareRoot(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.TriStage(0, 1, 0, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.TriStage(0, 0, 0.1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.TriStage(0, 1, 0.1, -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.LinearWarmup(-1, Schedules.Constant(1)));
    }
}
