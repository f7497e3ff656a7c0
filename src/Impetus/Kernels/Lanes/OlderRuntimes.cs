#if !NET9_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Impetus.Kernels.Lanes;

/// <summary>What .NET 8 does not offer under these names: the same instructions.</summary>
internal static class OlderRuntimes
{
    extension(Vector256)
    {
        /// <summary>left · right + addend, rounded once.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> FusedMultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend)
            => Fma.IsSupported ? Fma.MultiplyAdd(left, right, addend) : EachSingle(left, right, addend);

        /// <summary>left · right + addend, rounded once.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> FusedMultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend)
            => Fma.IsSupported ? Fma.MultiplyAdd(left, right, addend) : EachDouble(left, right, addend);

        /// <summary>The smaller of two numbers; unspecified if one is not a number.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<TElement> MinNative<TElement>(Vector256<TElement> left, Vector256<TElement> right) => Vector256.Min(left, right);

        /// <summary>The larger of two numbers; unspecified if one is not a number.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<TElement> MaxNative<TElement>(Vector256<TElement> left, Vector256<TElement> right) => Vector256.Max(left, right);
    }

    extension(Vector512)
    {
        /// <summary>left · right + addend, rounded once.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> FusedMultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) => Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAdd(left, right, addend)
            : Vector512.Create(Vector256.FusedMultiplyAdd(left.GetLower(), right.GetLower(), addend.GetLower()), Vector256.FusedMultiplyAdd(left.GetUpper(), right.GetUpper(), addend.GetUpper()));

        /// <summary>left · right + addend, rounded once.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> FusedMultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) => Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAdd(left, right, addend)
            : Vector512.Create(Vector256.FusedMultiplyAdd(left.GetLower(), right.GetLower(), addend.GetLower()), Vector256.FusedMultiplyAdd(left.GetUpper(), right.GetUpper(), addend.GetUpper()));

        /// <summary>The smaller of two numbers; unspecified if one is not a number.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<TElement> MinNative<TElement>(Vector512<TElement> left, Vector512<TElement> right) => Vector512.Min(left, right);

        /// <summary>The larger of two numbers; unspecified if one is not a number.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<TElement> MaxNative<TElement>(Vector512<TElement> left, Vector512<TElement> right) => Vector512.Max(left, right);
    }

    private static Vector256<float> EachSingle(Vector256<float> left, Vector256<float> right, Vector256<float> addend)
    {
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            addend = addend.WithElement(i, MathF.FusedMultiplyAdd(left[i], right[i], addend[i]));
        }

        return addend;
    }

    private static Vector256<double> EachDouble(Vector256<double> left, Vector256<double> right, Vector256<double> addend)
    {
        for (int i = 0; i < Vector256<double>.Count; i++)
        {
            addend = addend.WithElement(i, Math.FusedMultiplyAdd(left[i], right[i], addend[i]));
        }

        return addend;
    }
}
#endif
