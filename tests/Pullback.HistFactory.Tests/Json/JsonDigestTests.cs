using Pullback.HistFactory.Json;
using Pullback.HistFactory.Tests.Workspaces;

namespace Pullback.HistFactory.Tests.Json;

public sealed class JsonDigestTests
{
    [Theory]
    [InlineData(WorkspaceFile.Sbottom, "516fa21b09fd7aecb09116e8906f8259f151aa41b8763eefd9e5548bb7c82a58", "c62c23c87d1c9b735c75cf0830f0ad84")]
    [InlineData(WorkspaceFile.AllModifiers, "9da87107cf322663ed72bac6020a56d5083b67451c7619c2d4f6af17a09cdf21", "a91b8a5315b3f5f33be4fb7599f9fcf1")]
    [InlineData(WorkspaceFile.SbottomPatch, "037fb38fd51b8edfa69a99238553f4c6ba5eaca908f8c04aaabdffe2795435ee", "3226170d7d1e96f441afc85993f06330")]
    public void Digests_equal_those_of_pyhf(string name, string sha256, string md5)
    {
        JsonTree tree = WorkspaceFile.Load(name);
        Assert.Equal(sha256, JsonDigest.Sha256(tree));
        Assert.Equal(md5, JsonDigest.Md5(tree));
    }

    /// <summary>Computed with Python 3: <c>hashlib.sha256(json.dumps(tree, sort_keys=True, ensure_ascii=False).encode()).hexdigest()</c>.</summary>
    [Theory]
    [InlineData("{}", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")]
    [InlineData("""{"b": 1, "a": [1.0, -0, -0.0, 1e5, 1E-5, 123456789012345678901234567890], "é": "\u0001\t\/\u00e9"}""", "aa44d4bdbce3f3327a1bf37cc7afc06ce5b59644d0cfb12d174a9501caa74b89")]
    [InlineData("""{"\ud83d\ude00": 1, "\uffee": 2, "z": "\"\\\b\f\n\r\u007f"}""", "c66c2a7ed2cfa4b65e9b97973c1f467a86c5fe8cd40f1f0d93164af7ab029797")]
    public void Digests_are_those_of_Pythons_text(string text, string sha256) => Assert.Equal(sha256, JsonDigest.Sha256(JsonTree.Parse(text)));

    [Fact]
    public void Order_of_names_does_not_matter_and_kind_of_number_does()
    {
        Assert.Equal(JsonDigest.Md5(JsonTree.Parse("""{"a": 1, "b": 2}""")), JsonDigest.Md5(JsonTree.Parse("""{"b": 2, "a": 1}""")));
        Assert.NotEqual(JsonDigest.Md5(JsonTree.Parse("[5]")), JsonDigest.Md5(JsonTree.Parse("[5.0]")));
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("5.0", "5.0")]
    [InlineData("5", "5")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("0.0", "0.0")]
    [InlineData("0e5", "0.0")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("0.000012345", "1.2345e-05")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("123456789012345680.0", "1.2345678901234568e+17")]
    [InlineData("1234567890123456.7", "1234567890123456.8")]
    [InlineData("9999999999999998.0", "9999999999999998.0")]
    [InlineData("1e16", "1e+16")]
    [InlineData("1E22", "1e+22")]
    [InlineData("-1.5e-300", "-1.5e-300")]
    [InlineData("1e100", "1e+100")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("2.2250738585072014e-308", "2.2250738585072014e-308")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("0.1000000000000000055", "0.1")]
    [InlineData("2.9802322387695312e-08", "2.9802322387695312e-08")]
    [InlineData("-4.1045368012983762e-289", "-4.1045368012983762e-289")]
    [InlineData("100.0", "100.0")]
    [InlineData("120.25", "120.25")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("-9007199254740993", "-9007199254740993")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("9999999999999999", "9999999999999999")]
    public void Numbers_are_written_as_by_Python(string text, string expected)
    {
        Assert.Equal(expected, JsonTree.Parse(text).ToString());
        Assert.Equal($"[{expected}]", JsonTree.Parse($"[{text}]").ToString());
    }

    [Theory]
    [InlineData(0L, "0")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(9007199254740993L, "9007199254740993")]
    public void Integers_keep_all_digits(long value, string expected) => Assert.Equal(expected, new JsonNumber(value).ToString());
}
