using System.Globalization;
using Impetus.Faults.Fuzzing;
using Impetus.Faults.Runs;

// fuzz [--mutations N] [--seed S] [--reader NAME]: mutated inputs for every reader.
// runs [--faults N] [--seed S]: faults for training runs, as a machine and its users make them.
return args switch
{
    ["fuzz", ..] => Fuzz(Number("--mutations", 100_000), Number("--seed", 1), Value("--reader")),
    ["runs", ..] => new FaultCampaign(Number("--seed", 1), Console.Out).Run((int)Number("--faults", 100)) == 0 ? 0 : 1,
    _ => Usage(),
};

int Fuzz(long mutations, long seed, string? name)
{
    using Readers readers = new();
    Reader[] chosen = [.. readers.All.Where(reader => name is null || reader.Name == name)];
    if (chosen.Length == 0)
    {
        Console.Error.WriteLine($"there is no reader '{name}': {string.Join(", ", readers.All.Select(reader => reader.Name))}");
        return 2;
    }

    int findings = 0;
    foreach (Reader reader in chosen)
    {
        FuzzResult result = FuzzCampaign.Run(reader, seed, mutations);
        Console.WriteLine($"{reader.Name}: {result.Mutations:N0} mutations, {result.Read:N0} read, {result.Refused:N0} refused, {result.Findings.Count} findings");
        foreach (Finding finding in result.Findings.Take(5))
        {
            Console.WriteLine($"  mutation {finding.Number} of seed {seed}: {finding.What}");
        }

        findings += result.Findings.Count;
    }

    Console.WriteLine($"{chosen.Length} readers, {mutations:N0} mutations each: {(findings == 0 ? "no finding" : $"{findings} findings")}");
    return findings == 0 ? 0 : 1;
}

string? Value(string option) => Array.IndexOf(args, option) is >= 0 and int place && place + 1 < args.Length ? args[place + 1] : null;

long Number(string option, long otherwise) => Value(option) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("usage: fuzz [--mutations N] [--seed S] [--reader NAME] | runs [--faults N] [--seed S]");
    return 2;
}
