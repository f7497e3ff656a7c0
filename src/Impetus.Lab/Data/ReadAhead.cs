using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Impetus.Lab.Data;

/// <summary>
/// Prepares batches on a second thread while the first one trains. Batches are numbered, and what number n is does not
/// depend on when or where it is prepared, so running ahead changes nothing but the time. Buffers are used again and again.
/// </summary>
/// <typeparam name="TBuffer">What a batch is prepared in.</typeparam>
public sealed class ReadAhead<TBuffer> : IDisposable
    where TBuffer : class
{
    private readonly Action<long, TBuffer> _fill;
    private readonly TBuffer[] _buffers;
    private Worker? _worker;

    /// <summary>Nothing is prepared until a batch is taken.</summary>
    /// <param name="create">Makes a buffer.</param>
    /// <param name="fill">Prepares the batch of a number in a buffer, on the second thread: a pure function of the number.</param>
    /// <param name="capacity">How many batches may be ready at most, from 1.</param>
    public ReadAhead(Func<TBuffer> create, Action<long, TBuffer> fill, int capacity = 2)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _fill = fill;
        // One is in the hands of the consumer.
        _buffers = [.. Enumerable.Range(0, capacity + 1).Select(_ => create())];
    }

    /// <summary>Takes a batch; the next one is then expected to be that of the next number, and any other begins anew from there.</summary>
    /// <param name="number">The batch's number.</param>
    /// <returns>The batch, valid until the next call.</returns>
    /// <remarks>What the preparation throws, this throws when its number is taken.</remarks>
    public TBuffer Take(long number)
    {
        if (_worker?.Next != number)
        {
            Dispose();
            _worker = new Worker(_fill, _buffers, number);
        }

        return _worker.Take();
    }

    /// <summary>Stops the second thread, and waits for it.</summary>
    public void Dispose()
    {
        _worker?.Dispose();
        _worker = null;
    }

    private sealed class Worker : IDisposable
    {
        private readonly Action<long, TBuffer> _fill;
        private readonly BlockingCollection<TBuffer> _free;
        private readonly BlockingCollection<(TBuffer? Buffer, ExceptionDispatchInfo? Error)> _ready = [];
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _thread;
        private TBuffer? _lent;

        public Worker(Action<long, TBuffer> fill, TBuffer[] buffers, long first)
        {
            _fill = fill;
            _free = new(new ConcurrentQueue<TBuffer>(buffers));
            Next = first;
            _thread = new Thread(() => Run(first)) { IsBackground = true, Name = "read ahead" };
            _thread.Start();
        }

        /// <summary>The number of the batch that comes next; none after a failure.</summary>
        public long? Next { get; private set; }

        public TBuffer Take()
        {
            if (_lent is { } used)
            {
                _free.Add(used);
                _lent = null;
            }

            (TBuffer? buffer, ExceptionDispatchInfo? error) = _ready.Take();
            Next = error is null ? Next + 1 : null;
            error?.Throw();
            return _lent = buffer!;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _thread.Join();
            _free.Dispose();
            _ready.Dispose();
            _stop.Dispose();
        }

        private void Run(long first)
        {
            try
            {
                for (long number = first; ; number++)
                {
                    TBuffer buffer = _free.Take(_stop.Token);
                    _fill(number, buffer);
                    _ready.Add((buffer, null));
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (Exception error)
            {
                _ready.Add((null, ExceptionDispatchInfo.Capture(error)));
            }
        }
    }
}
