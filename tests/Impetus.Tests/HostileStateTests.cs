using System.Runtime.InteropServices;
using Impetus.Checkpoints;
using Impetus.Tests.Contract;

namespace Impetus.Tests;

/// <summary>States that are sound files, but say what no optimizer could have said.</summary>
public sealed class HostileStateTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("memory", 3, -1)]
    [InlineData("memory", 3, 4)]
    [InlineData("memory", 3, 1.5)]
    [InlineData("memory", 4, 3)]
    [InlineData("memory", 4, 1e18)]
    [InlineData("memory", 4, double.NaN)]
    [InlineData("steps", 0, -1)]
    [InlineData("steps", 1, 1e300)]
    [InlineData("counters", 0, 0.5)]
    [InlineData("counters", 1, double.NegativeInfinity)]
    [InlineData("previous-learning-rates", 0, -0.1)]
    public void CountsThatCannotBeAreRefusedAndChangeNothing(string vector, int index, double number)
    {
        using Trial<float> saved = new("adam-cm:capacity=3", Tensor.Row(30, 10)), target = new("adam-cm:capacity=3", Tensor.Row(30, 10)), untouched = new("adam-cm:capacity=3", Tensor.Row(30, 10));
        saved.Run(0, 6).Optimizer.Save(_path);
        Overwrite(vector, index, number);
        target.Run(0, 2);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => target.Optimizer.Load(_path));
        Assert.Contains("no step could have left", fault.Message, StringComparison.Ordinal);
        Assert.Contains(vector, fault.Message, StringComparison.Ordinal);
        Assert.Equal(untouched.Run(0, 5).Bits, target.Run(2, 5).Bits);
    }

    /// <summary>Seeded damage to a saved state: it is refused, or it was the state of some run, which then goes on.</summary>
    [Fact]
    public void DamagedStatesAreRefusedOrGoOn()
    {
        using Trial<float> saved = new("adam-cm:capacity=3,scope=tensor", Tensor.Row(5, 2));
        saved.Run(0, 6).Optimizer.Save(_path);
        byte[] whole = File.ReadAllBytes(_path);
        Random random = new(5);
        using Trial<float> target = new("adam-cm:capacity=3,scope=tensor", Tensor.Row(5, 2));
        for (int round = 0; round < 300; round++)
        {
            byte[] damaged = [.. whole];
            random.NextBytes(damaged.AsSpan(random.Next(8, damaged.Length - 8), random.Next(1, 8)));
            File.WriteAllBytes(_path, damaged);
            try
            {
                target.Optimizer.Load(_path);
            }
            catch (InvalidDataException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }

            target.Run(round, round + 2);
        }
    }

    private void Overwrite(string vector, int index, double number)
    {
        long start;
        using (SafetensorsFile file = SafetensorsFile.Open(_path))
        {
            start = file.Entries.Single(entry => entry.Name.StartsWith("scalars/", StringComparison.Ordinal) && entry.Name.EndsWith('/' + vector, StringComparison.Ordinal)).Start;
        }

        using FileStream stream = File.Open(_path, FileMode.Open);
        Span<long> headerLength = stackalloc long[1];
        stream.ReadExactly(MemoryMarshal.AsBytes(headerLength));
        stream.Position = sizeof(long) + headerLength[0] + start + index * sizeof(double);
        stream.Write(BitConverter.GetBytes(number));
    }
}
