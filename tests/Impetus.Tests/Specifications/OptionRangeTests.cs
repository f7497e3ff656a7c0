using System.Reflection;
using Impetus.Algebra;

namespace Impetus.Tests.Specifications;

/// <summary>Every option of every name and wrapper takes its whole range and refuses the rest, by name and from C#.</summary>
public sealed class OptionRangeTests
{
    private static readonly Dictionary<string, (string[] Good, string[] Bad)> Samples = new()
    {
        ["[0, 1)"] = (["0", "0.5", "0.999999"], ["-0.001", "1", "1.5", "1e9"]),
        ["[0, 1]"] = (["0", "0.5", "1"], ["-0.001", "1.001", "1e9"]),
        ["[0, ∞)"] = (["0", "0.5", "1e30"], ["-0.001", "-1e30"]),
        ["(0, ∞)"] = (["1e-30", "0.5", "1e30"], ["0", "-0.5"]),
        ["1, 2, 3, …"] = (["1", "7"], ["0", "-1", "1.5", "1e10"]),
        ["true | false"] = (["true", "false"], ["maybe", "1"]),
    };

    private static readonly string[] NeverGood = ["", "x", "NaN", "Infinity", "-Infinity", "1,5"];

    /// <summary>How an option is written in a specification, beside its description.</summary>
    public static TheoryData<string, string> Options
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (OptimizerDefinition definition in OptimizerRegistry.All)
            {
                definition.Options.ToList().ForEach(option => data.Add(definition.Name, option.Key));
            }

            return data;
        }
    }

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Options))]
    public void RefusesWhatLiesOutside(string name, string key)
    {
        OptionDescription option = OptimizerRegistry.Find(name)!.Options.Single(option => option.Key == key);
        foreach (string value in Bad(option))
        {
            FormatException exception = Assert.Throws<FormatException>(() => OptimizerSpecification.Parse($"{name}:{key}={value}"));
            Assert.Contains(value.Contains(',', StringComparison.Ordinal) ? key : $"{key}={value}", exception.Message, StringComparison.Ordinal);
            if (!value.Contains(',', StringComparison.Ordinal))
            {
                Assert.Contains(option.Range, exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void TakesTheWholeRange(string name, string key)
    {
        OptionDescription option = OptimizerRegistry.Find(name)!.Options.Single(option => option.Key == key);
        foreach (string value in Good(option))
        {
            OptimizerOptions options = OptimizerRegistry.Find(name)!.Defaults();    // not all values agree with the defaults of other options
            OptionDescription.Of(options).Single(option => option.Key == key).Set(value);
            string written = OptionDescription.Of(options).Single(option => option.Key == key).Value;
            Assert.Equal(option.Range.Contains('|', StringComparison.Ordinal) ? value : Number(value), Number(written));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SettersRefuseTheSame(string name)
    {
        OptimizerOptions options = OptimizerRegistry.Find(name)!.Defaults();
        foreach (PartOptions record in new PartOptions[] { options, options.MemoryPart, options.ScalingPart })
        {
            foreach (PropertyInfo property in record.GetType().GetProperties())
            {
                OptionRange range = property.GetCustomAttribute<OptionAttribute>()?.Range ?? OptionRange.Choice;
                foreach (string value in range == OptionRange.Choice ? [] : Samples[range.Notation].Bad)
                {
                    bool isCount = property.PropertyType == typeof(int);
                    double number = double.Parse(value);
                    if (isCount && number is 1.5 or 1e10)
                    {
                        continue;
                    }

                    Exception fault = Assert.Throws<TargetInvocationException>(() => property.SetValue(record, isCount ? (object)(int)number : number)).InnerException!;
                    Assert.Equal(property.Name, Assert.IsType<ArgumentOutOfRangeException>(fault).ParamName);
                    Assert.Contains(range.Notation, fault.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void WrappersRefuseWhatLiesOutside()
    {
        foreach (Wrappers.WrapperOptions wrapper in OptimizerRegistry.Wrappers)
        {
            foreach (OptionDescription option in OptionDescription.OfPart(wrapper).Where(option => option.Range != "a name"))
            {
                foreach (string value in Bad(option).Where(value => !value.Contains(',', StringComparison.Ordinal)))
                {
                    FormatException exception = Assert.Throws<FormatException>(() => OptimizerSpecification.Parse($"{wrapper.Name}({option.Key}={value})+sgd"));
                    Assert.Contains($"{option.Key}={value}", exception.Message, StringComparison.Ordinal);
                    Assert.Contains(option.Range, exception.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    private static IEnumerable<string> Bad(OptionDescription option) => [.. Known(option).Bad, .. NeverGood];

    private static string[] Good(OptionDescription option) => Known(option).Good;

    private static (string[] Good, string[] Bad) Known(OptionDescription option)
        => Samples.TryGetValue(option.Range, out (string[], string[]) sample) ? sample : (option.Range.Split(" | "), ["0", "Neither"]);

    private static string Number(string text) => double.TryParse(text, out double number) ? number.ToString("r") : text;
}
