using Impetus.Lab.Data.Text.Labelled;

namespace Impetus.Lab.Data.Sets;

/// <summary>Texts that embeddings are judged by. Their publishers give no checksums.</summary>
public static class EmbeddingSets
{
    private const string SentEval = "https://github.com/facebookresearch/SentEval";

    /// <summary>Questions to a bank, 77 intents (Casanueva et al. 2020).</summary>
    public static DataSet Banking77 { get; } = new()
    {
        Name = "banking77",
        Summary = "questions to a bank, with what they are about: 10,003 + 3,080, 77 classes",
        License = "CC BY 4.0",
        Page = "https://github.com/PolyAI-LDN/task-specific-datasets",
        Downloads = [.. ((string[])["train", "test"]).Select(static part => new Download($"https://raw.githubusercontent.com/PolyAI-LDN/task-specific-datasets/master/banking_data/{part}.csv"))],
        Files = [Unchecked("train.csv"), Unchecked("test.csv")],
    };

    /// <summary>What questions ask for (Li and Roth 2002).</summary>
    public static DataSet Trec { get; } = Of("trec", "questions, with the kind of answer: 5,452 + 500, 6 classes", SentEval, "TREC.train.all", "TREC.test.all");

    /// <summary>The mood of sentences from reviews of films (Pang and Lee 2005).</summary>
    public static DataSet MovieReviews { get; } = Of("mr", "sentences from reviews of films, with their mood: 10,662", SentEval, "rt-polarity.all");

    /// <summary>Whether a sentence gives an opinion (Pang and Lee 2004).</summary>
    public static DataSet Subjectivity { get; } = Of("subj", "sentences from reviews and from plots: 10,000", SentEval, "subj.all");

    /// <summary>The mood of phrases from news (Wiebe et al. 2005).</summary>
    public static DataSet Mpqa { get; } = Of("mpqa", "phrases from news, with their mood: 10,606", SentEval, "mpqa.all");

    /// <summary>Five grades of the mood of sentences from reviews of films (Socher et al. 2013).</summary>
    public static DataSet Sst5 { get; } = Of("sst5", "sentences from reviews of films, with one of five moods: 8,544 + 1,101 + 2,210", SentEval, "stsa.fine.train", "stsa.fine.dev", "stsa.fine.test");

    /// <summary>Pairs of sentences of the SemEval tasks on semantic textual similarity, 2012 to 2016 (Agirre et al.): a score and two texts a line.</summary>
    public static IReadOnlyList<DataSet> SemEval { get; } =
    [
        Year(2012, "MSRpar", "OnWN", "SMTeuroparl", "SMTnews"),
        Year(2013, "FNWN", "OnWN", "headlines"),
        Year(2014, "OnWN", "deft-forum", "deft-news", "headlines", "images", "tweet-news"),
        Year(2015, "answers-forums", "answers-students", "belief", "headlines", "images"),
        Year(2016, "answer-answer", "headlines", "plagiarism", "postediting", "question-question"),
    ];

    /// <summary>Pairs of descriptions, and how related they are (Marelli et al. 2014).</summary>
    public static DataSet Sick { get; } = Of("sick", "pairs of descriptions, how related from 1 to 5: 9,840", "https://zenodo.org/records/2787612", "SICK.txt");

    /// <summary>Letters to 20 newsgroups (Lang 1995), the test part of the version by date.</summary>
    public static DataSet Newsgroups { get; } = Of("20news", "subjects of letters to 20 newsgroups: 7,532", "http://qwone.com/~jason/20Newsgroups/", NewsgroupsArchive.Table) with { OtherForm = NewsgroupsArchive.Form };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DataSet> All { get; } = [Banking77, Trec, MovieReviews, Subjectivity, Mpqa, Sst5, .. SemEval, Sick, Newsgroups];

    private static DataSet Year(int year, params string[] parts) =>
        Of($"sts{year % 100}", $"pairs of sentences of {year}, how alike from 0 to 5", "https://ixa2.si.ehu.eus/stswiki", [.. parts.Select(part => $"{year}_{part}.test.tsv")]);

    private static DataSet Of(string name, string summary, string page, params string[] files) => new()
    {
        Name = name,
        Summary = summary,
        License = "its publisher's; for research",
        Page = page,
        Files = [.. files.Select(Unchecked)],
    };

    private static DataFile Unchecked(string name) => new(name, null, Checksum: null);
}
