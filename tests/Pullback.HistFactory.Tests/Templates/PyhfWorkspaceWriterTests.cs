using System.Text.Json;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Templates;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.Templates;

public sealed class PyhfWorkspaceWriterTests
{
    [Fact]
    public void The_workspace_has_the_likelihood_of_the_model() =>
        RandomModels.ForAll(seed: 4, cases: 120, example =>
        {
            TemplateInference inference = new(example.Model);
            inference.Bind(example.Templates);
            PyhfWorkspace workspace = PyhfWorkspaceWriter.Write(example.Model, example.Templates, example.Counts);
            SlowHistFactory slow = new(JsonDocument.Parse(workspace.Json).RootElement);
            int p = example.Model.Parameters.Count;
            Assert.Equal(p, workspace.ParameterNames.Count);
            foreach (double shift in (double[])[0.0, 0.1, -0.07])
            {
                double[] point = [.. Enumerable.Range(0, p).Select(i => i < example.Model.PoiIndex ? 8.0 * shift * (i + 1) : 1.0 + shift * (i % 3))];
                Dictionary<string, double> named = [];
                for (int i = 0; i < p; i++) named.Add(workspace.ParameterNames[i], point[workspace.ParameterIndices[i]]);
                Closeness.Near(slow.LogPdf(named), inference.LogPdf(point, example.Counts), 1e-11, 1e-10);
            }
        });

    [Fact]
    public void Observations_default_to_the_background_only_Asimov_data()
    {
        PyhfWorkspace workspace = PyhfWorkspaceWriter.Write(HepdataLikeModel.PerBin(2), [12, 11, 50, 52, 3, 7]);
        JsonElement observation = JsonDocument.Parse(workspace.Json).RootElement.GetProperty("observations")[0];
        Assert.Equal("singlechannel", observation.GetProperty("name").GetString());
        Assert.Equal([50.0, 52.0], observation.GetProperty("data").EnumerateArray().Select(e => e.GetDouble()));
    }

    [Fact]
    public void Parameters_come_in_the_order_of_pyhf()
    {
        PyhfWorkspace perBin = PyhfWorkspaceWriter.Write(HepdataLikeModel.PerBin(2), [12, 11, 50, 52, 3, 7]);
        Assert.Equal(["mu", "uncorr_bkguncrt[0]", "uncorr_bkguncrt[1]"], perBin.ParameterNames);
        PyhfWorkspace shared = PyhfWorkspaceWriter.Write(HepdataLikeModel.Shared(2), [12, 11, 50, 52, 3, 7]);
        Assert.Equal(["uncorr_bkguncrt", "mu"], shared.ParameterNames);
        Assert.Equal([1, 0], shared.ParameterIndices);
        PyhfWorkspace correlated = PyhfWorkspaceWriter.Write(CorrelatedBackgroundModel.Create(1), [12, 50, 55, 45]);
        Assert.Equal(["correlated_bkg_uncertainty", "mu"], correlated.ParameterNames);

        // Type by type, then by first appearance over sorted samples: 'a' carries only the variation 'z'.
        TemplateModel model = new(new TemplateModelOptions
        {
            Bins = 1,
            Backgrounds = ["b", "a"],
            Variations = [new TemplateVariation("y", ["b"]), new TemplateVariation("z", ["a", "b"])],
        });
        Assert.Equal(["z", "y", "mu"], PyhfWorkspaceWriter.Write(model, [1, 5, 5, 6, 4, 6, 4, 6, 4]).ParameterNames);
    }

    [Fact]
    public void A_shared_gamma_without_uncertainty_is_a_fixed_parameter()
    {
        PyhfWorkspace workspace = PyhfWorkspaceWriter.Write(HepdataLikeModel.Shared(2), [12, 11, 50, 52, 0, 7]);
        JsonElement root = JsonDocument.Parse(workspace.Json).RootElement;
        Assert.Equal(1, root.GetProperty("channels").GetArrayLength());
        JsonElement gamma = root.GetProperty("measurements")[0].GetProperty("config").GetProperty("parameters")[1];
        Assert.True(gamma.GetProperty("fixed").GetBoolean());
    }

    [Fact]
    public void Interpolation_code_0_is_declared_because_a_workspace_cannot_say_it()
    {
        Assert.Null(PyhfWorkspaceWriter.Write(CorrelatedBackgroundModel.Create(1), [12, 50, 55, 45]).ModifierSettings);
        string? settings = PyhfWorkspaceWriter.Write(CorrelatedBackgroundModel.Create(1, interpolation: InterpolationCode.Code0), [12, 50, 55, 45]).ModifierSettings;
        Assert.Equal("code0", JsonDocument.Parse(settings!).RootElement.GetProperty("histosys").GetProperty("interpcode").GetString());
    }

    [Fact]
    public void Numbers_are_written_so_that_they_read_back_the_same()
    {
        double[] templates = [0.1 + 0.2, 50.0 / 3.0, Math.PI];
        PyhfWorkspace workspace = PyhfWorkspaceWriter.Write(HepdataLikeModel.PerBin(1), templates);
        JsonElement samples = JsonDocument.Parse(workspace.Json).RootElement.GetProperty("channels")[0].GetProperty("samples");
        Assert.Equal(templates[0], samples[0].GetProperty("data")[0].GetDouble());
        Assert.Equal(templates[1], samples[1].GetProperty("data")[0].GetDouble());
        Assert.Equal(templates[2], samples[1].GetProperty("modifiers")[0].GetProperty("data")[0].GetDouble());
    }
}
