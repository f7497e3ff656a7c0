using Impetus.Lab.Data.Ratings;
using Impetus.Lab.Models.Graphs;
using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Tasks.Graphs;

/// <summary>
/// Predicts ratings from the graph of those that are known; a batch is all of them. Users are told apart by number, items are
/// known by their genres and by who rated them. Judged by the root of the mean squared error.
/// </summary>
internal sealed class RatingTask : ILoadedTask
{
    private readonly Func<Module> _createModel;
    private readonly BipartiteGraph _graph;
    private readonly Tensor _users;
    private readonly Tensor _items;
    private readonly Edges _training;
    private readonly Dictionary<EvaluationPart, Edges> _parts;

    /// <summary>Cuts the data to the size of a budget.</summary>
    /// <param name="data">All ratings.</param>
    /// <param name="budget">Limits on ratings.</param>
    /// <param name="createModel">Makes a model for so many features of a user and of an item.</param>
    public RatingTask(RatingData data, ScaleBudget budget, Func<int, int, GraphSage> createModel)
    {
        Rating[] known = [.. data.Training.Take(budget.TrainingExamples)];
        _createModel = () => createModel(data.Users, data.Genres.Count);
        _graph = new BipartiteGraph(data.Users, data.Items, known.Select(static rating => (rating.User, rating.Item)));
        _users = OneHot(data.Users).KeepOutOfScopes();
        _items = Genres(data).KeepOutOfScopes();
        _training = new Edges(known);
        _parts = new()
        {
            [EvaluationPart.Curve] = new Edges(data.Validation.Take(Math.Min(budget.CurveExamples, budget.ValidationExamples))),
            [EvaluationPart.Validation] = new Edges(data.Validation.Take(budget.ValidationExamples)),
            [EvaluationPart.Test] = new Edges(data.Test.Take(budget.TestExamples)),
        };
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(_training.Count, _parts[EvaluationPart.Validation].Count, _parts[EvaluationPart.Test].Count);

    /// <inheritdoc/>
    public int StepsPerEpoch => 1;

    /// <inheritdoc/>
    public Module CreateModel() => _createModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Whole(this);

    /// <inheritdoc/>
    public Evaluation Evaluate(Module model, EvaluationPart part)
    {
        model.Evaluate();
        double loss;
        using (Engine.NoGradient())
        {
            using DisposeScope scope = new();
            loss = MeanSquaredError(model, _parts[part]).Item();
        }

        model.Train();
        return new Evaluation(loss, Math.Sqrt(loss));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _graph.Dispose();
        _users.Dispose();
        _items.Dispose();
        foreach (Edges edges in _parts.Values.Append(_training))
        {
            edges.Dispose();
        }
    }

    private Tensor MeanSquaredError(Module model, Edges edges) =>
        (((GraphSage)model).Forward(_graph, _users, _items, edges.Users, edges.Items) - edges.Values).Power(2).Mean();

    private static Tensor OneHot(int count)
    {
        float[] features = new float[count * count];
        for (int k = 0; k < count; k++)
        {
            features[k * count + k] = 1;
        }

        return Tensor.From(features, count, count);
    }

    private static Tensor Genres(RatingData data) => Tensor.From(
        [.. data.ItemGenres.SelectMany(static genres => genres).Select(static has => has ? 1f : 0)], data.Items, data.Genres.Count);

    private sealed class Whole(RatingTask task) : ITrainingBatches
    {
        public Tensor Loss(Module model, long batch) => task.MeanSquaredError(model, task._training);

        public void Dispose()
        {
        }
    }

    private sealed class Edges : IDisposable
    {
        public Edges(IEnumerable<Rating> ratings)
        {
            Rating[] all = [.. ratings];
            Count = all.Length;
            Users = Tensor.From(Array.ConvertAll(all, static rating => (long)rating.User)).KeepOutOfScopes();
            Items = Tensor.From(Array.ConvertAll(all, static rating => (long)rating.Item)).KeepOutOfScopes();
            Values = Tensor.From(Array.ConvertAll(all, static rating => rating.Value)).KeepOutOfScopes();
        }

        public int Count { get; }

        public Tensor Users { get; }

        public Tensor Items { get; }

        public Tensor Values { get; }

        public void Dispose()
        {
            Users.Dispose();
            Items.Dispose();
            Values.Dispose();
        }
    }
}
