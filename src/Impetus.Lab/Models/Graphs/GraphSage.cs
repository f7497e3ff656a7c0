using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Graphs;

/// <summary>
/// Predicts the values of edges between users and items: two layers of GraphSAGE with means over neighbours (Hamilton et al.
/// 2017), one for each direction, then a regression on the vectors of an edge's two ends. The paper of torque-aware momentum
/// trains such a network on MovieLens (section 4.4, "GNN" of Table 3).
/// </summary>
public sealed class GraphSage : Module
{
    private readonly Both _first;
    private readonly Both _second;
    private readonly Regressor _regressor;
    private readonly Rectifier _rectifier = new();

    /// <summary>Makes one, not yet initialised.</summary>
    /// <param name="userFeatures">Features of a user.</param>
    /// <param name="itemFeatures">Features of an item.</param>
    /// <param name="hidden">Length of the vectors of both layers and of the regression.</param>
    public GraphSage(int userFeatures, int itemFeatures, int hidden)
    {
        _first = Child("conv1", new Both(userFeatures, itemFeatures, hidden));
        _second = Child("conv2", new Both(hidden, hidden, hidden));
        _regressor = Child("decoder", new Regressor(hidden));
    }

    /// <summary>Predicts the values of edges.</summary>
    /// <param name="graph">The edges that are known.</param>
    /// <param name="users">Features (users, userFeatures).</param>
    /// <param name="items">Features (items, itemFeatures).</param>
    /// <param name="edgeUsers">The users of the edges in question (edge), of type <see cref="ScalarType.Int64"/>.</param>
    /// <param name="edgeItems">Their items (edge).</param>
    /// <returns>(edge).</returns>
    public Tensor Forward(BipartiteGraph graph, Tensor users, Tensor items, Tensor edgeUsers, Tensor edgeItems)
    {
        ArgumentNullException.ThrowIfNull(graph);
        (Tensor user, Tensor item) = _first.Forward(graph, users, items);
        (user, item) = _second.Forward(graph, _rectifier.Forward(user), _rectifier.Forward(item));
        return _regressor.Forward(user, item, edgeUsers, edgeItems);
    }

    // One layer for all nodes.
    private sealed class Both : Module
    {
        private readonly SampleAndAggregate _toItems;
        private readonly SampleAndAggregate _toUsers;

        public Both(int userWidth, int itemWidth, int outputs)
        {
            _toItems = Child("user_to_item", new SampleAndAggregate(userWidth, itemWidth, outputs));
            _toUsers = Child("item_to_user", new SampleAndAggregate(itemWidth, userWidth, outputs));
        }

        public (Tensor Users, Tensor Items) Forward(BipartiteGraph graph, Tensor users, Tensor items) =>
            (_toUsers.Forward(graph.UserMeans, items, users), _toItems.Forward(graph.ItemMeans, users, items));
    }

    // Two linear maps of both ends' vectors side by side. The first one acts on nodes, of which there are fewer than edges.
    private sealed class Regressor : Module
    {
        private readonly Linear _user;
        private readonly Linear _item;
        private readonly Linear _output;
        private readonly Rectifier _rectifier = new();

        public Regressor(int width)
        {
            Initializer initializer = Initializers.UniformByInputs(2 * width);
            _user = Child("user", new Linear(width, width, initializer: initializer));
            _item = Child("item", new Linear(width, width, bias: false, initializer));
            _output = Child("output", new Linear(width, 1));
        }

        public Tensor Forward(Tensor users, Tensor items, Tensor edgeUsers, Tensor edgeItems)
        {
            Tensor ends = _user.Forward(users).Rows(edgeUsers) + _item.Forward(items).Rows(edgeItems);
            return _output.Forward(_rectifier.Forward(ends)).Reshape(-1);
        }
    }
}
