using System.Security.Cryptography;
using System.Text;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Tests.Models;

[Collection(NetworkEngine.Collection)]
public sealed class InitializationTests
{
    [Fact]
    public void Initial_values_depend_on_the_seed_and_the_name_alone()
    {
        using Sequential small = Sequential(Linear(20, 10));
        using Sequential large = Sequential(Linear(20, 10), Linear(20, 10));
        small.Initialize(7);
        manual_seed(3);
        large.Initialize(7);
        float[] first = Values(large, "0.weight");

        Assert.Equal(Values(small, "0.weight"), first);
        Assert.NotEqual(Values(large, "1.weight"), first);
        small.Initialize(8);
        Assert.NotEqual(Values(small, "0.weight"), first);
    }

    [Fact]
    public void Linear_weights_are_uniform_within_the_root_of_their_inputs()
    {
        using Linear layer = Linear(100, 500);
        layer.Initialize(3);
        double[] weights = [.. layer.weight.ToArray<float>().Select(x => (double)x)];

        Assert.All(weights, weight => Assert.InRange(weight, -0.1, 0.1));
        Assert.InRange(weights.Max(), 0.0999, 0.1);
        Assert.InRange(weights.Average(), -0.001, 0.001);
        Assert.InRange(weights.Average(x => x * x), 0.0033, 0.00337); // 0.1²/3
    }

    /// <summary>Hashes of what the engine that the lab had before TorchSharp drew; see tests/golden/networks/README.md.</summary>
    public static TheoryData<string, ulong, long, string> Drawn()
    {
        TheoryData<string, ulong, long, string> rows = [];
        foreach (string[] cells in File.ReadLines(Path.Combine(GoldenNetwork.Folder, "initial-values.tsv")).Skip(1).Select(static line => line.Split('\t')))
        {
            rows.Add(cells[0], ulong.Parse(cells[1]), long.Parse(cells[2]), cells[3]);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Every_model_starts_from_the_bits_it_always_started_from(string name, ulong seed, long count, string hash)
    {
        using Module model = GoldenNetwork.CreateModel(name);
        model.Initialize(seed);
        using IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string parameter, TorchParameter values) in model.named_parameters().OrderBy(static named => named.name, StringComparer.Ordinal))
        {
            sum.AppendData(Encoding.UTF8.GetBytes(parameter));
            sum.AppendData(values.bytes);
        }
        Assert.Equal(count, model.ParameterCount());
        Assert.Equal(hash, Convert.ToHexStringLower(sum.GetHashAndReset()));
    }

    [Fact]
    public void Statistics_start_anew_and_nothing_hangs_on_a_scope()
    {
        Sequential model;
        using (NewDisposeScope())
        {
            model = Sequential(Linear(3, 2), BatchNorm1d(2), Embedding(3, 2));
            ((BatchNorm1d)model[1]).forward(rand(5, 2));
            model.Initialize(1);
        }

        using (model)
        {
            BatchNorm1d normalization = (BatchNorm1d)model[1];
            Assert.Equal([0f, 0], normalization.running_mean!.ToArray<float>());
            Assert.Equal([1f, 1], normalization.running_var!.ToArray<float>());
            Assert.Equal(0, normalization.num_batches_tracked!.item<long>());
            Assert.Equal([3, 2], model.get_parameter("2.weight")!.shape);
        }
    }

    [Fact]
    public void A_layer_without_a_rule_is_named()
    {
        using Sequential model = Sequential(PReLU(4));
        Assert.Contains("PReLU", Assert.Throws<NotSupportedException>(() => model.Initialize(1)).Message, StringComparison.Ordinal);
    }

    private static float[] Values(Module model, string name) => model.get_parameter(name)!.ToArray<float>();
}
