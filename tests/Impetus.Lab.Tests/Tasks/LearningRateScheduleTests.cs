using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Tasks;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData("cosine")]
    [InlineData("cosine:warmup=0.1,final=0.05")]
    [InlineData("constant:warmup=400")]
    [InlineData("linear")]
    [InlineData("step:milestones=0.5/0.75,factor=0.2")]
    [InlineData("inverse-sqrt:warmup=4000")]
    [InlineData("tri-stage:warmup=4000,hold=0.5,final=0.01")]
    [InlineData("polynomial:warmup=0.1,power=3,final=0.2")]
    [InlineData("exponential:final=0.5")]
    [InlineData("one-cycle")]
    [InlineData("one-cycle:rise=0.2,initial=0.1,final=0.001")]
    [InlineData("cyclic:period=50,factor=0.5,final=0")]
    [InlineData("warm-restarts:period=0.2,growth=2")]
    [InlineData("warmup-stable-decay:warmup=0.1,decay=0.3")]
    [InlineData("sequence:(linear:warmup=0.1,final=0.5)@0.3,(sequence:(constant)@5,(cosine))@20,(exponential:final=0.5)")]
    [InlineData("plateau:warmup=0.1,factor=0.5,patience=3")]
    [InlineData("cosine:warmup=0.1;beta1=linear:final=1.1;sam.rho=sequence:(constant)@0.5,(linear)")]
    public void Words_are_read_and_written_alike(string text) => Assert.Equal(text, LearningRateSchedule.Parse(text).ToString());

    [Fact]
    public void Shares_follow_the_length_of_the_run_and_whole_numbers_do_not()
    {
        Schedule shares = LearningRateSchedule.Parse("step:warmup=0.1,milestones=0.5/75,factor=0.1").Create(peak: 2, steps: 100);

        Assert.Equal([0.2, 2, 2, 2, 0.2, 0.2, 0.02], new long[] { 0, 9, 10, 49, 50, 74, 75 }.Select(step => Math.Round(shares(step), 12)));
        Schedule cosine = LearningRateSchedule.Parse("cosine:warmup=10,final=0.5").Create(peak: 1, steps: 110);
        Schedule stages = LearningRateSchedule.Parse("tri-stage:warmup=0.1,hold=40,final=0.01").Create(peak: 2, steps: 100);
        Assert.Equal([0.02, 2, 2, 0.2, 0.02], new long[] { 0, 10, 50, 75, 100 }.Select(step => Math.Round(stages(step), 12)));
        Assert.Equal([0.1, 1, 0.75, 0.5], new long[] { 0, 10, 60, 110 }.Select(step => Math.Round(cosine(step), 12)));
    }

    [Theory]
    [InlineData("polynomial", new[] { 2, 0.5, 0 })]
    [InlineData("exponential:final=0.25", new[] { 2, 1, 0.5 })]
    [InlineData("cyclic:period=40,final=0.5", new[] { 1, 1.5, 2 })]
    [InlineData("warm-restarts:period=0.4", new[] { 2, 1.7071067811865475, 1 })]
    [InlineData("warmup-stable-decay:decay=0.2", new[] { 2, 2.0, 0 })]
    [InlineData("sequence:(constant)@0.25,(linear)", new[] { 2, 1.3333333333333333, 0 })]
    [InlineData("plateau", new[] { 2.0, 2, 2 })]
    public void Rates_at_the_start_the_middle_and_the_end(string text, double[] rates)
    {
        Schedule schedule = LearningRateSchedule.Parse(text).Create(peak: 2, steps: 100);
        Assert.All(rates.Zip(new long[] { 0, 50, 100 }), pair => Assert.Equal(pair.First, schedule(pair.Second), 1e-12));
    }

    [Fact]
    public void A_milestone_inside_the_warm_up_lowers_the_rate_from_there_on()
    {
        Schedule schedule = LearningRateSchedule.Parse("step:warmup=100,milestones=50/100/150,factor=0.1").Create(peak: 2, steps: 200);

        Assert.Equal(
            [0.02, 0.98, 0.102, 0.2, 0.02, 0.02, 0.002],
            new long[] { 0, 48, 50, 99, 100, 149, 150 }.Select(step => Math.Round(schedule(step), 12)));
    }

    [Theory]
    [InlineData("cosin", "the schedules are")]
    [InlineData("cosine:factor=0.1", "it has warmup, final")]
    [InlineData("cosine:warmup=1.5", "share of the run below 1 or a whole number")]
    [InlineData("step:factor=-1", "from 0 to 1")]
    [InlineData("tri-stage:final=0", "above 0")]
    [InlineData("one-cycle:warmup=0.1", "it has rise, initial, final")]
    [InlineData("cyclic:period=0", "above 0")]
    [InlineData("plateau:patience=1.5", "whole number")]
    [InlineData("sequence:(cosine),(linear)", "each but the last says where it ends")]
    [InlineData("sequence:cosine@0.5,(linear)", "no part of a sequence")]
    [InlineData("sequence:(plateau)@0.5,(linear)", "cannot be part of a sequence")]
    [InlineData("sequence:(cosin)@0.5,(linear)", "the schedules are")]
    [InlineData("beta1=linear", "the schedules are")]
    [InlineData("cosine;linear", "write key=schedule")]
    [InlineData("cosine;linear:final=0.1", "write key=schedule")]
    [InlineData("cosine;beta1=plateau", "for the learning rate alone")]
    [InlineData("cosine;beta1=linear;beta1=cosine", "beta1 has two schedules")]
    [InlineData("linear:final=-1", "a number from 0")]
    [InlineData("exponential:final=1.5", "from 0 to 1")]
    public void What_makes_no_sense_is_refused_with_the_mend(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => LearningRateSchedule.Parse(text)).Message, StringComparison.Ordinal);
}
