namespace Impetus.Lab.Models.Vision;

/// <summary>What a convolutional network is built for: it decides how it begins, and how its weights start.</summary>
public enum ImageSize
{
    /// <summary>About 32 pixels a side (CIFAR): the first layers keep the resolution; weights start as the layers' default says.</summary>
    Small,

    /// <summary>
    /// About 224 pixels a side (ImageNet): the first layers divide the side by 2 or 4; weights start as the publications
    /// say (normal, by the number of outputs).
    /// </summary>
    Large,
}
