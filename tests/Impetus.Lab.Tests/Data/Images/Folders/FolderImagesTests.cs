using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Images.Folders;

namespace Impetus.Lab.Tests.Data.Images.Folders;

public sealed class FolderImagesTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-images-");

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>Expected bytes are those of Pillow 9.4, <c>Image.resize(size, Image.BILINEAR)</c>.</summary>
    [Theory]
    [InlineData(3, 2, new byte[] { 40, 119, 198, 56, 135, 186 })]
    [InlineData(4, 9, new byte[] { 19, 77, 145, 203, 22, 80, 148, 206, 26, 84, 152, 210, 31, 89, 157, 215, 35, 93, 161, 219, 39, 97, 165, 223, 44, 102, 170, 213, 48, 106, 174, 144, 51, 109, 177, 103 })]
    [InlineData(10, 3, new byte[] { 3, 23, 49, 75, 101, 127, 153, 179, 205, 225, 16, 36, 62, 88, 114, 140, 166, 192, 218, 238, 29, 49, 75, 101, 127, 153, 179, 205, 166, 107 })]
    public void Resized_pictures_have_the_bytes_of_Pillow(int width, int height, byte[] expected)
    {
        byte[] samples = [.. Enumerable.Range(0, 7 * 5).Select(static k => (byte)(k * 37 % 251))];
        Raster grey = new(7, 5, 1, samples);

        Assert.Equal(expected, Resampling.Resize(grey, PixelBox.All(7, 5), width, height).Samples);

        // Colours are resized one by one, and a part is resized as if nothing were around it.
        byte[] framed = new byte[9 * 8 * 3];
        Array.Fill(framed, (byte)255);
        for (int pixel = 0; pixel < samples.Length; pixel++)
        {
            int target = (((pixel / 7) + 2) * 9) + (pixel % 7) + 1;
            framed.AsSpan(3 * target, 3).Fill(samples[pixel]);
        }

        Raster part = Resampling.Resize(new Raster(9, 8, 3, framed), new PixelBox(1, 2, 7, 5), width, height);
        Assert.Equal(expected.SelectMany(static value => new[] { value, value, value }), part.Samples);
    }

    [Fact]
    public void Random_parts_have_the_areas_and_shapes_that_networks_are_trained_with()
    {
        const int Width = 500, Height = 375, Draws = 4_000;
        DeterministicRandom random = new(1);
        PixelBox[] parts = [.. Enumerable.Range(0, Draws).Select(_ => PixelBox.Random(Width, Height, ref random))];

        Assert.All(parts, static part => Assert.True(part.Left >= 0 && part.Top >= 0 && part.Left + part.Width <= Width && part.Top + part.Height <= Height));
        double[] areas = [.. parts.Select(static part => (double)part.Width * part.Height / (Width * Height))];
        double[] ratios = [.. parts.Select(static part => (double)part.Width / part.Height)];
        Assert.InRange(areas.Min(), 0.079, 0.1);
        Assert.InRange(areas.Max(), 0.95, 1);
        // 200,000 draws of the same rule in Python have the mean 0.4325: large parts that do not fit are drawn again.
        Assert.InRange(areas.Average(), 0.42, 0.44);
        Assert.All(ratios, static ratio => Assert.InRange(ratio, 0.73, 1.37));
        Assert.InRange(ratios.Count(static ratio => ratio > 1), 0.45 * Draws, 0.65 * Draws);

        // A picture in which hardly anything fits gives its middle.
        Assert.Equal(new PixelBox(494, 0, 13, 10), PixelBox.Random(1_000, 10, ref random));
        Assert.Equal(new PixelBox(0, 500, 1, 1), PixelBox.Random(1, 1_000, ref random));
    }

    [Fact]
    public void An_image_follows_from_chance_and_position_and_is_judged_by_its_middle()
    {
        Pictures.WriteClasses(_root.FullName, 10, "a", "b");
        LabelledFiles files = ImageFolder.Open(_root.FullName).Training;
        FolderImages images = new(files, 16);
        ImageChance chance = new(3, 1);

        byte[][] first = [.. Enumerable.Range(0, files.Count).Select(position => Draw(images, position, chance))];
        byte[][] again = [.. Enumerable.Range(0, files.Count).Reverse().AsParallel().AsOrdered().Select(position => Draw(images, position, chance)).Reverse()];
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], Draw(images, 0, chance with { Epoch = 2 }));
        Assert.NotEqual(first[0], Draw(images, 0, chance with { Seed = 4 }));

        // 16 becomes 18 at the shorter side, of which the middle 16 are kept.
        Raster whole = ImageFile.Read(files.PathOf(0));
        (int width, int height) = whole.Width <= 24 ? (18, 18 * 24 / whole.Width) : (18 * whole.Width / 24, 18);
        byte[] expected = new byte[3 * 16 * 16];
        Resampling.Resize(whole, PixelBox.All(whole.Width, whole.Height), width, height)
            .CopyPlanes(new PixelBox((int)Math.Round((width - 16) / 2.0), (int)Math.Round((height - 16) / 2.0), 16, 16), isMirrored: false, expected);
        Assert.Equal(expected, Draw(images, 0, null));
    }

    [Fact]
    public void Half_of_the_images_are_mirrored()
    {
        // Dark on the left, bright on the right.
        Raster slope = new(32, 32, 3, [.. Enumerable.Range(0, 32 * 32 * 3).Select(static k => (byte)(k / 3 % 32 * 8))]);
        foreach (string name in new[] { "a", "b" })
        {
            Directory.CreateDirectory(Path.Combine(_root.FullName, name));
            Enumerable.Range(0, 100).ToList().ForEach(image => File.WriteAllBytes(Path.Combine(_root.FullName, name, $"{image}.png"), Pictures.Png(slope)));
        }

        FolderImages images = new(ImageFolder.Open(_root.FullName).Training, 8);
        int mirrored = Enumerable.Range(0, images.Count).Count(position => Draw(images, position, new ImageChance(1, 0)) is var pixels && pixels[0] > pixels[7]);
        Assert.InRange(mirrored, 0.35 * images.Count, 0.65 * images.Count);
    }

    private static byte[] Draw(FolderImages images, int position, ImageChance? chance)
    {
        byte[] pixels = new byte[3 * images.Height * images.Width];
        images.Draw(position, chance, pixels);
        return pixels;
    }
}
