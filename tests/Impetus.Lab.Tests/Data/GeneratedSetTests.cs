using Impetus.Lab.Data;
using Impetus.Lab.Data.Generated;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Ratings;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Embeddings;
using Impetus.Lab.Tasks.Texts;

namespace Impetus.Lab.Tests.Data;

/// <summary>Generated sets are read by the readers of the real ones, and only where there is no real one.</summary>
public sealed class GeneratedSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-").FullName;

    private static DataSet[] Glue => [LabelledTextSets.Cola, LabelledTextSets.Sst2, LabelledTextSets.Mrpc, LabelledTextSets.Stsb, LabelledTextSets.Rte];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EveryReaderTakesThem()
    {
        DataSet[] sets = [ImageSets.Mnist, ImageSets.Cifar10, ImageSets.Cifar100, TextSets.PennTreebank, TextSets.WikiText2, TextSets.Multi30k, RatingSets.MovieLens100K, Lab.Data.Sets.Checkpoints.MiniLm, .. Glue, .. EmbeddingSets.All];
        Array.ForEach(sets, set => GeneratedSet.Write(set, Path.Combine(_folder, set.Folder)));
        string[] atHand = [.. sets.Where(set => DataFolder.Current.Find(set) is not null).Select(set => set.Name)];
        using (DataFolder.StandIn(_folder))
        {
            Assert.Equal((10, 10, 100), (Mnist.Load().Training.Classes, Cifar10.Load().Training.Classes, Cifar100.Load().Training.Classes));
            Assert.All(new[] { Mnist.Load(), Cifar10.Load(), Cifar100.Load() }, images => Assert.True(images.Training.Count >= 1_000));
            Assert.Contains(WordVocabulary.Unknown, WordVocabulary.Of(PennTreebank.Load().Training).Words);
            Assert.NotEmpty(WikiText2.Load().Test);
            Assert.NotEmpty(Multi30k.Load().Training);
            Assert.NotEmpty(MovieLens100K.Load().Training);
            Assert.All(GlueTask.All.Where(task => Glue.Contains(task.Set)), task => Assert.True(task.Read(DataFolder.Current).Training.Count >= 200));
            Assert.All(EmbeddingTask.All.Where(task => EmbeddingSets.All.Contains(task.Set)), task => Assert.NotNull(task.Read(DataFolder.Current)));
            // What is at hand is what is read, generated sets or not.
            Assert.All(sets, set => Assert.Equal(!atHand.Contains(set.Name), DataFolder.Current.Find(set)!.StartsWith(_folder, StringComparison.Ordinal)));
        }

        Assert.Equal(atHand, sets.Where(set => DataFolder.Current.Find(set) is not null).Select(set => set.Name));
    }
}
