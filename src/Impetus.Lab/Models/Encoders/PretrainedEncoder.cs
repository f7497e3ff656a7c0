using System.Security.Cryptography;
using Impetus.Lab.Data;
using Impetus.Lab.Models.Encoders.Tokenizers;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Encoders;

/// <summary>
/// An encoder that others have trained: a folder in Hugging Face's layout, with <c>config.json</c>, <c>model.safetensors</c>, and
/// <c>vocab.txt</c>, <c>tokenizer.json</c>, or <c>vocab.json</c> with <c>merges.txt</c>.
/// </summary>
public sealed class PretrainedEncoder : IDisposable
{
    /// <summary>The variable that names the folder of another encoder than MiniLM.</summary>
    public const string Variable = "IMPETUS_ENCODER";

    /// <summary>The file with the weights.</summary>
    public const string WeightsFile = "model.safetensors";

    // Tables are often rounded up, so that they divide well.
    private const int MostUnusedRows = 1_024;

    private PretrainedEncoder(string folder, EncoderConfiguration configuration, EncoderTokenizer tokenizer, PretrainedWeights weights) =>
        (Folder, Configuration, Tokenizer, Weights) = (folder, configuration, tokenizer, weights);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Sizes.</summary>
    public EncoderConfiguration Configuration { get; }

    /// <summary>What turns texts into tokens.</summary>
    public EncoderTokenizer Tokenizer { get; }

    /// <summary>The weights.</summary>
    public PretrainedWeights Weights { get; }

    /// <summary>The folder that <see cref="Variable"/> names; null if it names none.</summary>
    public static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>The encoder that the user names, else the one that <see cref="Variable"/> names, else MiniLM.</summary>
    /// <param name="folder">The user's; or null.</param>
    /// <exception cref="LabException">There is none, or it is damaged; the message says what and the mend.</exception>
    public static PretrainedEncoder Open(string? folder) =>
        Read(folder ?? Named ?? DataFolder.Current.Require(Data.Sets.Checkpoints.MiniLm));

    /// <summary>Opens a folder, and refuses weights and vocabularies that do not fit each other.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="LabException">Something is missing, damaged, or of another model; the message says what and the mend.</exception>
    public static PretrainedEncoder Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new LabException($"there is no encoder in {folder}: it is no folder. Name one with {EncoderConfigurationFile.Name}, {WeightsFile} and the vocabulary, as Hugging Face lays them out.");
        }

        EncoderConfiguration configuration = EncoderConfigurationFile.Read(Path.Combine(folder, EncoderConfigurationFile.Name));
        PretrainedWeights weights = OpenWeights(folder);
        try
        {
            EncoderTokenizer tokenizer = TokenizerFolder.Read(folder, configuration.Family);
            if (weights.Vocabulary is { } rows && (tokenizer.Count > rows || rows - tokenizer.Count > MostUnusedRows))
            {
                throw new LabException(
                    $"the vocabulary {tokenizer.Source} does not fit the weights {weights.Path}: it has {tokenizer.Count:N0} tokens, and the weights have {rows:N0}. Take both from the same place.");
            }

            using (Encoder whole = new(configuration))
            {
                weights.Check(whole);
            }

            return new(folder, configuration, tokenizer, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>The encoder with these weights, in evaluation mode.</summary>
    public Encoder CreateEncoder()
    {
        Encoder encoder = new(Configuration);
        using IDisposable constants = no_grad();
        foreach ((string name, TorchParameter parameter) in encoder.named_parameters())
        {
            _ = Weights.Fill(name, parameter);
        }

        encoder.eval();
        return encoder;
    }

    /// <summary>The weights' checksum, which tells encoders apart wherever they lie.</summary>
    public string Sha256()
    {
        using FileStream weights = File.OpenRead(Weights.Path);
        return Convert.ToHexStringLower(SHA256.HashData(weights));
    }

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();

    private static PretrainedWeights OpenWeights(string folder)
    {
        string path = Path.Combine(folder, WeightsFile);
        try
        {
            return new PretrainedWeights(path);
        }
        catch (FileNotFoundException error)
        {
            throw new LabException(
                File.Exists(Path.Combine(folder, "model.safetensors.index.json")) ? $"the weights in {folder} are in several files, and one {WeightsFile} is read here: save them with a larger max_shard_size."
                : File.Exists(Path.Combine(folder, "pytorch_model.bin")) ? $"the weights in {folder} are in pytorch_model.bin, which is a program that would be run to read it: save them as {WeightsFile}."
                : $"there are no weights in {folder}: {WeightsFile} is missing.",
                error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{error.Message.TrimEnd('.')}: get the weights anew.", error);
        }
    }
}
