namespace Impetus.Torch;

public sealed partial class ParameterArena
{
    /// <summary>
    /// The parameters as an optimizer of <see cref="Impetus"/> takes them: in place, without a copy. The arena must live
    /// as long as the set is in use.
    /// </summary>
    public ParameterSet CreateParameterSet()
    {
        ElementType type = ScalarType == ScalarType.Float64 ? ElementType.Float64 : ElementType.Float32;
        ParameterSet parameters = new();
        foreach (ParameterSlot slot in Slots)
        {
            parameters.Add(slot.Name, ValueOf(slot), GradientOf(slot), (nint)slot.Length, type, [.. slot.Shape]);
        }
        return parameters;
    }
}
