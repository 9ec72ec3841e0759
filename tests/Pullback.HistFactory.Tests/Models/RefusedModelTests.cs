using Pullback.Autodiff;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;
using static Pullback.HistFactory.Tests.Models.ModelParts;

namespace Pullback.HistFactory.Tests.Models;

/// <summary>Specifications that are no model, each refused with a message that says where, what was found, what is allowed and what to do.</summary>
public sealed class RefusedModelTests
{
    private static readonly Channel[] s_plain = [Channel("c", Sample("signal", [5], SmallModels.Mu), Sample("background", [50], SmallModels.NormSys("xs", 0.9, 1.1)))];

    [Theory]
    [InlineData(0.9, 0.0, "hi is 0")]
    [InlineData(-0.2, 1.1, "lo is -0.2")]
    [InlineData(double.NaN, 1.1, "lo is NaN")]
    [InlineData(0.9, double.PositiveInfinity, "hi is ")]
    public void A_factor_of_a_normsys_must_be_positive(double low, double high, string found) =>
        AllIn(Refusal([Channel("SR", Sample("signal", [5], SmallModels.NormSys("jes", low, high)))]), "channel 'SR'", "sample 'signal'", "'jes'", "normsys", found, "must be");

    [Fact]
    public void A_shapesys_belongs_to_one_sample() =>
        AllIn(
            Refusal([Channel("a", Sample("x", [5, 6], SmallModels.ShapeSys("s", 1, 1))), Channel("b", Sample("y", [5, 6], SmallModels.ShapeSys("s", 1, 1)))]),
            "channel 'b'", "sample 'y'", "'s'", "shapesys", "its own name");

    [Fact]
    public void One_name_cannot_mean_two_kinds_of_parameter()
    {
        AllIn(
            Refusal([Channel("a", Sample("x", [5], NormFactor("k"))), Channel("b", Sample("y", [5], SmallModels.NormSys("k", 0.9, 1.1)))]),
            "'k'", "normfactor on sample 'x' of channel 'a'", "normsys on sample 'y' of channel 'b'", "Rename");
        AllIn(Refusal([Channel("a", Sample("x", [5], NormFactor("k"), ShapeFactor("k")))]), "'k'", "normfactor", "shapefactor", "Rename");
        AllIn(Refusal([Channel("a", Sample("x", [5], SmallModels.ShapeSys("k", 1), StatError("k", 1)))]), "'k'", "shapesys", "staterror", "Rename");
        AllIn(Refusal([Channel("a", Sample("x", [5], Lumi(), NormFactor("lumi")))], [LumiSettings()]), "'lumi'", "normfactor", "Rename");
    }

    [Fact]
    public void Poisson_statistical_uncertainties_do_not_share_a_shapesys() =>
        AllIn(
            Refusal([Channel("a", Sample("x", [5], SmallModels.ShapeSys("k", 1), StatError("k", 1)))], options: new ModelOptions { StatErrorConstraint = ConstraintKind.Poisson }),
            "'k'", "shapesys", "staterror", "Rename");

    [Fact]
    public void One_shapefactor_needs_one_number_of_bins() =>
        AllIn(
            Refusal([Channel("a", Sample("x", [5, 6], ShapeFactor("f"))), Channel("b", Sample("y", [5, 6, 7], ShapeFactor("f")))]),
            "'f'", "2 bins", "sample 'x' of channel 'a'", "but 3", "sample 'y' of channel 'b'", "two names");

    [Fact]
    public void A_lumi_must_be_configured()
    {
        Channel[] channels = [Channel("a", Sample("x", [5], Lumi()))];
        AllIn(Refusal(channels), "'lumi'", "inits, bounds, auxdata and sigmas", "Add {");
        AllIn(Refusal(channels, [LumiSettings() with { Sigmas = null }]), "'lumi'", "sigmas");
        AllIn(Refusal(channels, [LumiSettings() with { AuxiliaryData = null }]), "'lumi'", "auxdata");
        AllIn(Refusal(channels, [LumiSettings() with { Bounds = null }]), "'lumi'", "bounds");
        AllIn(Refusal(channels, [LumiSettings() with { Inits = null }]), "'lumi'", "inits");
        Assert.Single(Create(channels, [LumiSettings()]).Parameters);
    }

    [Fact]
    public void Settings_have_one_number_for_each_component()
    {
        Channel[] channels = [Channel("c", Sample("signal", [5, 6], SmallModels.Mu), Sample("background", [50, 60], SmallModels.ShapeSys("s", 5, 6), StatError("st", 1, 1)))];
        AllIn(Refusal(channels, [new("s") { Inits = [1.0] }]), "'s'", "1 number", "inits", "2 components");
        AllIn(Refusal(channels, [new("s") { Bounds = [(0, 2), (0, 2), (0, 2)] }]), "'s'", "3 numbers", "bounds", "2 components");
        AllIn(Refusal(channels, [new("s") { AuxiliaryData = [] }]), "'s'", "0 numbers", "auxdata", "2 components");
        AllIn(Refusal(channels, [new("s") { Factors = [1.0] }]), "'s'", "1 number", "factors", "2 components");
        AllIn(Refusal(channels, [new("st") { Sigmas = [1, 2, 3] }]), "'st'", "3 numbers", "sigmas", "2 components");
        AllIn(Refusal(channels, [new("mu") { Inits = [1, 2] }]), "'mu'", "2 numbers", "inits", "1 component");
    }

    [Fact]
    public void Settings_that_a_type_does_not_have_are_refused()
    {
        Channel[] channels = [Channel("c", Sample("signal", [5], SmallModels.Mu, SmallModels.NormSys("xs", 0.9, 1.1), SmallModels.ShapeSys("s", 1), StatError("st", 1), ShapeFactor("f")))];
        AllIn(Refusal(channels, [new("xs") { Sigmas = [2.0] }]), "'xs'", "normsys", "sigmas", "Remove");
        AllIn(Refusal(channels, [new("xs") { Factors = [2.0] }]), "'xs'", "factors", "Remove");
        AllIn(Refusal(channels, [new("mu") { AuxiliaryData = [1.0] }]), "'mu'", "normfactor", "auxdata", "Remove");
        AllIn(Refusal(channels, [new("f") { AuxiliaryData = [1.0] }]), "'f'", "shapefactor", "auxdata", "Remove");
        AllIn(Refusal(channels, [new("s") { Sigmas = [1.0] }]), "'s'", "shapesys", "sigmas", "Remove");
        AllIn(Refusal(channels, [new("st") { Factors = [1.0] }]), "'st'", "staterror", "factors", "Remove");
    }

    [Fact]
    public void A_parameter_is_configured_once() =>
        AllIn(Refusal(s_plain, [new("mu") { Inits = [1] }, new("mu") { Inits = [2] }]), "'mu'", "twice", "Keep one");

    [Fact]
    public void Settings_of_unknown_parameters_are_ignored() =>
        Assert.Equal(["mu", "xs"], Create(s_plain, [new("nothing") { Sigmas = [1, 2, 3], Inits = [double.NaN] }]).Parameters.Select(p => p.Name));

    [Fact]
    public void The_parameter_of_interest_is_one_number()
    {
        AllIn(Refusal(s_plain, poi: "nu"), "'nu'", "not a parameter", "'mu'");
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.NormSys("xs", 0.9, 1.1)))], poi: "mu"), "'mu'", "no unconstrained parameter");
        AllIn(Refusal([Channel("c", Sample("x", [5, 6], ShapeFactor("f")))], poi: "f"), "'f'", "2 components", "one number");
        Assert.Null(Create(s_plain, poi: "").PoiName);
        Assert.Null(Create(s_plain).PoiName);
        Assert.Equal(-1, Create(s_plain, poi: "mu", options: new ModelOptions { Poi = "" }).PoiIndex);
        Assert.Equal("xs", Create(s_plain, poi: "mu", options: new ModelOptions { Poi = "xs" }).PoiName);
        HistFactoryModel oneBin = Create([Channel("c", Sample("x", [5], ShapeFactor("f")), Sample("y", [5], StatError("st", 1)))], poi: "f");
        Assert.Equal("f[0]", oneBin.PoiName);
        Assert.Equal("st[0]", Create([Channel("c", Sample("x", [5], ShapeFactor("f")), Sample("y", [5], StatError("st", 1)))], poi: "st[0]").PoiName);
    }

    [Fact]
    public void A_model_needs_a_parameter()
    {
        AllIn(Refusal([Channel("c", Sample("x", [5]))]), "no parameters", "normfactor");
        AllIn(Refusal([]), "no channels");
        AllIn(Refusal([Channel("c")]), "'c'", "no samples");
    }

    [Fact]
    public void All_samples_carry_a_staterror_in_the_same_channels()
    {
        AllIn(
            Refusal([
                Channel("a", Sample("x", [5, 6], StatError("st", 1, 1)), Sample("y", [5, 6], StatError("st", 1, 1))),
                Channel("b", Sample("x", [5], StatError("st", 1)), Sample("y", [5]))]),
            "'st'", "staterror", "'x'", "'a', 'b'", "'y'", "same channels");
        Assert.Equal(3, Create([
            Channel("a", Sample("x", [5, 6], StatError("st", 1, 1)), Sample("y", [5, 6], StatError("st", 1, 1))),
            Channel("b", Sample("x", [5], StatError("st", 1)), Sample("y", [5], StatError("st", 1)))]).Parameters.Count);
    }

    [Fact]
    public void Start_values_lie_within_bounds_unless_the_parameter_is_fixed()
    {
        AllIn(Refusal(s_plain, [new("mu") { Inits = [-1] }]), "'mu'", "-1", "[0, 10]", "outside");
        AllIn(Refusal(s_plain, [new("xs") { Bounds = [(1, 2)] }]), "'xs'", "start value 0", "[1, 2]");
        AllIn(Refusal(s_plain, [new("mu") { Bounds = [(2, 1)] }]), "'mu'", "[2, 1]", "out of order");
        HistFactoryModel model = Create(s_plain, [new("mu") { Inits = [-1], Fixed = true }]);
        Assert.Equal(-1.0, model.Parameters["mu"].Initial);
    }

    [Fact]
    public void Numbers_in_settings_are_numbers()
    {
        AllIn(Refusal(s_plain, [new("mu") { Inits = [double.NaN] }]), "'mu'", "NaN", "start value");
        AllIn(Refusal(s_plain, [new("mu") { Inits = [double.PositiveInfinity], Bounds = [(0, double.PositiveInfinity)] }]), "'mu'", "start value");
        AllIn(Refusal(s_plain, [new("mu") { Bounds = [(double.NaN, 1)] }]), "'mu'", "NaN", "bounds");
        AllIn(Refusal(s_plain, [new("xs") { AuxiliaryData = [double.NaN] }]), "'xs'", "auxdata", "NaN");
        Channel[] lumi = [Channel("a", Sample("x", [5], Lumi()))];
        AllIn(Refusal(lumi, [LumiSettings() with { Sigmas = [double.NaN] }]), "'lumi'", "NaN");
        AllIn(Refusal(lumi, [LumiSettings() with { Sigmas = [double.PositiveInfinity] }]), "'lumi'", "finite");
        Assert.Equal(double.PositiveInfinity, Create(s_plain, [new("mu") { Bounds = [(0, double.PositiveInfinity)] }]).Parameters["mu"].Upper);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.1)]
    public void The_width_of_a_constraint_is_positive(double sigma)
    {
        AllIn(Refusal([Channel("a", Sample("x", [5], Lumi()))], [LumiSettings() with { Sigmas = [sigma] }]), "'lumi'", "width", "positive");
        Channel[] channels = [Channel("c", Sample("x", [5], StatError("st", 1), SmallModels.ShapeSys("s", 1)))];
        AllIn(Refusal(channels, [new("st") { Sigmas = [sigma] }]), "'st[0]'", "width", "positive");
        AllIn(Refusal(channels, [new("s") { Factors = [sigma] }]), "'s[0]'", "width", "positive");
    }

    [Fact]
    public void A_Poisson_auxiliary_count_is_not_negative() =>
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.ShapeSys("s", 1)))], [new("s") { AuxiliaryData = [-1.0] }]), "'s[0]'", "-1", "at least 0");

    [Fact]
    public void Names_of_components_do_not_clash() =>
        AllIn(Refusal([Channel("c", Sample("x", [5], NormFactor("f[0]"), ShapeFactor("f")))]), "'f[0]'", "normfactor", "shapefactor", "Rename");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_parameter_has_a_name(string name) =>
        AllIn(Refusal([Channel("c", Sample("x", [5], NormFactor(name)))]), "channel 'c'", "sample 'x'", "normfactor", "name");

    /// <summary>What the reader of workspaces checks is checked again for channels made by hand.</summary>
    [Fact]
    public void Channels_made_by_hand_are_checked_too()
    {
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.Mu)), Channel("c", Sample("x", [5], SmallModels.Mu))]), "channel 'c'", "twice");
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.Mu), Sample("x", [5]))]), "channel 'c'", "sample 'x'", "twice");
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.Mu, SmallModels.Mu))]), "channel 'c'", "sample 'x'", "'mu'", "twice");
        AllIn(Refusal([Channel("c", Sample("x", [5, 6], SmallModels.Mu), Sample("y", [5]))]), "channel 'c'", "sample 'y'", "1 bin", "2");
        AllIn(Refusal([Channel("c", Sample("x", [], SmallModels.Mu))]), "channel 'c'", "sample 'x'", "no bins");
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.HistoSys("h", [4], [6, 7])))]), "channel 'c'", "sample 'x'", "'h'", "hi_data", "2 bins");
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.HistoSys("h", [4, 4], [6])))]), "channel 'c'", "sample 'x'", "'h'", "lo_data", "2 bins");
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.ShapeSys("s", 1, 1)))]), "channel 'c'", "sample 'x'", "'s'", "2 bins");
        AllIn(Refusal([Channel("c", Sample("x", [5], StatError("s", 1, 1)))]), "channel 'c'", "sample 'x'", "'s'", "2 bins");
        AllIn(Refusal([Channel("c", Sample("x", [5], new Modifier("k", "normfaktor", NoModifierData.Instance)))]), "channel 'c'", "sample 'x'", "'k'", "'normfaktor'", "normfactor");
        AllIn(Refusal([Channel("c", Sample("x", [5], new Modifier("k", "normsys", NoModifierData.Instance)))]), "channel 'c'", "sample 'x'", "'k'", "normsys", "data");
        AllIn(Refusal([Channel("c", Sample("x", [5], new Modifier("k", "staterror", new ScaleVariation(1, 1))))]), "channel 'c'", "sample 'x'", "'k'", "staterror", "data");
    }

    [Fact]
    public void Counts_and_variations_are_finite()
    {
        AllIn(Refusal([Channel("c", Sample("x", [5, double.NaN], SmallModels.Mu))]), "channel 'c'", "sample 'x'", "bin 1", "NaN", "finite");
        AllIn(Refusal([Channel("c", Sample("x", [5], SmallModels.HistoSys("h", [4], [double.NaN])))]), "channel 'c'", "sample 'x'", "'h'", "bin 0", "NaN", "finite");
        AllIn(Refusal([Channel("c", Sample("x", [5], StatError("s", double.NegativeInfinity)))]), "channel 'c'", "sample 'x'", "'s'", "bin 0", "finite");
    }

    [Fact]
    public void Constraints_of_numbers_that_overflow_are_refused()
    {
        AllIn(Refusal([Channel("c", Sample("x", [1, 5], SmallModels.ShapeSys("s", 1, 1e-200)))]), "'s[1]'", "width", "uncertainty");
        AllIn(Refusal([Channel("c", Sample("x", [1, 5], StatError("s", 1, 1e200)))]), "'s[1]'", "width", "uncertainty");
        AllIn(Refusal([Channel("c", Sample("x", [1], Lumi()))], [LumiSettings() with { Sigmas = [1e-200] }]), "'lumi'", "width");
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        InvalidModelException error = Assert.Throws<InvalidModelException>(() => Create(
            [Channel("c", Sample("x", [5], SmallModels.NormSys("a", 0, 1), SmallModels.NormSys("b", 1, -1), NormFactor("k"), ShapeFactor("k")))],
            [new("k") { Sigmas = [1] }, new("a") { Inits = [9] }]));
        Assert.Equal(5, error.Problems.Count);
    }

    [Theory]
    [InlineData(-1.0, "-1")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "")]
    public void An_observed_count_is_not_negative(double count, string found)
    {
        HistFactoryModel model = Create(s_plain);
        InvalidModelException error = Assert.Throws<InvalidModelException>(() => model.DataOf(Workspace("mu", [], [[count]], s_plain)));
        AllIn(error.Message, "channel 'c'", "bin 0", found, "at least 0");
        Assert.Contains("bin 0", Assert.Throws<ArgumentException>(() => new HistFactory.Inference.ModelInference(model).Fit(new HistFactoryData([count], [0.0]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_auxiliary_datum_is_a_number()
    {
        var inference = new HistFactory.Inference.ModelInference(Create([Channel("c", Sample("x", [5], SmallModels.NormSys("xs", 0.9, 1.1), SmallModels.ShapeSys("s", 1)))]));
        Assert.Contains("'xs'", Assert.Throws<ArgumentException>(() => inference.Fit(new HistFactoryData([5], [double.NaN, 25]))).Message, StringComparison.Ordinal);
        Assert.Contains("'s[0]'", Assert.Throws<ArgumentException>(() => inference.Fit(new HistFactoryData([5], [0, -25]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_observation_fits_the_channel()
    {
        HistFactoryModel model = Create(s_plain);
        AllIn(Assert.Throws<InvalidModelException>(() => model.DataOf(Workspace("mu", [], [[5, 6]], s_plain))).Message, "channel 'c'", "2 bins", "have 1");
        AllIn(Assert.Throws<InvalidModelException>(() => model.DataOf(Workspace("mu", [], [[5]], Channel("d")))).Message, "channel 'c'", "no observation", "Add one");
        AllIn(Assert.Throws<InvalidModelException>(() => HistFactoryModel.Create(Workspace("mu", [], [[5]], s_plain), "other")).Message, "'other'", "'measurement'");
    }

    [Fact]
    public void Interpolation_codes_fit_their_modifiers()
    {
        Assert.Contains("code4p", Refusal(s_plain, options: new ModelOptions { HistoSys = HistFactory.Interpolation.InterpolationCode.Code1 }), StringComparison.Ordinal);
        Assert.Contains("code4", Refusal(s_plain, options: new ModelOptions { NormSys = HistFactory.Interpolation.InterpolationCode.Code0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_custom_parameter_is_checked_like_the_others()
    {
        AllIn(Refusal(s_plain, options: new ModelOptions { CustomModifiers = [new Shift(new CustomParameter("x", 2.0, 0.0, 1.0))] }), "'x'", "start value 2", "outside");
        AllIn(Refusal(s_plain, options: new ModelOptions { CustomModifiers = [new Shift(new CustomParameter("x", 0.5, 0.0, 1.0) { Constraint = (0.0, 0.0) })] }), "'x'", "width", "positive");
        AllIn(Refusal(s_plain, options: new ModelOptions { CustomModifiers = [new Shift(new CustomParameter("x", double.NaN, 0.0, 1.0))] }), "'x'", "start value", "NaN");
    }

    private static void AllIn(string message, params string[] parts)
    {
        foreach (string part in parts) Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private sealed class Shift(CustomParameter parameter) : CustomModifier
    {
        public override string Name => "shift";

        public override IReadOnlyList<CustomParameter> Parameters { get; } = [parameter];

        public override bool IsFactor => false;

        public override bool ActsOn(string channel, string sample) => sample == "signal";

        public override IReadOnlyList<Expr> Effect(string channel, int bins, IReadOnlyList<Expr> parameters) => [.. Enumerable.Repeat(parameters[0], bins)];
    }
}
