namespace Impetus.Torch;

#pragma warning disable CA1720 // the names are those of the types

/// <summary>The type of a tensor's elements; the numbers are libtorch's.</summary>
public enum ScalarType
{
    /// <summary>Unsigned, 8 bits.</summary>
    UInt8 = 0,

    /// <summary>Signed, 8 bits.</summary>
    Int8 = 1,

    /// <summary>Signed, 16 bits.</summary>
    Int16 = 2,

    /// <summary>Signed, 32 bits.</summary>
    Int32 = 3,

    /// <summary>Signed, 64 bits: indices and class labels.</summary>
    Int64 = 4,

    /// <summary>IEEE half precision.</summary>
    Float16 = 5,

    /// <summary>IEEE single precision: the default of everything.</summary>
    Float32 = 6,

    /// <summary>IEEE double precision.</summary>
    Float64 = 7,

    /// <summary>Truth values, one byte each.</summary>
    Boolean = 11,

    /// <summary>Half of the bits of single precision, with its range.</summary>
    BFloat16 = 15,
}

/// <summary>Which .NET type stands for which scalar type.</summary>
internal static class ScalarTypes
{
    /// <exception cref="NotSupportedException">No scalar type has elements of this .NET type.</exception>
    public static ScalarType Of<T>()
        where T : unmanaged
    {
        return typeof(T) == typeof(float) ? ScalarType.Float32
            : typeof(T) == typeof(double) ? ScalarType.Float64
            : typeof(T) == typeof(long) ? ScalarType.Int64
            : typeof(T) == typeof(int) ? ScalarType.Int32
            : typeof(T) == typeof(short) ? ScalarType.Int16
            : typeof(T) == typeof(sbyte) ? ScalarType.Int8
            : typeof(T) == typeof(byte) ? ScalarType.UInt8
            : typeof(T) == typeof(bool) ? ScalarType.Boolean
            : typeof(T) == typeof(Half) ? ScalarType.Float16
            : throw new NotSupportedException($"Tensors have no elements of type {typeof(T).Name}.");
    }

    /// <summary>Bytes of one element.</summary>
    public static int Size(ScalarType type) => type switch
    {
        ScalarType.UInt8 or ScalarType.Int8 or ScalarType.Boolean => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        _ => 8,
    };
}
