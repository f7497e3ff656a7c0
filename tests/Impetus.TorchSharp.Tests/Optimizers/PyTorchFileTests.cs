using System.Diagnostics;
using Impetus.Checkpoints;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

/// <summary>Files that Python's <c>torch.save</c> has written (<c>tests/golden/checkpoints/generate.py</c>) go on here, and what is written here goes on there.</summary>
[Collection(TorchGroup.Name)]
public sealed class PyTorchFileTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly string Folder = Path.Combine(ConsumerTests.RepositoryRoot(), "tests/golden/checkpoints");

    private static readonly (string Name, long[] Shape)[] Shapes = [("layer.weight", [3, 4]), ("layer.bias", [5])];

    public static TheoryData<string> Rules => ["plain-sgd", "sgd", "adam", "adamw", "plain-rmsprop", "rmsprop"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Training_goes_on_where_Python_left_it(string rule)
    {
        using DisposeScopeGuard scope = new();
        TorchParameter[] parameters = Read(rule, 10), expected = Read(rule, 20);
        using ImpetusOptimizer optimizer = Make(rule, parameters);
        optimizer.load_state_dict(PyTorchUnpickler.UnpickleStateDict(Path.Combine(Folder, $"{rule}.pt")));
        Train(optimizer, parameters);
        Assert.All(parameters.Zip(expected), pair => Assert.True((pair.First - pair.Second).norm().item<double>() <= 1e-9 * pair.Second.norm().item<double>()));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Rules))]
    public void Python_goes_on_from_what_is_written_here(string rule)
    {
        Assert.SkipUnless(HasTorch(), "there is no python3-torch");
        string file = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.pt");
        try
        {
            using DisposeScopeGuard scope = new();
            TorchParameter[] parameters = Read(rule, 10);
            using ImpetusOptimizer optimizer = Make(rule, parameters);
            optimizer.load_state_dict(PyTorchUnpickler.UnpickleStateDict(Path.Combine(Folder, $"{rule}.pt")));
            Train(optimizer, parameters);
            PyTorchPickler.PickleStateDict(file, optimizer.torch_state_dict());
            (int code, string output) = Run(Path.Combine(Folder, "generate.py"), "--check", rule, file);
            Assert.True(code == 0, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_flag_that_the_optimizer_was_not_made_with_is_refused()
    {
        using DisposeScopeGuard scope = new();
        TorchParameter[] parameters = Read("sgd", 10);
        using ImpetusOptimizer optimizer = optim.FusedSGD(Groups(parameters), momentum: 0.9);
        string message = Assert.Throws<InvalidDataException>(() => optimizer.load_state_dict(PyTorchUnpickler.UnpickleStateDict(Path.Combine(Folder, "sgd.pt")))).Message;
        Assert.Contains("nesterov", message, StringComparison.Ordinal);
    }

    private static ImpetusOptimizer Make(string rule, TorchParameter[] parameters) => rule switch
    {
        "plain-sgd" => optim.FusedSGD(Groups(parameters)),
        "plain-rmsprop" => optim.FusedRMSprop(Groups(parameters)),
        "sgd" => optim.FusedSGD(Groups(parameters), momentum: 0.9, nesterov: true),
        "adam" => optim.FusedAdam(Groups(parameters), amsgrad: true),
        "adamw" => optim.FusedAdamW(Groups(parameters)),
        _ => optim.FusedRMSprop(Groups(parameters), momentum: 0.1),
    };

    private static ImpetusOptimizer.ParamGroup[] Groups(TorchParameter[] parameters) =>
        [.. parameters.Select((parameter, index) => new ImpetusOptimizer.ParamGroup([(Shapes[index].Name, parameter)], weight_decay: 0.05 * index))];

    private static TorchParameter[] Read(string rule, int step)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(Folder, $"{rule}.safetensors"));
        return [.. Shapes.Select(shape => new TorchParameter(tensor(file.Read<double>(file.Find($"{step}/{shape.Name}")!), shape.Shape)))];
    }

    // As generate.py does it.
    private static void Train(ImpetusOptimizer optimizer, TorchParameter[] parameters)
    {
        for (int step = 10; step < 20; step++)
        {
            for (int index = 0; index < parameters.Length; index++)
            {
                TorchParameter parameter = parameters[index];
                parameter.grad = ((arange(parameter.numel(), dtype: ScalarType.Float64) * 1.7 + step * 0.9 + index).cos() * 0.5).view(parameter.shape) + parameter.detach() * 0.3;
            }

            optimizer.step();
        }
    }

    private static bool HasTorch() => File.Exists(Python) && Run("-c", "import torch").Code == 0;

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
