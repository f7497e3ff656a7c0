using Impetus.Lab.Data.Ratings;
using Impetus.Lab.Models.Graphs;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Graphs;

/// <summary>
/// Predicts ratings from the graph of those that are known; a batch is all of them. Users are told apart by number, items are
/// known by their genres and by who rated them. Judged by the root of the mean squared error.
/// </summary>
internal sealed class RatingTask : ILoadedTask
{
    private readonly Func<nn.Module> _createModel;
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
        _users = OneHot(data.Users).DetachFromDisposeScope();
        _items = Genres(data).DetachFromDisposeScope();
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
    public nn.Module CreateModel() => _createModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Whole(this);

    /// <inheritdoc/>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part)
    {
        model.eval();
        double loss;
        using (no_grad())
        {
            using DisposeScope scope = NewDisposeScope();
            loss = MeanSquaredError(model, _parts[part]).ReadDouble();
        }

        model.train();
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

    private Tensor MeanSquaredError(nn.Module model, Edges edges) =>
        nn.functional.mse_loss(((GraphSage)model).call(_graph, _users, _items, edges.Users, edges.Items), edges.Values);

    private static Tensor OneHot(int count)
    {
        float[] features = new float[count * count];
        for (int k = 0; k < count; k++)
        {
            features[k * count + k] = 1;
        }

        return TensorValues.Copy(features, count, count);
    }

    private static Tensor Genres(RatingData data) => TensorValues.Copy(
        [.. data.ItemGenres.SelectMany(static genres => genres).Select(static has => has ? 1f : 0)], data.Items, data.Genres.Count);

    private sealed class Whole(RatingTask task) : ITrainingBatches
    {
        public Tensor Loss(nn.Module model, long batch) => task.MeanSquaredError(model, task._training);

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
            Users = TensorValues.Copy(Array.ConvertAll(all, static rating => (long)rating.User)).DetachFromDisposeScope();
            Items = TensorValues.Copy(Array.ConvertAll(all, static rating => (long)rating.Item)).DetachFromDisposeScope();
            Values = TensorValues.Copy(Array.ConvertAll(all, static rating => rating.Value)).DetachFromDisposeScope();
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
