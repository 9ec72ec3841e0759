using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Workspaces;

/// <summary>Verbs that make workspaces of workspaces.</summary>
public sealed class EditingTests : IDisposable
{
    private readonly WorkspaceCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void The_digest_is_that_of_pyhf_and_ignores_layout()
    {
        JsonObject document = _command.Document("digest", "background.json", "--algorithm", "sha256,md5");
        JsonObject metadata = (JsonObject)JsonNode.Parse(File.ReadAllText(_command.PathOf("signals.json")))!["metadata"]!["digests"]!;
        Assert.Equal(metadata["sha256"]!.GetValue<string>(), document["sha256"]!.GetValue<string>());
        Assert.Equal(metadata["md5"]!.GetValue<string>(), document["md5"]!.GetValue<string>());
        Assert.Equal(0, _command.Run("digest", "background.json"));
        Assert.Equal($"sha256:{document["sha256"]}\n", _command.Out);
    }

    [Fact]
    public void Printed_workspaces_keep_their_digest()
    {
        string before = Digest("two-bin.json");
        foreach (string[] option in (string[][])[[], ["--json"]])
        {
            Assert.Equal(0, _command.Run(["rename", "two-bin.json", "--channel", "singlechannel=a", .. option]));
            _command.Write("renamed.json", _command.Out);
            Assert.NotEqual(before, Digest("renamed.json"));
            Assert.Equal(0, _command.Run(["rename", "renamed.json", "--channel", "a=singlechannel", .. option]));
            _command.Write("back.json", _command.Out);
            Assert.Equal(before, Digest("back.json"));
        }
    }

    [Fact]
    public void A_file_is_written_once()
    {
        JsonObject document = _command.Document("sort", "shapes.json", "--to", "sorted.json");
        Assert.Equal("sorted.json", document["file"]!.GetValue<string>());
        Assert.Equal(Digest("sorted.json"), document["sha256"]!.GetValue<string>());
        _command.Refused(["sort", "shapes.json", "--to", "sorted.json"], "--to sorted.json: the file exists", "--force");
        Assert.Equal(0, _command.Run("sort", "shapes.json", "--to", "sorted.json", "--force"));
        Assert.Equal(0, _command.Run("sort", "shapes.json", "--out", "folder"));
        Assert.Equal(Digest("sorted.json"), Digest("folder/workspace.json"));
    }

    [Fact]
    public void Patches_of_a_set_are_chosen_by_name_or_values_or_after_a_hash()
    {
        JsonObject named = _command.Document("patch", "background.json", "--set", "signals.json", "--name", "heavy_600_light_200");
        Assert.Equal("signal", named["channels"]![0]!["samples"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(named.ToJsonString(), _command.Document("patch", "background.json", "--set", "signals.json", "--values", "600.0, 200").ToJsonString());
        Assert.Equal(named.ToJsonString(), _command.Document("patch", "background.json", "--patch", "signals.json#heavy_600_light_200").ToJsonString());
        _command.Refused(["patch", "two-bin.json", "--set", "signals.json", "--name", "heavy_600_light_200"], "signals.json: ", "digest");
        _command.Refused(["patch", "background.json", "--patch", "signals.json"], "this is a patch set of 8 patches", "signals.json#heavy_400_light_100");
        _command.Refused(["patch", "background.json", "--set", "signals.json", "--name", "heavy_600_light_20"], "signals.json: ", "heavy_600_light_20");
        _command.Refused(["patch", "background.json", "--set", "signals.json"], "either with --name or with --values (heavy_mass,light_mass)");
        _command.Refused(["patch", "background.json"], "no patch is given");
    }

    [Fact]
    public void Json_patches_apply_in_their_order()
    {
        _command.Write("a.json", """[{"op": "replace", "path": "/observations/0/data/0", "value": 60}]""");
        _command.Write("b.json", """[{"op": "test", "path": "/observations/0/data/0", "value": 60}, {"op": "replace", "path": "/observations/0/data/1", "value": 65}]""");
        JsonObject patched = _command.Document("cls", "two-bin.json", "--test-statistic", "q0", "--patch", "a.json", "--patch", "b.json");
        Numbers.Near(.042061328898378, patched["cls_observed"].Number());
        _command.Refused(["cls", "two-bin.json", "--poi", "1", "--patch", "b.json"], "b.json: JSON patch, operation 0 (test '/observations/0/data/0')");
    }

    [Fact]
    public void Parts_are_removed_and_combined()
    {
        JsonObject pruned = _command.Document("prune", "shapes.json", "--channel", "top_control", "multijet_control", "--modifier-type", "staterror", "--measurement", "top_cross_section");
        Assert.Equal("signal_region", Assert.Single(pruned["channels"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.DoesNotContain("staterror", pruned.ToJsonString(), StringComparison.Ordinal);
        JsonObject both = _command.Document("combine", "two-bin.json", "shapes.json");
        Assert.Equal(4, both["channels"]!.AsArray().Count);
        Assert.Equal(3, both["measurements"]!.AsArray().Count);
        _command.Refused(["combine", "shapes.json", "shapes.json"], "shapes.json and shapes.json: combine: ", "signal_region");
        Assert.Equal(3, _command.Document("combine", "shapes.json", "shapes.json", "--join", "outer")["channels"]!.AsArray().Count);
        _command.Refused(["prune", "shapes.json", "--sample", "sgnal"], "shapes.json: prune: there is no sample 'sgnal'", "The nearest is 'signal'");
        _command.Refused(["prune", "two-bin.json", "--sample", "signal", "background"], "two-bin.json: ");
        _command.Refused(["rename", "two-bin.json", "--channel", "singlechannel"], "--channel: found 'singlechannel', but old=new is needed.");
    }

    private string Digest(string file) => _command.Document("digest", file)["sha256"]!.GetValue<string>();
}
