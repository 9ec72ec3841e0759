using System.Text.Json.Nodes;

namespace Pullback.Cli.Tests.Estimators;

/// <summary><c>estimator export</c> and <c>estimator import</c>.</summary>
public sealed class EstimatorExportTests : IDisposable
{
    private static readonly string Models = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models");
    private readonly TestCommand _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("par", "madminer", "copy", "copy_settings.json")]
    [InlineData("dbl", "madminer", "copy", "copy_state_dict.pt")]
    [InlineData("lik", "pullback", "new/copy.pullback", "new/copy.pullback")]
    [InlineData("ens", "madminer", "copies", "copies/ensemble.json")]
    public void What_is_exported_answers_alike(string model, string form, string to, string file)
    {
        Assert.Equal(0, _command.Run("estimator", "export", Path.Combine(Models, model), "--as", form, "--to", to));
        Assert.True(File.Exists(Path.Combine(_command.Folder, file)));
        double[] first = Answers(Path.Combine(Models, model), model), second = Answers(to, model);
        for (int i = 0; i < first.Length; i++) Assert.Equal(first[i], second[i], 1e-5 * Math.Max(1, Math.Abs(first[i])));
        Assert.Equal(2, _command.Run("estimator", "export", Path.Combine(Models, model), "--as", form, "--to", to));
        Assert.Contains("--force", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(0, _command.Run("estimator", "export", Path.Combine(Models, model), "--as", form, "--to", to, "--force"));
    }

    [Theory]
    [InlineData("par", "ratio")]
    [InlineData("sco", "score")]
    public void A_network_goes_out_and_comes_back(string model, string kind)
    {
        Assert.Equal(0, _command.Run("estimator", "export", Path.Combine(Models, model), "--as", "onnx", "--to", "n.onnx", "--json"));
        Assert.Equal("onnx", JsonNode.Parse(_command.Out)!["as"]!.GetValue<string>());
        int code = _command.Run("estimator", "import", "n.onnx", "--kind", kind, "--parameters", "2", "--to", "back.pullback");
        if (kind == "ratio")
        {
            // The exported ratio has two inputs; networks that are imported have one.
            Assert.Equal(2, code);
            return;
        }

        Assert.Equal(0, code);
        double[] first = Answers(Path.Combine(Models, model), model), second = Answers("back.pullback", model);
        for (int i = 0; i < first.Length; i++) Assert.Equal(first[i], second[i], 1e-5);
    }

    [Theory]
    [InlineData("only ratios and scores", "export", "lik", "--as", "onnx", "--to", "a.onnx")]
    [InlineData("holds one network", "export", "ens", "--as", "onnx", "--to", "a.onnx")]
    [InlineData("madminer", "export", "par", "--as", "pickle", "--to", "a")]
    [InlineData("no such", "export", "nothing", "--as", "onnx", "--to", "a.onnx")]
    [InlineData("at least one", "import", "nothing.onnx", "--kind", "score", "--parameters", "0", "--to", "a.pullback")]
    [InlineData("nothing.onnx", "import", "nothing.onnx", "--kind", "score", "--parameters", "1", "--to", "a.pullback")]
    public void Bad_input_ends_in_two_and_writes_nothing(string reason, string verb, string model, params string[] options)
    {
        Assert.Equal(2, _command.Run(["estimator", verb, Path.Combine(Models, model), .. options]));
        Assert.Contains(reason, _command.ErrorText, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFileSystemEntries(_command.Folder));
    }

    private double[] Answers(string path, string model)
    {
        string[] arguments = model is "sco" or "ens" ? ["score", path, "--x", At("x_eval.npy")] : ["evaluate", path, "--x", At("x_eval.npy"), "--theta", At("theta_eval.npy"), .. model == "dbl" ? new[] { "--theta1", At("theta1_eval.npy") } : []];
        int code = _command.Run(["estimator", .. arguments, "--json"]);
        Assert.True(code == 0, _command.Error);
        JsonNode document = JsonNode.Parse(_command.Out)!;
        return Numbers(document["score"] ?? document["log_likelihood_ratio"] ?? document["log_likelihood"]!);
    }

    private static string At(string name) => Path.Combine(Models, name);

    private static double[] Numbers(JsonNode node) => node is JsonArray list ? [.. list.SelectMany(n => Numbers(n!))] : [node.GetValue<double>()];
}
