using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pullback.Learning.Categories;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Training;

/// <summary>The one-dimensional toy of gato-hep, and what its recipe made of it.</summary>
internal static class ReferenceToy
{
    private static readonly Lazy<CategoryData> s_data = new(ReadData);
    private static readonly Lazy<JsonDocument> s_trainings = new(() => JsonDocument.Parse(File.ReadAllText(Name("toy_1d_training.json"))));

    public static CategoryData Data => s_data.Value;

    /// <summary>The raw parameters at the start and the loss before every update.</summary>
    public static (double[] Start, double[] Losses) Training(int categories)
    {
        JsonElement training = s_trainings.Value.RootElement.GetProperty($"{categories}");
        return (CategoryCase.Numbers(training.GetProperty("parameters")), CategoryCase.Numbers(training.GetProperty("losses")));
    }

    private static string Name(string file) => Path.Combine(AppContext.BaseDirectory, "reference", "data", "categories", "training", file);

    private static CategoryData ReadData()
    {
        using ZipArchive archive = ZipFile.OpenRead(Name("toy_1d.npz"));
        byte[] Body(string name)
        {
            using Stream stream = archive.GetEntry(name + ".npy")!.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            byte[] bytes = memory.ToArray();

            // Version 1: ten bytes, the last two the length of the header.
            return bytes[(10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)))..];
        }

        return new CategoryData
        {
            ScoreNames = ["score"],
            Sets =
            [
                .. ((string[])["signal", "bkg1", "bkg2", "bkg3", "bkg4", "bkg5"]).Select(process =>
                {
                    double[] scores = [.. MemoryMarshal.Cast<byte, float>(Body(process)).ToArray().Select(x => (double)x)];
                    double[] weights = new double[scores.Length];
                    Array.Fill(weights, MemoryMarshal.Read<double>(Body(process + "_weight")));
                    return new EventSet(process, scores, [new WeightColumn(process, null, VariationSide.Nominal, weights)]);
                }),
            ],
        };
    }
}
