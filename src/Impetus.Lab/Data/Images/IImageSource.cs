namespace Impetus.Lab.Data.Images;

/// <summary>Labelled images, all of one shape, that are drawn by position, wherever they are kept. Any number of threads may draw at once.</summary>
public interface IImageSource
{
    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>Number of classes.</summary>
    int Classes { get; }

    /// <summary>Planes of an image: 1 for grey, 3 for colours.</summary>
    int Channels { get; }

    /// <summary>Rows of an image.</summary>
    int Height { get; }

    /// <summary>Columns of an image.</summary>
    int Width { get; }

    /// <summary>Whether images are decoded when they are drawn, which is worth several threads.</summary>
    bool IsDecodedOnDemand { get; }

    /// <summary>The class of an image.</summary>
    /// <param name="position">Its position, 0 to <see cref="Count"/> − 1.</param>
    int LabelOf(int position);

    /// <summary>Draws an image. What is random about it follows from position and chance alone.</summary>
    /// <param name="position">Its position, 0 to <see cref="Count"/> − 1.</param>
    /// <param name="chance">What augmentation follows from; null for the image as it is judged, without any.</param>
    /// <param name="pixels">Receives channels × height × width bytes, plane by plane.</param>
    /// <exception cref="LabException">The image cannot be read; the message names its file.</exception>
    void Draw(int position, ImageChance? chance, Span<byte> pixels);
}
