namespace Impetus;

/// <summary>What a parameter and its gradient are stored in.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,

    /// <summary>The upper half of single precision. Steps are taken on single-precision master weights.</summary>
    BFloat16,
}

/// <summary>Facts about element types.</summary>
public static class ElementTypes
{
    extension(ElementType type)
    {
        /// <summary>Bytes of one element.</summary>
        public int Size => type switch
        {
            ElementType.Float64 => sizeof(double),
            ElementType.BFloat16 => sizeof(ushort),
            _ => sizeof(float),
        };
    }
}
