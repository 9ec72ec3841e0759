using System.Globalization;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Tests.Inference;

/// <summary>Gradients of results through all fits against finite differences, on real workspaces too.</summary>
public sealed class ResultGradientTests
{
    /// <summary>What fourth-order differences with a relative step of 1e-3 resolve of a fitted result.</summary>
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("all_modifiers")]
    [InlineData("two bins")]
    [InlineData("histosys")]
    [InlineData("normsys")]
    [InlineData("sbottom")]
    [InlineData("ewk")]
    public void ObservedAndExpectedClsAreDifferentiatedThroughTheFits(string name) => Check(
        name,
        (inference, data) =>
        {
            HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.0, data, withGradients: true);
            return [(test.Distribution.LogCls, test.LogClsGradient()), (Math.Log(test.ExpectedBand[1]), Logarithm(test.ClsExpectedGradient(1.0), test.ExpectedBand[1]))];
        });

    [Theory]
    [InlineData("all_modifiers")]
    [InlineData("two bins")]
    [InlineData("histosys")]
    [InlineData("normsys")]
    public void ResultsOfTheModelsOwnAsimovDataAreDifferentiated(string name) => Check(
        name,
        (inference, data) =>
        {
            (double, StatisticGradient) Result(Func<double[], double> evaluate, bool isLogarithm = false)
            {
                double[] gradient = new double[inference.Model.Layout.Length];
                double value = evaluate(gradient);
                if (isLogarithm) gradient = [.. gradient.Select(g => g / value)];
                return (isLogarithm ? Math.Log(value) : value, new StatisticGradient(gradient, new double[inference.Model.BinCount]));
            }

            return
            [
                Result(g => inference.AsimovStatistic(1.0, 0.0, g)), Result(g => inference.AsimovStatistic(0.0, 1.0, g)),
                Result(g => inference.AsimovPoiUncertainty(1.0, g)), Result(g => inference.AsimovGeneralizedVariance(1.0, g), isLogarithm: true),
            ];
        });

    [Theory]
    [InlineData("all_modifiers")]
    [InlineData("two bins, excess")]
    public void DiscoveryIsDifferentiatedThroughTheFits(string name) => Check(
        name,
        (inference, data) =>
        {
            HypothesisTestResult test = inference.Test(TestStatistic.Q0, 0.0, data, withGradients: true);
            return [(test.Q, test.QGradient), (test.QAsimov, test.QAsimovGradient), (test.Clsb, test.ClsbGradient())];
        });

    [Theory]
    [InlineData("all_modifiers")]
    [InlineData("two bins")]
    [InlineData("sbottom")]
    public void LimitsAreDifferentiatedThroughTheFits(string name) => Check(
        name,
        (inference, data) =>
        {
            UpperLimits limits = inference.Limits(data, withGradients: true);
            return [(limits.Observed, limits.ObservedGradient!), (limits.Expected[2], limits.MedianGradient!)];
        });

    [Theory]
    [InlineData("all_modifiers")]
    [InlineData("two bins, excess")]
    [InlineData("sbottom")]
    [InlineData("ewk")]
    public void EstimatesAndUncertaintiesAreDifferentiatedThroughTheFit(string name) => Check(
        name,
        (inference, data) =>
        {
            string parameter = name switch { "all_modifiers" => "mu", "sbottom" => "mu_ttbar", "ewk" => "mu_VV", _ => "mu" };
            if (!inference.Model.Parameters.Any(p => p.Name == parameter))
                parameter = inference.Model.Parameters.First(p => p.State == Statistics.Parameters.ParameterState.Free && p.Name != inference.Model.PoiName).Name;
            return [inference.EstimateOf(data, parameter), inference.UncertaintyOf(data, parameter)];
        });

    private static StatisticGradient Logarithm(StatisticGradient gradient, double value) =>
        new([.. gradient.Templates.Select(g => g / value)], [.. gradient.Counts.Select(g => g / value)]);

    /// <summary>Compares with fourth-order differences: every input of a small model, a sample of those of a large one, and the observed counts.</summary>
    private static void Check(string name, Func<ModelInference, HistFactoryData, (double Value, StatisticGradient Gradient)[]> results)
    {
        Workspace workspace = name switch
        {
            "all_modifiers" => ReferenceFiles.AllModifiers(),
            "two bins" => SmallModels.TwoBins(),
            "two bins, excess" => SmallModels.TwoBins(60, 65),
            "histosys" => SmallModels.TwoBinHistoSys(),
            "normsys" => SmallModels.OneBinNormSys(),
            "sbottom" => ReferenceFiles.Sbottom(),
            _ => ReferenceFiles.Electroweakinos(),
        };
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        (double Value, StatisticGradient Gradient)[] exact = results(new ModelInference(model), data);
        double[] inputs = [.. model.Inputs];
        int stride = Math.Max(1, inputs.Length / 40);
        var moved = new ModelInference(model);
        for (int i = stride / 2; i < inputs.Length; i += stride)
        {
            // A gamma that templates of size 0 fix has no derivative there.
            if (inputs[i] == 0.0) continue;
            int place = i;
            Compare(Math.Abs(inputs[i]), h => At(place, h), g => g.Templates[place], $"{Describe(model, i)} of {name}");
        }

        for (int b = 0; b < model.BinCount; b += Math.Max(1, model.BinCount / 6))
        {
            int place = b;
            if (data.Counts[b] < 1.0) continue;
            Compare(data.Counts[b], h => Counted(place, h), g => g.Counts[place], string.Create(CultureInfo.InvariantCulture, $"count {b} of {name}"));
        }

        double[] At(int place, double h)
        {
            double[] changed = [.. inputs];
            changed[place] += h;
            moved.Bind(changed);
            return [.. results(moved, new HistFactoryData(data.Counts, moved.BoundAuxiliaryData())).Select(r => r.Value)];
        }

        double[] Counted(int place, double h)
        {
            double[] counts = [.. data.Counts];
            counts[place] += h;
            moved.Bind(inputs);
            return [.. results(moved, new HistFactoryData(counts, data.Auxiliary)).Select(r => r.Value)];
        }

        void Compare(double size, Func<double, double[]> at, Func<StatisticGradient, double> slope, string what)
        {
            double h = 1e-3 * size;
            double[] a = at(-2 * h);
            double[] b = at(-h);
            double[] c = at(h);
            double[] d = at(2 * h);
            for (int k = 0; k < exact.Length; k++)
            {
                double difference = (a[k] - 8.0 * b[k] + 8.0 * c[k] - d[k]) / (12.0 * h);

                // A result of size v, changed by a relative step of 1e-3, resolves derivatives of size v/size to about 1e-9.
                double floor = 1e-2 * Math.Max(Math.Abs(exact[k].Value), 1e-2) / size;
                Close.To(difference, slope(exact[k].Gradient), Tolerance, $"result {k}, {what}", floor);
            }
        }
    }

    private static string Describe(HistFactoryModel model, int input)
    {
        InputSlice slice = model.Layout.Slices.Last(s => s.Offset <= input);
        return $"{slice.Kind} of {slice.Modifier} in {slice.Channel}/{slice.Sample}";
    }
}
