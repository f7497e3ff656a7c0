using Impetus.Lab.Models.Layers;
using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Graphs;

/// <summary>
/// Predicts the values of edges between users and items: two layers of GraphSAGE with means over neighbours (Hamilton et al.
/// 2017), one for each direction, then a regression on the vectors of an edge's two ends. The paper of torque-aware momentum
/// trains such a network on MovieLens (section 4.4, "GNN" of Table 3).
/// </summary>
public sealed class GraphSage : Module<BipartiteGraph, Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly Both conv1;
    private readonly Both conv2;
    private readonly Regressor decoder;

    /// <summary>Makes one, not yet initialised.</summary>
    /// <param name="userFeatures">Features of a user.</param>
    /// <param name="itemFeatures">Features of an item.</param>
    /// <param name="hidden">Length of the vectors of both layers and of the regression.</param>
    public GraphSage(int userFeatures, int itemFeatures, int hidden)
        : base(nameof(GraphSage))
    {
        conv1 = new Both(userFeatures, itemFeatures, hidden);
        conv2 = new Both(hidden, hidden, hidden);
        decoder = new Regressor(hidden);
        RegisterComponents();
    }

    /// <summary>Predicts the values of edges.</summary>
    /// <param name="graph">The edges that are known.</param>
    /// <param name="users">Features (users, userFeatures).</param>
    /// <param name="items">Features (items, itemFeatures).</param>
    /// <param name="edgeUsers">The users of the edges in question (edge), of type <see cref="int64"/>.</param>
    /// <param name="edgeItems">Their items (edge).</param>
    /// <returns>(edge).</returns>
    public override Tensor forward(BipartiteGraph graph, Tensor users, Tensor items, Tensor edgeUsers, Tensor edgeItems)
    {
        (Tensor user, Tensor item) = conv1.call(graph, users, items);
        (user, item) = conv2.call(graph, user.relu(), item.relu());
        return decoder.call(user, item, edgeUsers, edgeItems);
    }

    // One layer for all nodes.
    private sealed class Both : Module<BipartiteGraph, Tensor, Tensor, (Tensor Users, Tensor Items)>
    {
        private readonly SampleAndAggregate user_to_item;
        private readonly SampleAndAggregate item_to_user;

        public Both(int userWidth, int itemWidth, int outputs)
            : base(nameof(Both))
        {
            user_to_item = new SampleAndAggregate(userWidth, itemWidth, outputs);
            item_to_user = new SampleAndAggregate(itemWidth, userWidth, outputs);
            RegisterComponents();
        }

        public override (Tensor Users, Tensor Items) forward(BipartiteGraph graph, Tensor users, Tensor items) =>
            (item_to_user.call(graph.UserMeans, items, users), user_to_item.call(graph.ItemMeans, users, items));
    }

    // Two linear maps of both ends' vectors side by side. The first one acts on nodes, of which there are fewer than edges.
    private sealed class Regressor : Module<Tensor, Tensor, Tensor, Tensor, Tensor>
    {
        private readonly Linear user;
        private readonly Linear item;
        private readonly Linear output;

        public Regressor(int width)
            : base(nameof(Regressor))
        {
            Initializer initializer = Initializers.UniformByInputs(2 * width);
            user = Linear(width, width).StartingFrom(initializer);
            item = Linear(width, width, hasBias: false).StartingFrom(initializer);
            output = Linear(width, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor users, Tensor items, Tensor edgeUsers, Tensor edgeItems)
        {
            Tensor ends = user.call(users).index_select(0, edgeUsers).Plus(item.call(items).index_select(0, edgeItems));
            return output.call(ends.relu()).reshape(-1);
        }
    }
}
