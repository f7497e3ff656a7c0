// A small GPT that learns to write like a text, character by character, with two parameter groups and a scheduler:
// dotnet run -c Release --project samples/MinGpt [TEXT [STEPS]]
// Without a text it reads the General Public License, which every Debian has.
using Impetus.Torch;
using Samples;
using TorchSharp;
using static TorchSharp.torch;

string text = File.ReadAllText(args.Length > 0 ? args[0] : "/usr/share/common-licenses/GPL-3");
int steps = args.Length > 1 ? int.Parse(args[1]) : 300;
const int Length = 64, Batch = 16;

TorchBackend.Tune();
manual_seed(1);
char[] alphabet = [.. text.Distinct().Order()];
using Tensor data = tensor(text.Select(letter => (long)Array.IndexOf(alphabet, letter)).ToArray());
using MinGpt model = new(alphabet.Length, Length, layers: 2, heads: 4, width: 64);

// Matrices decay; biases, norms and embeddings do not.
var decayed = model.named_parameters().Where(named => named.parameter.dim() >= 2 && !named.name.Contains("embedding"));
var others = model.named_parameters().Where(named => named.parameter.dim() < 2 || named.name.Contains("embedding"));
var optimizer = optim.AdaTAMW([new ImpetusOptimizer.ParamGroup(decayed, weight_decay: 0.1), new ImpetusOptimizer.ParamGroup(others, weight_decay: 0)], lr: 3e-4);
var scheduler = optim.lr_scheduler.OneCycleLR(optimizer, max_lr: 3e-4, total_steps: steps + 1, cycle_momentum: false);

for (int step = 1; step <= steps; step++)
{
    using DisposeScope scope = NewDisposeScope();
    Tensor starts = randint(data.shape[0] - Length - 1, Batch, ScalarType.Int64), windows = starts.unsqueeze(1) + arange(Length);
    Tensor loss = nn.functional.cross_entropy(model.call(data[windows]).view(-1, alphabet.Length), data[windows + 1].view(-1));
    optimizer.zero_grad();
    loss.backward();
    nn.utils.clip_grad_norm_(model.parameters(), 1);
    optimizer.step();
    scheduler.step();
    if (step == 1 || step % 50 == 0)
    {
        Console.WriteLine($"step {step}: loss {loss.item<float>():f3}");
    }
}

Console.WriteLine(string.Concat(model.Continue(data.narrow(0, 0, Length), 200).Select(letter => alphabet[letter])));
