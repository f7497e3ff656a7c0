using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchOptions = TorchSharp.Modules.OptimizerOptions;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public sealed partial class ImpetusOptimizer
{
    /// <summary>The hyper-parameters of a group. What is null is as the factory says.</summary>
    public sealed class Options : TorchOptions
    {
        /// <summary>β₁ of the rule; for rules with a heavy ball or torque-aware momentum, β.</summary>
        public double? beta1 { get; set; }

        /// <summary>β₂ of the rule.</summary>
        public double? beta2 { get; set; }

        /// <summary>ε of the rule.</summary>
        public double? eps { get; set; }

        /// <summary>The weight decay.</summary>
        public double? weight_decay { get; set; }

        /// <summary>Whether steps go up instead of down.</summary>
        public bool? maximize { get; set; }

        internal Dictionary<string, string> Others { get; } = [];

        internal ImpetusOptimizer? Owner { get; set; }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            Owner!.WriteState(writer, this);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            Owner!.ReadState(reader, this);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(TorchOptions source)
        {
            ArgumentNullException.ThrowIfNull(source);
            Options given = ParamGroup.Read(source);
            LearningRate = given.LearningRate;
            InitialLearningRate = given.InitialLearningRate;
            beta1 = beta1 is null ? null : given.beta1 ?? beta1;
            beta2 = beta2 is null ? null : given.beta2 ?? beta2;
            eps = eps is null ? null : given.eps ?? eps;
            weight_decay = given.weight_decay ?? weight_decay;
            maximize = given.maximize ?? maximize;
        }
    }

    /// <summary>Parameters that share hyper-parameters.</summary>
    public sealed class ParamGroup : ParamGroup<Options>, optim.IBetas, optim.IMomentum
    {
        /// <summary>A group of parameters without names: messages and states call them by number.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate; without it, the factory's.</param>
        /// <param name="beta1">β₁, or the momentum; without it, the factory's.</param>
        /// <param name="beta2">β₂; without it, the factory's.</param>
        /// <param name="eps">ε; without it, the factory's.</param>
        /// <param name="weight_decay">The weight decay; without it, the factory's.</param>
        /// <param name="maximize">Whether steps go up; without it, the factory's.</param>
        public ParamGroup(IEnumerable<TorchParameter> parameters, double? lr = null, double? beta1 = null, double? beta2 = null, double? eps = null, double? weight_decay = null, bool? maximize = null)
            : this(parameters.Select(static parameter => ("", parameter)), lr, beta1, beta2, eps, weight_decay, maximize)
        {
        }

        /// <summary>A group of parameters with the module's names.</summary>
        /// <param name="parameters">The parameters, as <c>named_parameters()</c> gives them.</param>
        /// <param name="lr">The learning rate; without it, the factory's.</param>
        /// <param name="beta1">β₁, or the momentum; without it, the factory's.</param>
        /// <param name="beta2">β₂; without it, the factory's.</param>
        /// <param name="eps">ε; without it, the factory's.</param>
        /// <param name="weight_decay">The weight decay; without it, the factory's.</param>
        /// <param name="maximize">Whether steps go up; without it, the factory's.</param>
        public ParamGroup(IEnumerable<(string name, TorchParameter parameter)> parameters, double? lr = null, double? beta1 = null, double? beta2 = null, double? eps = null, double? weight_decay = null, bool? maximize = null)
            : this(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, maximize = maximize })
        {
        }

        private ParamGroup(IEnumerable<(string name, TorchParameter parameter)> parameters, Options options)
            : base([], options)
        {
            Named = [.. parameters];
            Parameters = [.. Named.Select(static named => named.Parameter)];
        }

        /// <summary>β₁ (or the momentum) and β₂; NaN where the rule has none.</summary>
        /// <exception cref="InvalidOperationException">The rule has no such coefficient to set.</exception>
        public (double, double) Betas
        {
            get => (Options.beta1 ?? double.NaN, Options.beta2 ?? double.NaN);
            set
            {
                Options.beta1 = Changed("beta1", Options.beta1, value.Item1);
                Options.beta2 = Changed("beta2", Options.beta2, value.Item2);
            }
        }

        /// <summary>The momentum; NaN where the rule chooses it itself.</summary>
        /// <exception cref="InvalidOperationException">The rule has no such coefficient to set.</exception>
        public double Momentum
        {
            get => Options.beta1 ?? double.NaN;
            set => Options.beta1 = Changed("momentum", Options.beta1, value);
        }

        internal IReadOnlyList<(string Name, TorchParameter Parameter)> Named { get; }

        /// <summary>The types of the modules that hold the parameters, by name, where they are known.</summary>
        internal IReadOnlyDictionary<string, string>? ModuleTypes { get; init; }

        /// <summary>A group of ours as it is; one of TorchSharp with its parameters and the hyper-parameters that it sets.</summary>
        internal static ParamGroup From(TorchSharp.Modules.ParamGroup group)
        {
            ArgumentNullException.ThrowIfNull(group);
            if (group is ParamGroup own)
            {
                return own;
            }

            Options options = ((TorchSharp.Modules.ParamGroup)group).Options is { } given ? Read(given) : new();
            // Whoever keeps TorchSharp's group and sets its learning rate sets that of the group that is stepped.
            group.Options = options;
            return new ParamGroup(group.Parameters.Select(static parameter => ("", parameter)), options);
        }

        /// <summary>Fills in what the group leaves to the factory. A hyper-parameter that the rule does not have is left out.</summary>
        internal void Complete(Options factory)
        {
            Options.LearningRate ??= factory.LearningRate;
            Options.InitialLearningRate = Options.LearningRate!.Value;
            Options.beta1 = factory.beta1 is null ? null : Options.beta1 ?? factory.beta1;
            Options.beta2 = factory.beta2 is null ? null : Options.beta2 ?? factory.beta2;
            Options.eps = factory.eps is null ? null : Options.eps ?? factory.eps;
            Options.weight_decay ??= factory.weight_decay;
            Options.maximize ??= factory.maximize;
        }

        /// <summary>The hyper-parameters of TorchSharp's optimizers, whatever their type.</summary>
        internal static Options Read(TorchOptions given)
        {
            Options options = new() { LearningRate = given.LearningRate, InitialLearningRate = given.InitialLearningRate };
            if (given is Options own)
            {
                (options.beta1, options.beta2, options.eps, options.weight_decay, options.maximize) = (own.beta1, own.beta2, own.eps, own.weight_decay, own.maximize);
                return options;
            }

            foreach (System.Reflection.FieldInfo field in given.GetType().GetFields())
            {
                object? value = field.GetValue(given);
                switch (field.Name, value)
                {
                    case (_, null): break;
                    case ("beta1" or "momentum", double number): options.beta1 = number; break;
                    case ("beta2" or "alpha", double number): options.beta2 = number; break;
                    case ("eps", double number): options.eps = number; break;
                    case ("weight_decay", double number): options.weight_decay = number; break;
                    case ("maximize", bool flag): options.maximize = flag; break;
                    default: options.Others[field.Name] = System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToLower(value.ToString()!); break;
                }
            }

            return options;
        }

        private static double? Changed(string name, double? before, double now) => before is not null || double.IsNaN(now)
            ? (double.IsNaN(now) ? before : now)
            : throw new InvalidOperationException($"This optimizer has no {name} to set; give a scheduler that varies the momentum cycle_momentum: false.");
    }
}
