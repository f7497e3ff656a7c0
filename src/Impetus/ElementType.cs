namespace Impetus;

/// <summary>What a parameter and its gradient are stored in.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,
}

/// <summary>Facts about element types.</summary>
public static class ElementTypes
{
    extension(ElementType type)
    {
        /// <summary>Bytes of one element.</summary>
        public int Size => type == ElementType.Float64 ? sizeof(double) : sizeof(float);
    }
}
