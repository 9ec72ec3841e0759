using System.Text.Json.Nodes;
using Pullback.Cli.Observables;
using Pullback.Cli.Output;
using Pullback.Statistics.Templates;

namespace Pullback.Cli.Tests.Observables;

public sealed class InducedWorkspaceTests
{
    private static readonly double[] Counts = [63, 55, 41];

    [Theory]
    [InlineData(GammaMode.None)]
    [InlineData(GammaMode.Shared)]
    [InlineData(GammaMode.PerBin)]
    public void The_workspace_has_the_likelihood_of_the_model(GammaMode mode)
    {
        var model = new TemplateModel(new TemplateModelOptions
        {
            Bins = 3,
            Backgrounds = ["top", "diboson"],
            Variations = [new TemplateVariation("scale", ["top", "diboson"]), new TemplateVariation("theory", ["signal"])],
            Uncertainty = new BackgroundUncertainty { Mode = mode },
        });
        double[] templates = Templates(model);
        var twin = new HistFactoryTwin(JsonFields.Parse(InducedWorkspace.Build(model, templates, Counts).ToText()));
        var inference = new TemplateInference(model);
        inference.Bind(templates);
        foreach (double step in new[] { -0.7, 0.0, 0.4, 1.3 })
        {
            double[] point = [.. Enumerable.Range(0, model.Parameters.Count).Select(i => i < 2 ? step + 0.2 * i : 1 + 0.05 * (i - 2) * step)];
            Dictionary<string, double> named = model.Parameters.Select((parameter, i) => (parameter.Name, point[i])).ToDictionary();
            Assert.Equal(inference.LogPdf(point, Counts), twin.LogPdf(named, Counts), tolerance: 1e-10);
        }
    }

    [Fact]
    public void A_shared_gamma_is_a_factor_constrained_by_an_auxiliary_channel()
    {
        TemplateModel model = HepdataLikeModel.Shared(2);
        JsonObject workspace = JsonFields.Parse(InducedWorkspace.Build(model, [5, 10, 50, 60, 5, 12], [50, 60]).ToText());
        Assert.Equal("normfactor", (string?)workspace["channels"]![0]!["samples"]![1]!["modifiers"]![0]!["type"]);
        Assert.Equal([100.0, 25.0], workspace["observations"]![1]!["data"]!.AsArray().Select(value => (double)value!));
    }

    [Fact]
    public void A_gamma_without_uncertainty_is_fixed()
    {
        JsonObject workspace = JsonFields.Parse(InducedWorkspace.Build(HepdataLikeModel.Shared(2), [5, 10, 50, 60, 0, 12], [50, 60]).ToText());
        Assert.Single(workspace["channels"]!.AsArray());
        Assert.True((bool)workspace["measurements"]![0]!["config"]!["parameters"]![1]!["fixed"]!);
    }

    private static double[] Templates(TemplateModel model)
    {
        double[] templates = new double[model.Layout.Length];
        foreach (TemplateSlice slice in model.Layout.Slices)
        {
            double level = slice.Name switch
            {
                "signal" => 12,
                "background:top" => 30,
                "background:diboson" => 18,
                "uncertainty" => 4,
                _ when slice.Name.EndsWith("up", StringComparison.Ordinal) => slice.Name.Contains("signal", StringComparison.Ordinal) ? 13 : 31,
                _ => slice.Name.Contains("signal", StringComparison.Ordinal) ? 10.5 : 27,
            };
            for (int bin = 0; bin < slice.Length; bin++)
                templates[slice.Offset + bin] = level * (1 + 0.1 * bin);
        }

        return templates;
    }
}
