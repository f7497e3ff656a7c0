namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class OperatorTests
{
    [Fact]
    public void A_call_computes_what_the_operator_says()
    {
        using DisposeScope scope = new();
        Tensor left = Tensor.From([1f, 2, 3, 4], 2, 2);
        Tensor right = Tensor.From([5f, 6, 7, 8], 2, 2);

        Assert.Equal([19f, 22, 43, 50], left.MatrixMultiply(right).ToArray<float>());
        Assert.Equal([6f, 8, 10, 12], (left + right).ToArray<float>());
        Assert.Equal([0.5f, 0, -0.5f, -1], (1 - (left / 2)).ToArray<float>());
        Assert.Equal([-4f, -4, -4, -4], (left - right).ToArray<float>());
    }

    [Fact]
    public void Arguments_of_every_kind_arrive()
    {
        using DisposeScope scope = new();
        Tensor numbers = Tensor.From([3f, 1, 2]);

        // A list of tensors, a list of integers, an integer that stands for int[2], a text, a default in the middle.
        Assert.Equal([3f, 1, 2, 3, 1, 2], new TensorOperator("aten::cat").Call(new[] { numbers, numbers }, 0).ToArray<float>());
        Assert.Equal([3L, 1], numbers.Reshape(3, 1).Shape);
        Assert.Equal([2f], new TensorOperator("aten::avg_pool2d").Call(numbers.Reshape(1, 1, 3), new long[] { 1, 3 }).ToArray<float>());
        Assert.Equal([3f], new TensorOperator("aten::max_pool2d").Call(Tensor.From([1f, 2, 3, 0], 1, 2, 2), 2).ToArray<float>());
        Assert.Equal(
            [2f, 1, 1],
            new TensorOperator("aten::div", "Tensor_mode").Call(numbers, Tensor.From([1.5f, 1, 2]), "floor").ToArray<float>());
        Assert.Equal(6, new TensorOperator("aten::sum").Call(numbers, ScalarType.Float64).Item());
    }

    [Fact]
    public void A_list_may_be_longer_than_the_stack_allows()
    {
        using DisposeScope scope = new();
        Tensor one = Tensor.Ones([1]);
        Tensor joined = new TensorOperator("aten::cat").Call(Enumerable.Repeat(one, 300_000).ToArray(), 0);
        Assert.Equal(300_000, joined.Sum().Item());
    }

    [Fact]
    public void Results_of_every_number_arrive()
    {
        using DisposeScope scope = new();
        Tensor numbers = Tensor.From([3f, 1, 2]);

        Tensor[] sorted = new TensorOperator("aten::sort").CallMany(numbers);
        Assert.Equal([1f, 2, 3], sorted[0].ToArray<float>());
        Assert.Equal([1L, 2, 0], sorted[1].ToArray<long>());

        Tensor[] rows = new TensorOperator("aten::unbind", "int").CallMany(Tensor.Ones([20, 3]));
        Assert.Equal(20, rows.Length);
        Assert.Equal([1f, 1, 1], rows[19].ToArray<float>());
    }

    [Fact]
    public void Refusals_carry_the_explanation_of_libtorch()
    {
        using DisposeScope scope = new();
        Tensor left = Tensor.Ones([2, 3]);
        Tensor right = Tensor.Ones([4, 5]);

        TorchException shapes = Assert.Throws<TorchException>(() => left.MatrixMultiply(right));
        Assert.Contains("2x3 and 4x5", shapes.Message);

        TorchException unknown = Assert.Throws<TorchException>(() => new TensorOperator("aten::no_such_thing").Call(left));
        Assert.Contains("no_such_thing", unknown.Message);

        TorchException missing = Assert.Throws<TorchException>(() => new TensorOperator("aten::matmul").Call(left));
        Assert.Contains("misses its argument 'other'", missing.Message);
    }

    [Fact]
    public void A_call_of_a_failing_operator_leaks_nothing()
    {
        long before = LiveTensors.Count();
        using (new DisposeScope())
        {
            Tensor left = Tensor.Ones([2, 3]);
            for (int i = 0; i < 100; i++)
            {
                Assert.Throws<TorchException>(() => left.MatrixMultiply(left));
            }
        }
        Assert.Equal(before, Engine.LiveTensorCount);
    }
}
