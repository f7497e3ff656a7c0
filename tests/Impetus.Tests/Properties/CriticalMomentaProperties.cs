using Impetus.Tests.Contract;

namespace Impetus.Tests.Properties;

public sealed class CriticalMomentaProperties
{
    /// <summary>
    /// A buffer that is full from the start and never admits: while the gradient of "quiet" is missing, "loud" fills the
    /// buffer with priorities that never fade. The entries of "quiet" are zero, and stay so.
    /// Adam's second moment is the gradient's and that of critical momenta the aggregate's, so β₁ is 0 where both count.
    /// </summary>
    [Theory]
    [InlineData("adam-cm:capacity=3,decay=1,beta1=0", "adam:beta1=0,beta2=0.99,eps-inside")]
    [InlineData("adam-cm:capacity=1,decay=1,beta1=0,average=count,amsgrad", "adam:beta1=0,beta2=0.99,eps-inside,amsgrad")]
    [InlineData("adam-cg:capacity=3,decay=1", "adam:beta2=0.99,eps-inside")]
    [InlineData("sgd-cm:capacity=4,decay=1", "mgd")]
    [InlineData("sgd-cg:capacity=4,decay=1", "sgd")]
    [InlineData("critical-momenta*maximum-variation:capacity=2,decay=1,beta1=0", "ema*maximum-variation:beta1=0")]
    public void ABufferThatNeverAdmitsChangesNothing(string critical, string plain)
    {
        Tensor loud = new("loud", 0, 30), quiet = new("quiet", 30, 40);
        using Trial<float> trial = new(critical, loud, quiet), alone = new(plain, quiet);
        trial.Parameters["quiet"].HasGradient = false;
        for (int step = 0; step < 4; step++)
        {
            trial.Fill(step);
            Array.Fill(trial.Gradient("loud"), 1e6f);
            trial.Optimizer.Step();
        }

        trial.Parameters["quiet"].HasGradient = true;
        trial.Parameters["loud"].HasGradient = false;
        for (int step = 0; step < 10; step++)
        {
            Assert.Equal(alone.Run(step, step + 1)["quiet"], trial.Run(step, step + 1)["quiet"]);
        }
    }

    /// <summary>With room for one and no lasting priority, the buffer is always the momentum of the step before.</summary>
    [Fact]
    public void ABufferOfOneThatForgetsIsTheLastMomentum()
    {
        using Trial<double> trial = new("sgd-cm:capacity=1,decay=0,lr=0.1", Tensor.Row(20));
        double[] theta = [.. trial["t0"]], m = new double[20];
        for (int step = 0; step < 10; step++)
        {
            double[] before = m;
            trial.Run(step, step + 1);
            m = [.. m.Select((each, index) => 0.9 * each + 0.1 * trial.Gradient("t0")[index])];
            theta = [.. theta.Select((each, index) => each - 0.1 * (m[index] + before[index]))];
            Assert.All(theta.Zip(trial["t0"]), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        }
    }

    /// <summary>Algorithm 1 with a list: what a reader of the paper would write.</summary>
    [Theory]
    [InlineData(3, 0.7)]
    [InlineData(2, 1)]
    [InlineData(7, 0.3)]
    public void PrioritiesFollowTheAlgorithm(int capacity, double decay)
    {
        using Trial<double> trial = new($"sgd-cm:capacity={capacity},decay={decay}", Tensor.Row(20));
        List<double> priorities = [];
        for (int step = 0; step < 40; step++)
        {
            trial.Run(step, step + 1);
            double norm = Math.Sqrt(trial.Gradient("t0").Sum(each => each * each));
            if (priorities.Count < capacity)
            {
                priorities.Add(norm);
            }
            else if (norm > priorities.Min())
            {
                priorities[priorities.IndexOf(priorities.Min())] = norm;
            }

            priorities = [.. priorities.Select(each => each * decay)];
            for (int entry = 0; entry < capacity; entry++)
            {
                Assert.Equal(priorities.ElementAtOrDefault(entry), trial.Optimizer.Telemetry[$"priority-{entry}"], 1e-12);
            }

            Assert.Equal(priorities.Count, trial.Optimizer.Telemetry["buffer-count"]);
        }
    }
}
