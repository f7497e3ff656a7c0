namespace Impetus.Lab.Models.Encoders;

/// <summary>Architectures of encoders, as Hugging Face's <c>model_type</c> tells them apart.</summary>
public enum EncoderFamily
{
    /// <summary>Devlin et al. 2019; MiniLM too.</summary>
    Bert,

    /// <summary>Liu et al. 2019: positions count from behind the padding token, and classifiers have two layers.</summary>
    Roberta,

    /// <summary>He et al. 2021, the first version: attention to content and to relative positions, disentangled.</summary>
    Deberta,
}
