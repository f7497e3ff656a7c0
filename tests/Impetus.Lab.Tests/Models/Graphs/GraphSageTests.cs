using Impetus.Lab.Models;
using Impetus.Lab.Models.Graphs;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models.Graphs;

[Collection(NetworkEngine.Collection)]
public sealed class GraphSageTests
{
    [Fact]
    public void A_tiny_graph_gives_what_paper_and_pencil_give()
    {
        // Users 0 and 1, items 0, 1 and 2; item 2 has no edge.
        using BipartiteGraph graph = new(2, 3, [(0, 0), (0, 1), (1, 1)]);
        using GraphSage model = new(userFeatures: 1, itemFeatures: 1, hidden: 1);
        model.Initialize(0);
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, double> weights = new()
        {
            ["conv1.user_to_item.bias"] = 0.5,
            ["conv1.user_to_item.lin_l.weight"] = 2,
            ["conv1.user_to_item.lin_r.weight"] = 1,
            ["conv1.item_to_user.bias"] = -1,
            ["conv1.item_to_user.lin_l.weight"] = 1,
            ["conv1.item_to_user.lin_r.weight"] = 3,
            ["conv2.user_to_item.bias"] = 0,
            ["conv2.user_to_item.lin_l.weight"] = 1,
            ["conv2.user_to_item.lin_r.weight"] = 1,
            ["conv2.item_to_user.bias"] = 0,
            ["conv2.item_to_user.lin_l.weight"] = 0.5,
            ["conv2.item_to_user.lin_r.weight"] = 2,
            ["decoder.user.weight"] = 1,
            ["decoder.user.bias"] = 1,
            ["decoder.item.weight"] = -1,
            ["decoder.output.weight"] = 2,
            ["decoder.output.bias"] = 0.25,
        };
        Assert.Equal(weights.Keys.Order(), model.named_parameters().Select(named => named.name).Order());
        using (no_grad())
        {
            foreach ((string name, Tensor parameter) in model.named_parameters())
            {
                parameter.fill_(weights[name]);
            }
        }

        // Users 1, −2; items 1, 3, 4.
        // Layer 1: items 0.5 + 2·(1, −½, 0) + (1, 3, 4) = (3.5, 2.5, 4.5); users −1 + (2, 3) + 3·(1, −2) = (4, −4) → (4, 0).
        // Layer 2: items (4, 2, 0) + (3.5, 2.5, 4.5) = (7.5, 4.5, 4.5); users ½·(3, 2.5) + 2·(4, 0) = (9.5, 1.25).
        // Edges (0, 0): relu(9.5 + 1 − 7.5) = 3; (1, 1): relu(1.25 + 1 − 4.5) = 0; (0, 2): 6.
        Tensor predictions = model.call(
            graph, tensor([1f, -2], [2, 1]), tensor([1f, 3, 4], [3, 1]), tensor([0L, 1, 0]), tensor([0L, 1, 2]));
        Assert.Equal([6.25f, 0.25f, 12.25f], predictions.ToArray<float>(), (a, b) => MathF.Abs(a - b) < 1e-5f);
    }
}
