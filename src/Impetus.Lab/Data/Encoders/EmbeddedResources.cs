using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Impetus.Lab.Data.Encoders;

/// <summary>Files inside a .NET assembly, read as data: the assembly is never loaded, and none of its code runs.</summary>
internal static class EmbeddedResources
{
    /// <summary>Reads one.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="name">The resource's name.</param>
    /// <exception cref="LabException">The file is no assembly, is damaged, or has no such resource.</exception>
    public static byte[] Read(string assembly, string name)
    {
        try
        {
            using FileStream file = File.OpenRead(assembly);
            using PEReader reader = new(file);
            MetadataReader metadata = reader.GetMetadataReader();
            foreach (ManifestResourceHandle handle in metadata.ManifestResources)
            {
                ManifestResource resource = metadata.GetManifestResource(handle);
                if (resource.Implementation.IsNil && metadata.StringComparer.Equals(resource.Name, name))
                {
                    return Content(reader, resource);
                }
            }
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException)
        {
            throw new LabException($"The assembly {assembly} is damaged: {error.Message.TrimEnd('.')}.", error);
        }

        throw new LabException($"The assembly {assembly} holds no {name}.");
    }

    // Behind its length, in the section of all resources.
    private static byte[] Content(PEReader reader, ManifestResource resource)
    {
        int directory = reader.PEHeaders.CorHeader?.ResourcesDirectory.RelativeVirtualAddress ?? 0;
        BlobReader content = reader.GetSectionData(directory).GetReader();
        content.Offset = checked((int)resource.Offset);
        int length = content.ReadInt32();
        return content.ReadBytes(length);
    }
}
