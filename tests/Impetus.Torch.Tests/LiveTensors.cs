namespace Impetus.Torch.Tests;

/// <summary>Counts tensors that something still holds, after the garbage collector has taken the forgotten ones.</summary>
internal static class LiveTensors
{
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Engine.LiveTensorCount;
    }
}
