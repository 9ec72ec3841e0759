using BenchmarkDotNet.Attributes;
using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;

namespace Pullback.Benchmarks.Statistics;

/// <summary>One value and gradient of an objective, its fits included: what the statistics cost per training step.</summary>
[MemoryDiagnoser]
public class ClsBenchmark
{
    private readonly InferenceObjective _cls = Objectives.Cls();
    private readonly InferenceObjective _uncertainty = Objectives.PoiUncertainty();
    private TemplateInference _inference = null!;
    private double[] _templates = [];
    private double[] _gradient = [];

    public enum Structure
    {
        SharedGamma,
        GammaPerBin,
        GammaPerBinAndTwoVariations,
    }

    [Params(Structure.SharedGamma, Structure.GammaPerBin, Structure.GammaPerBinAndTwoVariations)]
    public Structure Model { get; set; }

    [Params(3, 20)]
    public int Bins { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        TemplateModel model = Model switch
        {
            Structure.SharedGamma => HepdataLikeModel.Shared(Bins),
            Structure.GammaPerBin => HepdataLikeModel.PerBin(Bins),
            _ => new TemplateModel(new TemplateModelOptions
            {
                Bins = Bins,
                Backgrounds = ["first", "second"],
                Variations = [new TemplateVariation("a", ["first"]), new TemplateVariation("b", ["first", "second"])],
                Uncertainty = new BackgroundUncertainty { Mode = GammaMode.PerBin },
            }),
        };
        _inference = new TemplateInference(model);
        _templates = new double[model.Layout.Length];
        foreach (TemplateSlice slice in model.Layout.Slices)
        {
            for (int b = 0; b < slice.Length; b++)
            {
                double nominal = 30.0 + 5.0 * (b % 4);
                _templates[slice.Offset + b] = slice.Name switch
                {
                    "signal" => 4.0 + b % 3,
                    "uncertainty" => 0.1 * nominal,
                    string name when name.EndsWith(":up", StringComparison.Ordinal) => nominal * 1.1,
                    string name when name.EndsWith(":down", StringComparison.Ordinal) => nominal * 0.93,
                    _ => nominal,
                };
            }
        }

        _gradient = new double[_templates.Length];
    }

    [Benchmark]
    public double ClsAndItsGradient() => _cls.Evaluate(_inference, _templates, _gradient);

    [Benchmark]
    public double ClsAlone() => _cls.Evaluate(_inference, _templates);

    [Benchmark]
    public double PoiUncertaintyAndItsGradient() => _uncertainty.Evaluate(_inference, _templates, _gradient);
}
