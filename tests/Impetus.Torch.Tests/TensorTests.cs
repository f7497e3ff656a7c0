namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class TensorTests
{
    [Fact]
    public void A_span_is_the_tensors_own_memory()
    {
        using Tensor tensor = Tensor.Zeros([2, 2]);
        tensor.Span<float>()[3] = 5;
        Assert.Equal([0f, 0, 0, 5], tensor.ToArray<float>());
    }

    [Fact]
    public void A_span_of_the_wrong_type_or_over_scattered_memory_is_refused()
    {
        using DisposeScope scope = new();
        Tensor tensor = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3);
        Tensor transposed = tensor.Transpose(0, 1);

        Assert.Contains("Float32, not Double", Assert.Throws<InvalidOperationException>(() => tensor.Span<double>().Length).Message);
        Assert.Contains("not contiguous", Assert.Throws<InvalidOperationException>(() => transposed.Span<float>().Length).Message);
        Assert.Equal([1f, 4, 2, 5, 3, 6], transposed.ToArray<float>());
    }

    [Fact]
    public void An_alias_shares_the_array_and_keeps_it_in_place()
    {
        float[] data = [1, 2, 3];
        using Tensor alias = Tensor.Alias(data, 3);
        GC.Collect();
        alias.Fill(7);
        data[1] = 8;
        Assert.Equal([7f, 8, 7], alias.ToArray<float>());
    }

    [Fact]
    public void A_view_keeps_aliased_memory_after_its_owner_was_disposed()
    {
        NativeBlock block = new(4 * sizeof(float));
        Tensor alias = Tensor.Alias(block.Address, [4], ScalarType.Float32, block);
        using Tensor view = alias.Narrow(0, 2, 2);
        alias.Fill(3);
        alias.Dispose();
        block.Dispose();
        Assert.Equal([3f, 3], view.ToArray<float>());
    }

    [Fact]
    public void A_disposed_tensor_is_refused_everywhere()
    {
        Tensor tensor = Tensor.Ones([2]);
        tensor.Dispose();
        tensor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensor.Shape);
        Assert.Throws<ObjectDisposedException>(() => tensor.Span<float>().Length);
        Assert.Throws<ObjectDisposedException>(() => tensor.Sum());
    }

    [Fact]
    public void A_shape_that_does_not_fit_the_data_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Tensor.From([1f, 2, 3], 2, 2));
        Assert.Contains("[2, 2] has 4 elements, the data 3", error.Message);
    }

    [Fact]
    public void Shapes_and_types_convert()
    {
        using DisposeScope scope = new();
        Tensor bytes = Tensor.From<byte>([0, 128, 255, 1], 2, 2);
        Tensor floats = bytes.To(ScalarType.Float32);

        Assert.Equal([0f, 128, 255, 1], floats.ToArray<float>());
        Assert.Equal([2L, 2], floats.Shape);
        Assert.Equal([255f, 1, 0, 128], floats.IndexSelect(0, Tensor.From([1L, 0])).ToArray<float>());
        Assert.Equal([1L, 0], floats.Argmax(1).ToArray<long>());
        Assert.Equal(96, floats.Mean().Item());
        Assert.Equal([255f, 129], floats.Sum(0).ToArray<float>());
        Assert.Equal([], Tensor.Scalar(2).Shape);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Channels_last_changes_the_order_in_memory_alone(long channels)
    {
        using DisposeScope scope = new();
        float[] data = [.. Enumerable.Range(0, (int)channels * 2 * 4 * 5).Select(i => (float)i)];
        Tensor images = Tensor.From(data, 2, channels, 4, 5).ChannelsLast();

        Assert.Equal([2L, channels, 4, 5], images.Shape);
        Assert.Equal([20 * channels, 1, 5 * channels, channels], images.Strides);
        Assert.Equal(data, images.ToArray<float>());
        Assert.Equal(images.DataPointer, images.ChannelsLast().DataPointer);
    }
}
