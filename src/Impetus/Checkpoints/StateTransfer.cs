namespace Impetus.Checkpoints;

/// <summary>Carries a state over to an optimizer of more parameters, or of others.</summary>
internal static class StateTransfer
{
    /// <summary>Copies what belongs to parameters that both optimizers have, and what belongs to none.</summary>
    /// <exception cref="ArgumentException">The optimizers do not fit; nothing was changed.</exception>
    public static void Copy(Optimizer source, Optimizer target)
    {
        StateSchema theirs = Describe(source), mine = Describe(target);
        if (mine.Composition != theirs.Composition)
        {
            throw new ArgumentException($"The other optimizer is made of {theirs.Composition}, this one of {mine.Composition}.", nameof(source));
        }

        Dictionary<string, StateTensor> tensors = theirs.Tensors.ToDictionary(static tensor => tensor.Name);
        (StateTensor Target, StateTensor Source)[] pairs = [.. mine.Tensors.Where(tensor => tensors.ContainsKey(tensor.Name)).Select(tensor => (tensor, tensors[tensor.Name]))];
        foreach ((StateTensor to, StateTensor from) in pairs)
        {
            if (to.Type != from.Type || !to.Parameter.Shape.SequenceEqual(from.Parameter.Shape))
            {
                throw new ArgumentException($"'{to.Parameter.Name}' has another shape or type in the other optimizer.", nameof(source));
            }
        }

        Dictionary<string, StateVector> vectors = theirs.Vectors.ToDictionary(static vector => vector.Name);
        Action[] restorations = [.. mine.Vectors.Where(vector => vectors.ContainsKey(vector.Name)).Select(vector => Restoration(vector, vectors[vector.Name]))];
        foreach ((StateTensor to, StateTensor from) in pairs)
        {
            to.CopyFrom(from);
        }

        foreach (Action restoration in restorations.Concat(mine.Completions))
        {
            restoration();
        }

        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    private static StateSchema Describe(Optimizer optimizer)
    {
        StateSchema schema = new();
        optimizer.Describe(schema);
        return schema;
    }

    private static Action Restoration(StateVector target, StateVector source)
    {
        double[] values = [.. target.Values];
        if (target.Owners is not { Count: > 0 } owners || source.Owners is not { Count: > 0 } earlier)
        {
            if (source.Values.Length != values.Length)
            {
                throw new ArgumentException($"The other optimizer keeps {source.Values.Length} numbers as '{target.Name}', this one {values.Length}.", nameof(source));
            }

            return () => target.Restore([.. source.Values]);
        }

        int length = values.Length / owners.Count;
        if (source.Values.Length != earlier.Count * length)
        {
            throw new ArgumentException($"The other optimizer keeps '{target.Name}' otherwise.", nameof(source));
        }

        for (int owner = 0; owner < owners.Count; owner++)
        {
            int place = earlier.ToList().IndexOf(owners[owner]);
            if (place >= 0)
            {
                source.Values.AsSpan(place * length, length).CopyTo(values.AsSpan(owner * length));
            }
        }

        return () => target.Restore(values);
    }
}
