using Impetus.Tests.Contract;

namespace Impetus.Tests.Groups;

/// <summary>Different rules, decays and rates for different parameters of one optimizer, in words.</summary>
public sealed class RuleGroupTests
{
    private static readonly Tensor[] Tensors =
    [
        Tensor.Matrix("embed.weight", 0, 7, 4), Tensor.Matrix("blocks.0.weight", 28, 4, 4), new("blocks.0.bias", 44, 4),
        Tensor.Matrix("blocks.1.weight", 48, 4, 4), new("blocks.1.bias", 64, 4), new("norm.weight", 68, 4), Tensor.Matrix("head.weight", 72, 4, 7),
    ];

    /// <summary>A parameter moves as it would in an optimizer of its rule, which sees its group alone.</summary>
    [Theory]
    [InlineData("groups(rank=2:(muon:lr=0.02),else:(adamw:lr=1e-3))", "muon:lr=0.02", "adamw:lr=1e-3", "embed.weight", "blocks.0.weight", "blocks.1.weight", "head.weight")]
    [InlineData("groups(name=embed.*|head.*:(adam-cm:lr=0.01,capacity=2),else:tam)", "adam-cm:lr=0.01,capacity=2", "tam", "embed.weight", "head.weight")]
    [InlineData("groups( rank=2 & name=blocks.* : ( am-adamw : weight-decay=0.3 ) , else:(tam:lr=0.02,scope=tensor))", "am-adamw:weight-decay=0.3", "tam:lr=0.02,scope=tensor", "blocks.0.weight", "blocks.1.weight")]
    [InlineData("groups(type=Linear:(sgdm),else:(adamw:weight-decay=0.1,decay-mode=coupled))", "sgdm", "adamw:weight-decay=0.1,decay-mode=coupled", "blocks.0.weight", "blocks.0.bias")]
    public void EachGroupMovesByItsRule(string specification, string first, string second, params string[] members)
    {
        using Trial<float> mixed = Typed(specification);
        using Trial<float> one = new(first, [.. Tensors.Where(tensor => members.Contains(tensor.Name))]), other = new(second, [.. Tensors.Where(tensor => !members.Contains(tensor.Name))]);
        mixed.Run(0, 12);
        one.Run(0, 12);
        other.Run(0, 12);
        Assert.All(Tensors, tensor => Assert.Equal((members.Contains(tensor.Name) ? one : other)[tensor.Name], mixed[tensor.Name]));
    }

    [Fact]
    public void TheFirstGroupThatChoosesMoves()
    {
        using Trial<float> trial = new("groups(name=embed.*:(sgd),rank=2:(muon),else:(adamw))", Tensors);
        Assert.Equal(["name=embed.*", "rank=2", "else"], trial.Optimizer.Groups.Select(group => group.Name));
        Assert.Equal([1, 3, 3], trial.Optimizer.Groups.Select(group => group.Parameters.Count));
    }

    [Fact]
    public void RatesFollowTheFirstGroupInProportion()
    {
        using Trial<float> trial = new("groups(rank=2:(sgd:lr=0.02),else:(adamw:lr=1e-3)):clip-norm=1", Tensors);
        Assert.Equal(1, trial.Optimizer.Options.ClipNorm);
        Assert.Equal([0.02, 1e-3], trial.Optimizer.Groups.Select(group => group.LearningRate));
        trial.Optimizer.LearningRate = 0.04;
        Assert.Equal([0.04, 2e-3], trial.Optimizer.Groups.Select(group => group.LearningRate));
        using Trial<float> tuned = new("groups(rank=2:(sgd:lr=0.02),else:(adamw:lr=1e-3)):lr=0.01", Tensors);
        Assert.Equal([0.01, 5e-4], tuned.Optimizer.Groups.Select(group => group.LearningRate));
    }

    [Fact]
    public void OneStateHoldsAllGroups()
    {
        const string Specification = "ema(decay=0.9)+groups(name=embed.*:(adamw:scope=tensor),rank=2:(muon),else:(adamw:decay-mode=coupled))";
        using Run whole = new(Specification), stopped = new(Specification), resumed = new(Specification);
        using MemoryStream state = new();
        whole.Take(0, 9);
        stopped.Take(0, 4).Optimizer.Save(state);
        state.Position = 0;
        resumed.CopyParameters(stopped);
        resumed.Optimizer.Load(state);
        Assert.Equal(whole.Values, resumed.Take(4, 9).Values);
    }

    [Fact]
    public void VectorsDoNotDecayIfTheyAreSpared()
    {
        using Trial<float> spared = new("adamw:weight-decay=0.5,no-decay=vectors", Tensors), matrices = new("adamw:weight-decay=0.5", Tensors), vectors = new("adamw:weight-decay=0", Tensors);
        spared.Run(0, 9);
        matrices.Run(0, 9);
        vectors.Run(0, 9);
        Assert.All(Tensors, tensor => Assert.Equal((tensor.Shape.Length == 2 ? matrices : vectors)[tensor.Name], spared[tensor.Name]));
        spared.Optimizer.Groups[0].WeightDecay = 0.25;
        Assert.Equal([0.25, 0], spared.Optimizer.Groups.Select(group => group.WeightDecay));
    }

    [Fact]
    public void RatesFallFromLayerToLayer()
    {
        using Trial<float> trial = new("sgd:lr=1,layer-decay=0.5", Tensors);
        Assert.Equal(["default", "layer 0", "layer 1", "layer 2"], trial.Optimizer.Groups.Select(group => group.Name));
        Assert.Equal([1, 0.125, 0.25, 0.5], trial.Optimizer.Groups.Select(group => group.LearningRate));
        Assert.Equal(["norm.weight", "head.weight"], trial.Optimizer.Groups["default"].Parameters.Select(parameter => parameter.Name));
        trial.Optimizer.LearningRate = 2;
        Assert.Equal([2, 0.25, 0.5, 1], trial.Optimizer.Groups.Select(group => group.LearningRate));
        trial.Optimizer.Groups[0].IsFrozen = true;
        Assert.All(trial.Optimizer.Groups, group => Assert.True(group.IsFrozen));
    }

    [Fact]
    public void LayersAreNumberedModulesAndWhatStandsAround()
    {
        LayerOrder resnet = new(["conv1.weight", "bn1.weight", "layer1.0.conv1.weight", "layer1.0.bn1.bias", "layer1.1.conv1.weight", "layer2.0.conv1.weight", "fc.weight", "fc.bias"]);
        Assert.Equal([0, 1, 2, 3, 4, 4], new[] { "bn1.weight", "layer1.0.bn1.bias", "layer1.1.conv1.weight", "layer2.0.conv1.weight", "fc.weight", "fc.bias" }.Select(name => resnet[name]));
        LayerOrder plain = new(["conv1.weight", "conv1.bias", "fc.weight"]);
        Assert.Equal((0, 0, 1, 1), (plain["conv1.weight"], plain["conv1.bias"], plain["fc.weight"], plain.Last));
        Assert.Equal(0, new LayerOrder([]).Last);
    }

    [Theory]
    [InlineData("groups(rank=2:(muon))", "'blocks.0.bias' belongs to none of the groups")]
    [InlineData("groups(type=Linear:(muon),else:(adamw))", "need to know the module of 'embed.weight'")]
    [InlineData("groups(rank=2:(muon),rank=2:(adamw),else:sgd)", null)]
    public void WhatDoesNotFitTheParametersIsRefused(string specification, string? message)
    {
        ArgumentException? fault = Record.Exception(() => new Trial<float>(specification, Tensors).Dispose()) as ArgumentException;
        Assert.Equal(message is null, fault is null);
        Assert.Contains(message ?? "", fault?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groups", "groups needs its groups")]
    [InlineData("groups()", "has no group")]
    [InlineData("groups(rank=2:(muon)", "never closed")]
    [InlineData("groups(muon,adamw)", "'muon' is no group")]
    [InlineData("groups(rnak=2:(muon),else:adamw)", "Did you mean rank?")]
    [InlineData("groups(rank=two:(muon))", "a rank is a number of dimensions")]
    [InlineData("groups(else:(sam+adamw))", "before groups(...)")]
    [InlineData("groups(else:(groups(else:adamw)))", "groups within a group")]
    [InlineData("groups(else:(adamw:clip-norm=1))", "hold for all groups")]
    [InlineData("groups(else:(adam:lr=0))", "put another group first")]
    [InlineData("groups(else:(adamw)):beta1=0.5", "groups has no option 'beta1'")]
    [InlineData("groups(else:(adamw))+adamw", "follows groups(...)")]
    [InlineData("groups(else:(admw))", "Did you mean adamw")]
    public void MistakesAreNamedAndMended(string specification, string message)
        => Assert.Contains(message, Assert.Throws<FormatException>(() => OptimizerSpecification.Parse(specification)).Message, StringComparison.Ordinal);

    /// <summary>A trial whose parameters of the first block are a linear module's.</summary>
    private static Trial<float> Typed(string specification)
        => new(Configurations.Options(specification), parameter => parameter.ModuleType = parameter.Name.StartsWith("blocks.0", StringComparison.Ordinal) ? "Linear" : "Other", Tensors);

    /// <summary>An optimizer with its wrappers on the tensors.</summary>
    private sealed class Run : IDisposable
    {
        private readonly ParameterSet _parameters = [];
        private readonly float[][] _values = [.. Tensors.Select(tensor => GradientStream.Values<float>(tensor.FirstCoordinate, tensor.Length))];
        private readonly float[][] _gradients = [.. Tensors.Select(tensor => new float[tensor.Length])];

        public Run(string specification)
        {
            for (int tensor = 0; tensor < Tensors.Length; tensor++)
            {
                _parameters.Add(Tensors[tensor].Name, _values[tensor], _gradients[tensor], Tensors[tensor].Shape.AsSpan());
            }

            Optimizer = Optimizers.Create(_parameters, specification);
        }

        public Optimizer Optimizer { get; }

        public IEnumerable<float> Values => _values.SelectMany(static values => values);

        public void CopyParameters(Run other)
        {
            for (int tensor = 0; tensor < Tensors.Length; tensor++)
            {
                other._values[tensor].CopyTo(_values[tensor], 0);
            }
        }

        public Run Take(int first, int end)
        {
            for (int step = first; step < end; step++)
            {
                for (int tensor = 0; tensor < Tensors.Length; tensor++)
                {
                    GradientStream.Fill(_gradients[tensor].AsSpan(), Tensors[tensor].FirstCoordinate, step);
                }

                Optimizer.Step();
            }

            return this;
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            _parameters.Dispose();
        }
    }
}
