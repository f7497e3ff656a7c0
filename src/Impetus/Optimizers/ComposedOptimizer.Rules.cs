using Impetus.Kernels;

namespace Impetus;

// Which rules there are, which tensors each of them moves, and how these are cut.
internal sealed partial class ComposedOptimizer
{
    private Partition PartitionFor(int threads)
    {
        nint[] lengths = [.. Parameters.Select(parameter => parameter.Length)];
        return Parameters.Device is null
            ? new Partition(lengths, threads, tensor => Groups[_cohorts.GroupOf[tensor]].Options.CutOf(Parameters), blocks: Parameters.Shard?.Blocks)
            : new Partition(lengths, threads, static _ => Cut.Never, blockLength: lengths.Append(1).Max());
    }

    /// <summary>One rule for all groups of the same parts.</summary>
    private (Rule[] Rules, Rule[] RuleOf) CreateRules(Partition partition, IDevice device)
    {
        OptimizerOptions[] kinds = [.. Groups.Select(group => group.Options).DistinctBy(options => options.Kind)];
        Rule[] rules = [.. kinds.Select(Create)];
        return (rules, [.. Parameters.Select((_, tensor) => rules[Array.FindIndex(kinds, kind => kind.Kind == KindOf(tensor))])]);

        Rule Create(OptimizerOptions kind)
        {
            bool[] isOwnGroup = [.. Groups.Select(group => group.Options.Kind == kind.Kind)];
            bool[] isOwn = [.. Parameters.Select((_, tensor) => isOwnGroup[_cohorts.GroupOf[tensor]])];
            return kind.CreateRule(new(kind, Groups, isOwnGroup, isOwn, Parameters, _cohorts, _sums, partition, device));
        }

        string KindOf(int tensor) => Groups[_cohorts.GroupOf[tensor]].Options.Kind;
    }

    /// <summary>Of a number that every rule has for each coordinate, the mean over coordinates.</summary>
    private int Average(Func<Rule, int> of)
    {
        long total = 0;
        for (int tensor = 0; tensor < _ruleOf.Length; tensor++)
        {
            total += Parameters[tensor].Length * (long)of(_ruleOf[tensor]);
        }

        return Parameters.CoordinateCount > 0 ? (int)(total / Parameters.CoordinateCount) : of(_rules[0]);
    }
}
