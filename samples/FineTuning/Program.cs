// Fine-tunes a pretrained encoder on sixteen sentences with AdaTAMW, and asks it about two it has not seen.
//
//   ./impetus data get minilm
//   dotnet run -c Release --project samples/FineTuning -- ~/.cache/impetus/minilm
using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

(string Text, long Label)[] training =
[
    ("What a lovely film.", 1), ("I enjoyed every minute.", 1), ("The actors are wonderful.", 1), ("A warm and clever story.", 1),
    ("Best evening in months.", 1), ("It made me laugh and cry.", 1), ("Beautifully shot and moving.", 1), ("I would see it again.", 1),
    ("A waste of two hours.", 0), ("The plot makes no sense.", 0), ("Dull from start to end.", 0), ("I walked out.", 0),
    ("Badly acted and badly lit.", 0), ("The jokes fall flat.", 0), ("I was bored to tears.", 0), ("Avoid this one.", 0),
];
string[] unseen = ["A delight, and I left smiling.", "Tedious and far too long."];

using PretrainedEncoder pretrained = PretrainedEncoder.Read(args[0]);
using SequenceClassifier model = new(pretrained.Configuration, outputs: 2, pretrained.Weights);
model.Initialize(seed: 1);    // the encoder from its file, the head at random
var optimizer = torch.optim.AdaTAMW(model.parameters(), lr: 1e-4, weight_decay: 0.01);

EncoderInput input = Encode([.. training.Select(example => example.Text)]);
Tensor labels = tensor(training.Select(example => example.Label).ToArray());
for (int step = 1; step <= 30; step++)
{
    using DisposeScope scope = NewDisposeScope();
    optimizer.zero_grad();
    Tensor loss = nn.functional.cross_entropy(model.call(input), labels);
    loss.backward();
    optimizer.step();
    if (step % 10 == 0)
    {
        Console.WriteLine($"step {step}: loss {loss.item<float>():0.0000}");
    }
}

model.eval();
using IDisposable constants = no_grad();
Tensor shares = nn.functional.softmax(model.call(Encode(unseen)), 1);
for (int row = 0; row < unseen.Length; row++)
{
    Console.WriteLine($"{unseen[row]} → {(shares[row, 1].item<float>() > 0.5 ? "good" : "bad")}");
}

EncoderInput Encode(string[] texts) =>
    EncoderInput.Of([.. texts.Select(text => pretrained.Tokenizer.Encode(text, null, longest: 64))], pretrained.Tokenizer.Padding);
