using System.Numerics;
using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;

namespace Pullback.Learning.Observables;

/// <summary>Evaluates every result of the analysis on the templates of a run.</summary>
internal sealed class MetricsEvaluator(TemplateModel model, double poi)
{
    private readonly TemplateInference _inference = new(model);

    /// <summary>All results for the last run of a program.</summary>
    public ObservableMetrics Of<T>(ObservableProgram<T> program)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] templates = program.Templates();
        double[] background = new double[model.Bins];
        foreach (string process in model.Options.Backgrounds)
        {
            ReadOnlySpan<double> counts = model.Layout.Background(process).Of((ReadOnlySpan<double>)templates);
            for (int bin = 0; bin < background.Length; bin++) background[bin] += counts[bin];
        }

        double floor = program.Summary.EmptyBelow * model.Options.Backgrounds.Count;
        return new ObservableMetrics
        {
            Loss = program.Loss(),
            Cls = Objectives.Cls(poi).Evaluate(_inference, templates),
            LogCls = Objectives.LogCls(poi).Evaluate(_inference, templates),
            DiscoverySignificance = Objectives.DiscoverySignificance().Evaluate(_inference, templates),
            DiscoveryPValue = Objectives.DiscoveryPValue().Evaluate(_inference, templates),
            PoiUncertainty = Objectives.PoiUncertainty().Evaluate(_inference, templates),
            GeneralizedVariance = Objectives.GeneralizedVariance().Evaluate(_inference, templates),
            BinaryCrossEntropy = program.CrossEntropy(),
            Templates = templates,
            Signal = model.Layout.Signal.Of((ReadOnlySpan<double>)templates).ToArray(),
            Background = background,
            EmptyBins = background.Count(b => b <= floor * (1 + 1e-9)),
        };
    }
}
