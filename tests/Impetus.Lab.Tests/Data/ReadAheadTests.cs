using Impetus.Lab.Data;

namespace Impetus.Lab.Tests.Data;

public sealed class ReadAheadTests
{
    private sealed class Buffer
    {
        public long Number { get; set; }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Batches_come_by_number_whoever_is_faster(int capacity, bool consumerIsSlow)
    {
        int filled = 0;
        using ReadAhead<Buffer> ahead = new(() => new(), (number, buffer) =>
        {
            Thread.Sleep(consumerIsSlow ? 0 : 1);
            buffer.Number = number;
            Interlocked.Increment(ref filled);
        }, capacity);

        for (long number = 5; number < 55; number++)
        {
            Buffer batch = ahead.Take(number);
            Thread.Sleep(consumerIsSlow ? 1 : 0);
            // What is in the consumer's hands is not written to, however far the other thread has come.
            Assert.Equal(number, batch.Number);
            Assert.InRange(Volatile.Read(ref filled), number - 4, number - 4 + capacity);
        }
    }

    [Fact]
    public void Any_number_may_be_asked_for()
    {
        using ReadAhead<Buffer> ahead = new(() => new(), (number, buffer) => buffer.Number = number);

        Assert.All(new long[] { 100, 101, 7, 8, 8, 0, 1_000_000_000_000 }, number => Assert.Equal(number, ahead.Take(number).Number));
    }

    [Fact]
    public void An_error_comes_with_its_batch_and_not_before()
    {
        bool isMended = false;
        using ReadAhead<Buffer> ahead = new(() => new(), (number, buffer) =>
            buffer.Number = number != 3 || Volatile.Read(ref isMended) ? number : throw new LabException("batch 3 is damaged"));

        Assert.Equal([0, 1, 2], new long[] { 0, 1, 2 }.Select(number => ahead.Take(number).Number));
        Assert.Equal("batch 3 is damaged", Assert.Throws<LabException>(() => ahead.Take(3)).Message);
        Assert.Throws<LabException>(() => ahead.Take(3));
        Volatile.Write(ref isMended, true);
        Assert.Equal([3, 4], new long[] { 3, 4 }.Select(number => ahead.Take(number).Number));
    }

    [Fact]
    public void Disposal_stops_the_thread_even_while_it_is_busy()
    {
        int filled = 0;
        ReadAhead<Buffer> ahead = new(() => new(), (_, _) =>
        {
            Thread.Sleep(20);
            Interlocked.Increment(ref filled);
        });
        ahead.Take(0);

        ahead.Dispose();
        int atDisposal = filled;
        Thread.Sleep(100);

        Assert.Equal(atDisposal, filled);
        ahead.Dispose();
    }
}
