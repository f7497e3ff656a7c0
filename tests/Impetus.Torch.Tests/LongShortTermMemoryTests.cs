using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

/// <summary>Against the textbook cell in plain loops and double precision, and its slope by differences.</summary>
[Collection(EngineGroup.Name)]
public sealed class LongShortTermMemoryTests
{
    private const int Inputs = 3, Hidden = 4, Layers = 2, Batch = 2, Length = 5;

    [Fact]
    public void States_and_gradients_are_those_of_the_textbook()
    {
        using DisposeScope scope = new();
        using LongShortTermMemory module = new(Inputs, Hidden, Layers);
        module.Initialize(4);
        module.ConvertTo(ScalarType.Float64);
        Random random = new(5);
        double[] input = Draw(Length * Batch * Inputs), hidden = Draw(Layers * Batch * Hidden), cell = Draw(Layers * Batch * Hidden);
        double[] direction = Draw(Length * Batch * Hidden);
        double[][] parameters = [.. module.Parameters.Select(named => named.Tensor.Value.ToArray<double>())];

        RecurrentState start = new(Tensor.From(hidden, Layers, Batch, Hidden), Tensor.From(cell, Layers, Batch, Hidden));
        (Tensor output, RecurrentState last) = module.Forward(Tensor.From(input, Length, Batch, Inputs), start);
        (double[] expected, double[] lastHidden, double[] lastCell) = Reference(parameters, input, hidden, cell);

        Assert.Equal(expected, output.ToArray<double>(), Close);
        Assert.Equal(lastHidden, last.Hidden.ToArray<double>(), Close);
        Assert.Equal(lastCell, last.Cell.ToArray<double>(), Close);

        (output * Tensor.From(direction, Length, Batch, Hidden)).Sum().Backward();
        for (int p = 0; p < parameters.Length; p++)
        {
            using Tensor gradient = module.Parameters[p].Tensor.Value.Gradient!;
            double[] slopes = gradient.ToArray<double>();
            foreach (int place in (int[])[0, parameters[p].Length / 2, parameters[p].Length - 1])
            {
                Assert.Equal((Loss(p, place, 1e-5) - Loss(p, place, -1e-5)) / 2e-5, slopes[place], 1e-8);
            }
        }

        double Loss(int parameter, int place, double change)
        {
            double[][] moved = [.. parameters.Select(values => (double[])values.Clone())];
            moved[parameter][place] += change;
            return Reference(moved, input, hidden, cell).Output.Zip(direction, (state, weight) => state * weight).Sum();
        }

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];
    }

    [Fact]
    public void A_text_in_two_parts_gives_what_it_gives_in_one()
    {
        using DisposeScope scope = new();
        using LongShortTermMemory module = new(Inputs, Hidden, Layers);
        module.Initialize(4);
        Tensor input = Tensor.From([.. Enumerable.Range(0, Length * Batch * Inputs).Select(i => MathF.Sin(i))], Length, Batch, Inputs);

        float[] whole = module.Forward(input).ToArray<float>();
        (Tensor first, RecurrentState middle) = module.Forward(input.Narrow(0, 0, 2), module.ZeroState(Batch));
        (Tensor second, _) = module.Forward(input.Narrow(0, 2, Length - 2), middle);

        Assert.Equal(whole, [.. first.ToArray<float>(), .. second.ToArray<float>()], (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-12;

    private static (double[] Output, double[] Hidden, double[] Cell) Reference(
        double[][] parameters, double[] input, double[] hidden, double[] cell)
    {
        double[] h = (double[])hidden.Clone(), c = (double[])cell.Clone(), output = new double[Length * Batch * Hidden];
        for (int step = 0; step < Length * Batch; step++)
        {
            int sequence = step % Batch;
            double[] below = input[(step * Inputs)..((step + 1) * Inputs)];
            for (int layer = 0; layer < Layers; layer++)
            {
                int place = (layer * Batch + sequence) * Hidden;
                double[] before = h[place..(place + Hidden)];
                double[] gates = [.. Enumerable.Range(0, 4 * Hidden).Select(row =>
                    Row(parameters[4 * layer], row, below) + Row(parameters[4 * layer + 1], row, before)
                    + parameters[4 * layer + 2][row] + parameters[4 * layer + 3][row])];
                for (int k = 0; k < Hidden; k++)
                {
                    // The rows of the gates in the order i, f, g, o.
                    c[place + k] = Sigmoid(gates[Hidden + k]) * c[place + k] + Sigmoid(gates[k]) * Math.Tanh(gates[2 * Hidden + k]);
                    h[place + k] = Sigmoid(gates[3 * Hidden + k]) * Math.Tanh(c[place + k]);
                }
                below = h[place..(place + Hidden)];
            }
            below.CopyTo(output, step * Hidden);
        }
        return (output, h, c);
    }

    private static double Row(double[] matrix, int row, double[] vector) =>
        vector.Select((element, column) => matrix[row * vector.Length + column] * element).Sum();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
