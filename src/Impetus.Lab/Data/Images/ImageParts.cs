namespace Impetus.Lab.Data.Images;

/// <summary>The parts of an image classification problem, wherever their images are kept.</summary>
/// <param name="Training">What the optimizer sees.</param>
/// <param name="Validation">What learning rates are judged by.</param>
/// <param name="Test">Touched once per run, after the last step.</param>
/// <param name="Normalization">How pixels become values.</param>
public sealed record ImageParts(IImageSource Training, IImageSource Validation, IImageSource Test, ImageNormalization Normalization)
{
    /// <summary>Which images these are, if that is for the user to choose.</summary>
    public DataIdentity? Data { get; init; }

    /// <summary>Images in memory.</summary>
    /// <param name="data">The images.</param>
    /// <param name="augmentation">How training images are changed.</param>
    public static ImageParts Of(ImageClassificationData data, Augmentation augmentation) => new(
        new AugmentedImages(data.Training, augmentation),
        new AugmentedImages(data.Validation, Augmentation.None),
        new AugmentedImages(data.Test, Augmentation.None),
        data.Normalization);
}
