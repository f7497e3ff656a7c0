using Impetus.Torch.Native;

namespace Impetus.Torch;

/// <content>Reductions, selections and changes of shape and type.</content>
public sealed partial class Tensor
{
    private const int ChannelsLastFormat = 2; // c10::MemoryFormat::ChannelsLast

    /// <summary>The sum of all elements, a scalar.</summary>
    public Tensor Sum() => Operators.Sum.Call(this);

    /// <summary>The sums along one dimension.</summary>
    public Tensor Sum(int dimension, bool keepDimension = false) =>
        Operators.SumDimensions.Call(this, dimension, keepDimension);

    /// <summary>The mean of all elements, a scalar.</summary>
    public Tensor Mean() => Operators.Mean.Call(this);

    /// <summary>The means along one dimension.</summary>
    public Tensor Mean(int dimension, bool keepDimension = false) =>
        Operators.MeanDimensions.Call(this, dimension, keepDimension);

    /// <summary>The index of the largest element along one dimension, of type <see cref="ScalarType.Int64"/>.</summary>
    public Tensor Argmax(int dimension) => Operators.Argmax.Call(this, dimension);

    /// <summary>Whether the elements are equal, by element, of type <see cref="ScalarType.Boolean"/>.</summary>
    public Tensor EqualElements(Tensor other) => Operators.EqualElements.Call(this, other);

    /// <summary>The same elements in another shape; one length may be -1, which is then inferred.</summary>
    public Tensor Reshape(params long[] shape) => Operators.Reshape.Call(this, shape);

    /// <summary>Merges the dimensions from <paramref name="first"/> on into one.</summary>
    public Tensor Flatten(int first = 0) => Operators.Flatten.Call(this, first);

    /// <summary>Swaps two dimensions, without a copy.</summary>
    public Tensor Transpose(int first, int second) => Operators.Transpose.Call(this, first, second);

    /// <summary>Reorders the dimensions, without a copy.</summary>
    public Tensor Permute(params long[] dimensions) => Operators.Permute.Call(this, dimensions);

    /// <summary>A part of one dimension, without a copy.</summary>
    public Tensor Narrow(int dimension, long start, long length) =>
        Operators.Narrow.Call(this, dimension, start, length);

    /// <summary>A copy of the chosen entries of one dimension: a batch from a data set.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="indices">Entries in the order wanted, of type <see cref="ScalarType.Int64"/>.</param>
    public Tensor IndexSelect(int dimension, Tensor indices) => Operators.IndexSelect.Call(this, dimension, indices);

    /// <summary>
    /// The rows of a matrix with the given indices (…), as (…, width).
    /// </summary>
    /// <param name="indices">Indices of type <see cref="ScalarType.Int64"/>.</param>
    public Tensor Rows(Tensor indices) => Operators.Embedding.Call(this, indices);

    /// <summary>This tensor in row-major order: itself if it is so already, else a copy.</summary>
    public Tensor Contiguous() => Operators.Contiguous.Call(this);

    /// <summary>
    /// The same (batch, channels, height, width) images with the channels of a pixel next to each other in memory; without
    /// a copy if they are so already. Convolutions, normalisation and pooling keep this order and are about 1.4 times as
    /// fast in it on the CPU.
    /// </summary>
    public Tensor ChannelsLast()
    {
        TensorDescription description = Describe();
        ReadOnlySpan<long> shape = description.Shape;
        // With one channel both orders are the same memory, and only the strides tell libtorch which is meant.
        return description.Dimensions == 4 && shape[1] == 1 && description.IsContiguous != 0
            ? Reshape(shape[0], shape[2], shape[3], 1).Permute(0, 3, 1, 2)
            : Operators.Contiguous.Call(this, ChannelsLastFormat);
    }

    /// <summary>A copy.</summary>
    public Tensor Clone() => Operators.Clone.Call(this);

    /// <summary>The elements converted to another type.</summary>
    public Tensor To(ScalarType type) => Operators.ToScalarType.Call(this, type);
}
