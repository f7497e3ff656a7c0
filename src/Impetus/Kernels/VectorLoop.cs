using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>The loop that carries out what wrappers do between steps.</summary>
internal static unsafe class VectorLoop
{
    /// <summary>Applies an operation to coordinates from <paramref name="start"/> on while whole lanes fit; gives the first that it left.</summary>
    /// <remarks>Compiled alone for each lane, for the reason given at <see cref="FusedStep"/>.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static nint Run<TOperation, TLane, TElement>(in TOperation operation, TElement* kept, TElement* parameter, TElement* gradient, nint start, nint end)
        where TOperation : struct, IVectorOperation
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TOperation each = operation;
        nint index = start;
        for (; index <= end - TLane.Width; index += TLane.Width)
        {
            TLane own = (TOperation.Reads & Operands.Kept) != 0 ? TLane.Load(kept, index) : default;
            TLane value = (TOperation.Reads & Operands.Parameter) != 0 ? TLane.Load(parameter, index) : default;
            TLane slope = (TOperation.Reads & Operands.Gradient) != 0 ? TLane.Load(gradient, index) : default;
            each.Apply(ref own, ref value, ref slope);
            if ((TOperation.Writes & Operands.Kept) != 0)
            {
                TLane.Store(own, kept, index);
            }

            if ((TOperation.Writes & Operands.Parameter) != 0)
            {
                TLane.Store(value, parameter, index);
            }

            if ((TOperation.Writes & Operands.Gradient) != 0)
            {
                TLane.Store(slope, gradient, index);
            }
        }

        return index;
    }
}
