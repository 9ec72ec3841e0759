using Pullback.Learning.Categories;
using Pullback.Learning.Observables;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Categories;

/// <summary>One model of every kind, with events to go with it.</summary>
internal static class ModelZoo
{
    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, CategoryModelOptions> All { get; } = new()
    {
        ["mixture 1"] = new GaussianMixtureOptions { Categories = 5, MeanNormalization = MeanNormalization.Sigmoid, MeanRange = [new ScoreRange(-1, 2)] },
        ["mixture 1 softmax"] = new GaussianMixtureOptions { Categories = 4 },
        ["mixture one category"] = new GaussianMixtureOptions { Categories = 1, Dimensions = 2 },
        ["mixture 2"] = new GaussianMixtureOptions { Categories = 7, Dimensions = 2, OffDiagonalDamping = 0.3 },
        ["mixture 3"] = new GaussianMixtureOptions
        {
            Categories = 3,
            Dimensions = 3,
            MeanNormalization = MeanNormalization.Sigmoid,
            MeanRange = [ScoreRange.Unit, new ScoreRange(-1, 1), new ScoreRange(0, 3)],
            OffDiagonalDamping = 0.5,
        },
        ["mixture 4"] = new GaussianMixtureOptions { Categories = 6, Dimensions = 4 },
        ["sigmoid"] = new SigmoidOptions { Variables = [new SigmoidVariable { Name = "a", Bins = 6, Steepness = 20 }] },
        ["sigmoid fixed"] = new SigmoidOptions { Variables = [new SigmoidVariable { Name = "a", Bins = 2 }], TrainSteepness = false },
        ["sigmoid grid"] = new SigmoidOptions
        {
            Variables =
            [
                new SigmoidVariable { Name = "a", Bins = 3 },
                new SigmoidVariable { Name = "b", Bins = 2, Range = new ScoreRange(-1, 3), Steepness = 12 },
                new SigmoidVariable { Name = "c", Bins = 4 },
            ],
            Steepness = 8,
            RelativeSteepness = true,
        },
    };

    public static CategoryModel Model(string name) => All[name].Create();

    /// <summary>Parameters away from every symmetry.</summary>
    public static double[] Parameters(CategoryModel model)
    {
        double[] parameters = model.Start(11, 2);
        var stream = new RandomStream(5, "zoo");
        for (int i = 0; i < parameters.Length; i++) parameters[i] += stream.Normal(0.0, 0.3);
        return parameters;
    }

    /// <summary>Four sets of different sizes; two backgrounds share events and one has negative weights.</summary>
    public static CategoryData Data(CategoryModel model, int scale = 1)
    {
        var stream = new RandomStream(7, "zoo events");
        EventSet Set(string name, int events, params (string Process, string? Variation, VariationSide Side, double Shift)[] columns)
        {
            double[] scores = new double[events * model.Dimensions];
            stream.FillUniform(scores);
            return new EventSet(name, scores, [.. columns.Select(c =>
            {
                double[] weights = new double[events];
                stream.FillUniform(weights);
                for (int i = 0; i < events; i++) weights[i] += c.Shift;
                return new WeightColumn(c.Process, c.Variation, c.Side, weights);
            })]);
        }

        return new CategoryData
        {
            ScoreNames = [.. Enumerable.Range(0, model.Dimensions).Select(i => $"score {i}")],
            Sets =
            [
                Set("signal", 137 * scale, ("signal", null, VariationSide.Nominal, 0)),
                Set("one", 1, ("lonely", null, VariationSide.Nominal, 1)),
                Set(
                    "shared", 300 * scale,
                    ("top", null, VariationSide.Nominal, 0.5), ("top", "jes", VariationSide.Up, 0.6), ("top", "jes", VariationSide.Down, 0.4), ("other", null, VariationSide.Nominal, 0.1)),
                Set("negative", 256 * scale, ("signed", null, VariationSide.Nominal, -0.3)),
            ],
        };
    }

    /// <summary>Random cotangents of S and Q.</summary>
    public static (double[] Sums, double[] Squares) Cotangents(CategoryYields yields)
    {
        var stream = new RandomStream(13, "zoo cotangents");
        double[] sums = new double[yields.Columns.Count * yields.Model.Categories];
        double[] squares = new double[sums.Length];
        stream.FillNormal(sums);
        stream.FillNormal(squares);
        return (sums, squares);
    }
}
