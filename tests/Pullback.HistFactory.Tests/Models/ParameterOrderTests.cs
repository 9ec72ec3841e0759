using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.Parameters;
using static Pullback.HistFactory.Tests.Models.ModelParts;

namespace Pullback.HistFactory.Tests.Models;

/// <summary>Names, order, start values, bounds, auxiliary data and fixed flags on small models, one rule of pyhf each.</summary>
public sealed class ParameterOrderTests
{
    [Fact]
    public void Types_come_in_their_order_whatever_the_names()
    {
        HistFactoryModel model = Create(
            [Channel("c", Sample(
                "x", [5, 6], StatError("a", 1, 1), SmallModels.ShapeSys("b", 1, 1), ShapeFactor("c"), SmallModels.NormSys("d", 0.9, 1.1), NormFactor("e"), Lumi(),
                SmallModels.HistoSys("z", [4, 5], [6, 7])))],
            [LumiSettings()]);
        Assert.Equal(["z", "lumi", "e", "d", "c[0]", "c[1]", "b[0]", "b[1]", "a[0]", "a[1]"], Names(model));
        Assert.Equal([0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], model.Parameters.Select(p => p.Initial));
        Assert.Equal([-5.0, 0.5, 0.0, -5.0, 0.0, 0.0, 1e-10, 1e-10, 1e-10, 1e-10], model.Parameters.Select(p => p.Lower));
        Assert.Equal([5.0, 1.5, 10.0, 5.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0], model.Parameters.Select(p => p.Upper));
        Assert.Equal([0, 1, 3, 6, 7, 8, 9], model.ConstrainedParameters);
        Assert.Equal([0.0, 1.0, 0.0, 25.0, 36.0, 1.0, 1.0], model.AuxiliaryData);
        Assert.Equal(
            [ParameterState.Constrained, ParameterState.Constrained, ParameterState.Free, ParameterState.Constrained, ParameterState.Free, ParameterState.Free],
            model.Parameters.Take(6).Select(p => p.State));
    }

    [Fact]
    public void Within_a_type_the_first_appearance_in_sorted_channels_and_samples_counts()
    {
        HistFactoryModel model = Create([
            Channel("b", Sample("y", [5], NormFactor("n1"), NormFactor("n0")), Sample("x", [5], NormFactor("n4"))),
            Channel("B", Sample("q", [5], NormFactor("n3")), Sample("p", [5], NormFactor("n9"), NormFactor("n1")))]);
        Assert.Equal(["B", "b"], model.Channels.Select(c => c.Name));
        Assert.Equal(["p", "q"], model.SamplesOf(0));
        Assert.Equal(["n1", "n9", "n3", "n4", "n0"], Names(model));
    }

    [Fact]
    public void A_name_met_under_an_earlier_type_keeps_its_place()
    {
        HistFactoryModel model = Create([
            Channel("a", Sample("x", [5], SmallModels.NormSys("first", 0.9, 1.1), SmallModels.NormSys("both", 0.9, 1.1), NormFactor("mu"))),
            Channel("b", Sample("x", [5], SmallModels.HistoSys("both", [4], [6]), SmallModels.HistoSys("other", [4], [6])))]);
        Assert.Equal(["both", "other", "mu", "first"], Names(model));
        Assert.Equal([0.0, 0.0, 0.0], model.AuxiliaryData);
    }

    [Fact]
    public void Statistical_uncertainties_come_by_name()
    {
        HistFactoryModel model = Create([
            Channel("a", Sample("x", [5, 6], StatError("z", 1, 1)), Sample("y", [5, 6], StatError("k", 1, 2))),
            Channel("b", Sample("x", [5], StatError("m", 1)))]);
        Assert.Equal(["k[0]", "k[1]", "m[0]", "z[0]", "z[1]"], Names(model));
    }

    [Fact]
    public void One_staterror_over_channels_has_their_bins_in_order()
    {
        HistFactoryModel model = Create([
            Channel("b", Sample("x", [10, 20], StatError("st", 1, 4))),
            Channel("a", Sample("x", [40], StatError("st", 4)))]);
        Assert.Equal(["st[0]", "st[1]", "st[2]"], Names(model));
        double[] widths = [.. Enumerable.Range(0, 3).Select(new HistFactory.Inference.ModelInference(model).PrefitUncertainty)];
        Close.To([0.1, 0.1, 0.2], widths, 1e-15);
        double[] rates = new HistFactory.Inference.ModelInference(model).ExpectedMain([1.5, 2.0, 3.0]);
        Close.To([60, 20, 60], rates, 1e-15);
    }

    [Fact]
    public void Samples_share_a_statistical_uncertainty()
    {
        HistFactoryModel model = Create([Channel("c", Sample("x", [10, 0, -3], StatError("st", 3, 1, 1)), Sample("y", [30, 0, 2], StatError("st", 4, 1, 1)), Sample("z", [1000, 1, 1], NormFactor("mu")))]);
        var inference = new HistFactory.Inference.ModelInference(model);
        Close.To(5.0 / 40.0, inference.PrefitUncertainty(1), 1e-15);
        Assert.Equal([ParameterState.Free, ParameterState.Constrained, ParameterState.Fixed, ParameterState.Fixed], model.Parameters.Select(p => p.State));
        Close.To([2 * 40 + 1000, 1, 0], inference.ExpectedMain([1.0, 2.0, 1.0, 1.0]), 1e-15);
    }

    [Fact]
    public void Bins_without_counts_or_uncertainty_are_fixed()
    {
        HistFactoryModel model = Create([Channel("c", Sample("x", [10, 0, 5, -4, 8], SmallModels.ShapeSys("s", 2, 1, 0, 1, -1)))]);
        Assert.Equal(
            [ParameterState.Constrained, ParameterState.Fixed, ParameterState.Fixed, ParameterState.Fixed, ParameterState.Fixed], model.Parameters.Select(p => p.State));
        Assert.Equal([25.0, 1.0, 1.0, 1.0, 1.0], model.AuxiliaryData);
    }

    [Fact]
    public void Settings_replace_defaults()
    {
        Channel[] channels = [Channel("c", Sample("x", [10, 0], SmallModels.ShapeSys("s", 2, 1), SmallModels.NormSys("xs", 0.9, 1.1), NormFactor("mu"), StatError("st", 1, 1)))];
        HistFactoryModel model = Create(channels, [
            new("s") { Inits = [1.1, 1.2], Bounds = [(0.5, 2), (0.25, 3)], Factors = [9, 4], Fixed = false },
            new("xs") { AuxiliaryData = [0.5] },
            new("mu") { Inits = [2], Bounds = [(-1, 5)], Fixed = true },
            new("st") { Sigmas = [0.2, 0.3], AuxiliaryData = [1.1, 0.9], Fixed = true }]);
        Assert.Equal(["mu", "xs", "s[0]", "s[1]", "st[0]", "st[1]"], Names(model));
        Assert.Equal([2.0, 0.0, 1.1, 1.2, 1.0, 1.0], model.Parameters.Select(p => p.Initial));
        Assert.Equal([-1.0, -5.0, 0.5, 0.25, 1e-10, 1e-10], model.Parameters.Select(p => p.Lower));
        Assert.Equal([5.0, 5.0, 2.0, 3.0, 10.0, 10.0], model.Parameters.Select(p => p.Upper));
        Assert.Equal([0.5, 9.0, 4.0, 1.1, 0.9], model.AuxiliaryData);
        Assert.Equal(
            [ParameterState.Fixed, ParameterState.Constrained, ParameterState.Constrained, ParameterState.Constrained, ParameterState.Fixed, ParameterState.Fixed],
            model.Parameters.Select(p => p.State));
        var inference = new HistFactory.Inference.ModelInference(model);
        Close.To([1.0 / 3.0, 0.5], [inference.PrefitUncertainty(2), inference.PrefitUncertainty(3)], 1e-15);

        HistFactoryModel allFixed = Create(channels, [new("s") { Fixed = true }]);
        Assert.All(allFixed.Parameters.Where(p => p.Name.StartsWith("s[", StringComparison.Ordinal)), p => Assert.Equal(ParameterState.Fixed, p.State));
    }

    [Fact]
    public void The_statistical_threshold_fixes_small_uncertainties()
    {
        Channel[] channels = [Channel("c", Sample("x", [100, 100, 100], StatError("st", 1, 5, 20)))];
        HistFactoryModel model = Create(channels, options: new ModelOptions { StatErrorThreshold = 0.05 });
        Assert.Equal([ParameterState.Fixed, ParameterState.Constrained, ParameterState.Constrained], model.Parameters.Select(p => p.State));
        HistFactoryModel moved = Create(channels, [new("st") { Fixed = false }], options: new ModelOptions { StatErrorThreshold = 0.05 });
        Assert.All(moved.Parameters, p => Assert.Equal(ParameterState.Constrained, p.State));
    }

    [Fact]
    public void Poisson_statistical_uncertainties_have_the_rate_factor_of_their_width()
    {
        Channel[] channels = [Channel("c", Sample("x", [100, 50], StatError("st", 10, 0)))];
        HistFactoryModel model = Create(channels, options: new ModelOptions { StatErrorConstraint = ConstraintKind.Poisson });
        Close.To([100, 1], model.AuxiliaryData, 1e-14);
        Assert.Equal([ParameterState.Constrained, ParameterState.Fixed], model.Parameters.Select(p => p.State));

        // The same model written as a shapesys.
        HistFactoryModel shapeSys = Create([Channel("c", Sample("x", [100, 50], SmallModels.ShapeSys("st", 10, 0)))]);
        var data = new HistFactoryData([120, 55], [100, 1]);
        double[] point = [1.07, 1.0];
        Close.To(
            new HistFactory.Inference.ModelInference(shapeSys).LogPdf(point, data).LogPdf, new HistFactory.Inference.ModelInference(model).LogPdf(point, data).LogPdf, 1e-14);
        Close.To(
            new HistFactory.Inference.ModelInference(shapeSys).Fit(data).Values, new HistFactory.Inference.ModelInference(model).Fit(data).Values, 1e-13);
        HistFactoryModel configured = Create(channels, [new("st") { Factors = [25, 4] }], options: new ModelOptions { StatErrorConstraint = ConstraintKind.Poisson });
        Assert.Equal([25.0, 4.0], configured.AuxiliaryData);
    }

    [Fact]
    public void A_shapefactor_is_shared_by_channels_of_equal_length()
    {
        HistFactoryModel model = Create([
            Channel("a", Sample("x", [10, 20], ShapeFactor("f"))), Channel("b", Sample("x", [1, 2], ShapeFactor("f"), NormFactor("mu")))]);
        Assert.Equal(["mu", "f[0]", "f[1]"], Names(model));
        Close.To([20, 60, 10, 30], new HistFactory.Inference.ModelInference(model).ExpectedMain([5, 2, 3]), 1e-15);
    }

    private static IEnumerable<string> Names(HistFactoryModel model) => model.Parameters.Select(p => p.Name);
}
