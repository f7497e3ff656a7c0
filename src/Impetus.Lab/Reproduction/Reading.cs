namespace Impetus.Lab.Reproduction;

/// <summary>One way to fill in what a publication leaves open.</summary>
/// <typeparam name="TChoice">What an experiment has to know to run it.</typeparam>
/// <param name="Name">The choice in a few words, such as <c>starts in [−8, 8]²</c>.</param>
/// <param name="Source">Why it is admissible: where the publication or its authors' code allows it, or that nothing is said.</param>
/// <param name="Choice">The choice.</param>
public sealed record Reading<TChoice>(string Name, string Source, TChoice Choice);

/// <summary>What a claim comes to under one reading.</summary>
/// <param name="Name">The choice in a few words.</param>
/// <param name="Source">Why it is admissible.</param>
/// <param name="Default">Whether it is the reading that stands first: the publication's text, else its authors' code, else the plainest choice.</param>
/// <param name="Verdict">What the test says.</param>
/// <param name="Evidence">The numbers, and the test that decides.</param>
public sealed record ClaimReading(string Name, string Source, bool Default, Verdict Verdict, string Evidence);
