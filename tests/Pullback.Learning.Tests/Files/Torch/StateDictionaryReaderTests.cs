using System.Text.Json;
using Pullback.Learning.Files.Torch;

namespace Pullback.Learning.Tests.Files.Torch;

public sealed class StateDictionaryReaderTests
{
    [Theory]
    [InlineData("kinds")]
    [InlineData("views")]
    [InlineData("checkpoint")]
    [InlineData("parameters")]
    [InlineData("protocol4")]
    public void Names_shapes_and_numbers_are_those_that_torch_wrote(string name)
    {
        StateDictionary read = StateDictionaryReader.Read(TorchFiles.Reference("torch", name + ".pt"));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(TorchFiles.Reference("torch", "expected.json")));
        JsonElement tensors = expected.RootElement.GetProperty(name);
        Assert.Equal(tensors.EnumerateObject().Select(t => t.Name), read.Select(t => t.Name));
        foreach (JsonProperty tensor in tensors.EnumerateObject())
        {
            StateTensor found = read[tensor.Name];
            string kind = tensor.Value.GetProperty("dtype").GetString()!;
            Assert.Equal(kind == "bool" ? "boolean" : kind, found.Kind.ToString().ToLowerInvariant());
            Assert.Equal(tensor.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()), found.Shape);
            Assert.Equal(tensor.Value.GetProperty("values").EnumerateArray().Select(v => v.GetDouble()), found.ToDoubles());
            Assert.Equal(tensor.Value.GetProperty("values").EnumerateArray().Select(v => (float)v.GetDouble()), found.ToSingles());
        }
    }

    [Fact]
    public void A_deflated_archive_under_another_root_reads_the_same()
    {
        StateDictionary deflated = StateDictionaryReader.Read(TorchFiles.Reference("torch", "deflated.pt"));
        StateDictionary stored = StateDictionaryReader.Read(TorchFiles.Reference("torch", "checkpoint.pt"));
        Assert.Equal(stored.Select(t => t.Name), deflated.Select(t => t.Name));
        Assert.All(stored, tensor => Assert.Equal(tensor.ToDoubles(), deflated[tensor.Name].ToDoubles()));
    }

    [Fact]
    public void Files_of_a_ratio_estimator_share_the_data_of_both_names()
    {
        StateDictionary read = StateDictionaryReader.Read(TorchFiles.Reference("models", "par_state_dict.pt"));
        Assert.Equal(12, read.Count);
        Assert.Equal([7, 5], read["layers.0.weight"].Shape);
        Assert.Equal([5, 7], read["layers.1.weight"].Shape);
        Assert.Equal([1], read["layers.2.bias"].Shape);
        for (int layer = 0; layer < 3; layer++)
        {
            Assert.Same(read[$"layers.{layer}.weight"].Data, read[$"append.{layer}.weight"].Data);
            Assert.Same(read[$"layers.{layer}.bias"].Data, read[$"append.{layer}.bias"].Data);
        }

        // PyTorch draws weights and biases from U(−1/√inputs, 1/√inputs).
        Assert.All(read["layers.0.weight"].ToSingles(), w => Assert.InRange(Math.Abs(w), 1e-6, 1 / Math.Sqrt(5)));
    }

    [Fact]
    public void Files_of_a_flow_have_their_names_in_order()
    {
        StateDictionary read = StateDictionaryReader.Read(TorchFiles.Reference("models", "lik_state_dict.pt"));
        Assert.Equal(
            ["Wx", "Wm", "bm", "Wp", "bp", "Ws.0", "Ws.1", "bs.0", "bs.1"],
            read.Take(9).Select(t => t.Name["mades.0.".Length..]));
        Assert.Equal([2, 7], read["mades.1.Wx"].Shape);
        Assert.Equal([7, 5], read["mades.1.Ws.1"].Shape);
    }

    [Fact]
    public void Integers_are_read_exactly()
    {
        StateDictionary read = StateDictionaryReader.Read(TorchFiles.Reference("torch", "kinds.pt"));
        Assert.Equal([1L << 53, -(1L << 40)], read["int64"].ToIntegers());
        Assert.Equal([1, 0, 1], read["bool"].ToIntegers());
        Assert.Contains("float16", Assert.Throws<InvalidOperationException>(() => read["float16"].ToIntegers()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_tensor_is_answered_with_the_names()
    {
        StateDictionary read = StateDictionaryReader.Read(TorchFiles.Reference("torch", "parameters.pt"));
        Assert.Contains("0.weight, 0.bias", Assert.Throws<KeyNotFoundException>(() => read["weight"]).Message, StringComparison.Ordinal);
        Assert.Null(read.Find("weight"));
    }

    [Theory]
    [InlineData("legacy", "before 1.6")]
    [InlineData("module", "torch.nn.modules.container.Sequential")]
    [InlineData("script", "TorchScript")]
    public void Other_kinds_of_files_are_refused_with_advice(string name, string found)
    {
        string path = TorchFiles.Reference("torch", name + ".pt");
        string message = Assert.Throws<InvalidDataException>(() => StateDictionaryReader.Read(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(found, message, StringComparison.Ordinal);
        Assert.Contains("torch.save", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] whole = File.ReadAllBytes(TorchFiles.Reference("models", "par_state_dict.pt"));
        for (int length = 0; length < whole.Length; length++) TorchFiles.Refusal(whole[..length]);
        Assert.Throws<FileNotFoundException>(() => StateDictionaryReader.Read(TorchFiles.Reference("models", "none.pt")));
    }

    [Theory]
    [InlineData("big", "'big'")]
    [InlineData("middle", "'middle'")]
    public void Another_byte_order_is_refused(string order, string found)
    {
        byte[] pickle = TorchFiles.Tensor(0, [6], [1]);
        byte[] storage = new byte[24];
        byte[] Archive(string content) =>
            TorchFiles.Zip(("r/data.pkl", pickle), ("r/byteorder", System.Text.Encoding.UTF8.GetBytes(content)), ("r/data/0", storage), ("r/version", "3\n"u8.ToArray()));

        Assert.Contains(found, TorchFiles.Refusal(Archive(order)), StringComparison.Ordinal);
        Assert.Equal(6, StateDictionaryReader.Read("some.pt", Archive("little"))[0].Length);
    }

    [Fact]
    public void An_archive_without_its_parts_is_refused()
    {
        byte[] pickle = TorchFiles.Tensor(0, [6], [1]);
        Assert.Contains("no entry 'data.pkl'", TorchFiles.Refusal(TorchFiles.Zip(("r/other", pickle))), StringComparison.Ordinal);
        Assert.Contains("2 entries", TorchFiles.Refusal(TorchFiles.Zip(("r/data.pkl", pickle), ("s/data.pkl", pickle))), StringComparison.Ordinal);
        Assert.Contains("r/version", TorchFiles.Refusal(TorchFiles.Zip(("r/data.pkl", pickle))), StringComparison.Ordinal);
        Assert.Contains("'eleven'", TorchFiles.Refusal(TorchFiles.Zip(("r/data.pkl", pickle), ("r/version", "eleven"u8.ToArray()))), StringComparison.Ordinal);
        Assert.Contains("r/data/0", TorchFiles.Refusal(TorchFiles.Zip(("r/data.pkl", pickle), ("r/version", "3\n"u8.ToArray()))), StringComparison.Ordinal);
        Assert.Contains("has 7 bytes", TorchFiles.Refusal(TorchFiles.Zip(("r/data.pkl", pickle), ("r/version", "3\n"u8.ToArray()), ("r/data/0", new byte[7]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Strides_and_offsets_are_followed_within_their_storage()
    {
        double[] Read(int offset, int[] shape, int[] strides) => StateDictionaryReader.Read("some.pt", TorchFiles.Around(TorchFiles.Tensor(offset, shape, strides)))["w"].ToDoubles();
        Assert.Equal([0, 1, 2, 3, 4, 5], Read(0, [2, 3], [3, 1]));
        Assert.Equal([0, 3, 1, 4, 2, 5], Read(0, [3, 2], [1, 3]));
        Assert.Equal([1, 3, 5], Read(1, [3], [2]));
        Assert.Equal([5], Read(5, [], []));
        Assert.Empty(Read(6, [0, 3], [3, 1]));
        Assert.Equal([2, 2], Read(2, [2], [0]));
    }

    [Theory]
    [InlineData(1, new[] { 6 }, new[] { 1 })]
    [InlineData(-1, new[] { 2 }, new[] { 1 })]
    [InlineData(6, new int[0], new int[0])]
    [InlineData(0, new[] { 2, 3 }, new[] { 4, 1 })]
    [InlineData(0, new[] { 2000000000 }, new[] { 0 })]
    [InlineData(0, new[] { 2000000000, 2000000000, 2000000000, 2000000000, 2000000000 }, new[] { 0, 0, 0, 0, 0 })]
    [InlineData(0, new[] { 2, 2000000000, 2000000000, 2000000000 }, new[] { 2000000000, 2000000000, 2000000000, 2000000000 })]
    [InlineData(0, new[] { 2, 3 }, new[] { 1 })]
    [InlineData(0, new[] { -1 }, new[] { 1 })]
    [InlineData(0, new[] { 3 }, new[] { -1 })]
    public void A_view_beyond_its_storage_is_refused(int offset, int[] shape, int[] strides)
    {
        string message = TorchFiles.Refusal(TorchFiles.Around(TorchFiles.Tensor(offset, shape, strides)));
        Assert.Contains("root/data.pkl", message, StringComparison.Ordinal);
        Assert.Contains("byte ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_large_views_of_one_storage_are_refused()
    {
        const int Numbers = 400_000;
        byte[] pickle = [.. TorchFiles.Begin(), .. Enumerable.Range(0, 40).SelectMany(i => TorchFiles.Item($"w{i}", i, [Numbers - 40], [1], "FloatStorage", Numbers)), .. "u."u8];
        byte[] bytes = TorchFiles.Zip(("r/data.pkl", pickle), ("r/data/0", new byte[4 * Numbers]), ("r/version", "3\n"u8.ToArray()));
        Assert.Contains("16 times", TorchFiles.Refusal(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deflate_bomb_is_refused()
    {
        var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, byte[] content)
            {
                using Stream entry = archive.CreateEntry(name, System.IO.Compression.CompressionLevel.Fastest).Open();
                entry.Write(content);
            }

            Add("r/version", "3\n"u8.ToArray());
            Add("r/data/0", new byte[300 << 20]);
            Add("r/data.pkl", TorchFiles.Tensor(0, [1], [1], "FloatStorage", 75 << 20));
        }

        Assert.Contains("does not shrink that much", TorchFiles.Refusal(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_other_than_tensors_are_named()
    {
        byte[] Single(byte[] value) => TorchFiles.Around([.. TorchFiles.Begin(), .. TorchFiles.Text("epoch"), .. value, .. "u."u8]);
        Assert.Contains("'epoch' is an integer", TorchFiles.Refusal(Single(TorchFiles.Integer(3))), StringComparison.Ordinal);
        Assert.Contains("holds an integer", TorchFiles.Refusal(TorchFiles.Around([0x80, 2, .. TorchFiles.Integer(3), (byte)'.'])), StringComparison.Ordinal);
        byte[] twice = [.. TorchFiles.Begin(), .. TorchFiles.Item("w", 0, [1], [1]), .. TorchFiles.Item("w", 0, [1], [1]), .. "u."u8];
        Assert.Contains("two tensors are called 'w'", TorchFiles.Refusal(TorchFiles.Around(twice)), StringComparison.Ordinal);
    }
}
