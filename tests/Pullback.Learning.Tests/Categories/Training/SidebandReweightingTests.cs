using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Sidebands;
using Pullback.Learning.Categories.Toys;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Training;

public sealed class SidebandReweightingTests
{
    private static readonly GaussianMixtureModel s_model = TrainingCase.Plane;
    private static readonly CategoryData s_data = TrainingCase.Bump.Data("x", "y");
    private static readonly double[] s_masses = TrainingCase.Bump.Column(1, BumpHunt.Mass);
    private static readonly double[] s_parameters = ModelZoo.Parameters(TrainingCase.Plane);

    [Fact]
    public void The_factors_are_those_of_a_fit_to_each_category()
    {
        SidebandReweighting reweighting = TrainingCase.Sidebands(s_model);
        EventSet continuum = s_data.Sets[1];
        double[] weights = continuum.Columns[0].Weights.ToArray();
        var fit = new SidebandFit(new SidebandOptions());
        double[] shares = new double[continuum.Count * s_model.Categories];
        s_model.Probabilities(s_parameters, continuum.Features.Span, 0.4, shares);
        int[] assigned = s_model.Assign(s_parameters, continuum.Features.Span, 0.4);
        double[] soft = reweighting.Factors(s_parameters, 0.4, default), hard = reweighting.HardFactors(s_parameters, 0.4, default);
        for (int k = 0; k < s_model.Categories; k++)
        {
            Assert.Equal(fit.Fit(s_masses, [.. weights.Select((w, e) => w * shares[(e * s_model.Categories) + k])]).Factor, soft[k], 1e-12);
            Assert.Equal(fit.Fit(s_masses, [.. weights.Select((w, e) => assigned[e] == k ? w : 0.0)]).Factor, hard[k], 1e-12);
        }

        // The slope follows x, so the factors of the categories differ.
        Assert.True(hard.Max() - hard.Min() > 1e-4);
    }

    [Fact]
    public void Only_the_reweighted_process_is_counted_in_the_window()
    {
        SidebandReweighting reweighting = TrainingCase.Sidebands(s_model);
        Assert.Equal([BumpHunt.Continuum], reweighting.Processes);
        var objective = new AsimovObjective();
        CategoryEvaluation with = CategoryEvaluation.Of(s_model, s_parameters, 0.4, s_data, objective, reweighting);
        CategoryEvaluation without = CategoryEvaluation.Of(s_model, s_parameters, 0.4, s_data, objective);
        Assert.Equal(without.Soft.Sums, with.Soft.Sums);
        Assert.Equal(reweighting.Factors(s_parameters, 0.4, default), with.SoftFactors);
        Assert.Equal(reweighting.HardFactors(s_parameters, 0.4, default), with.HardFactors);
        double Z(YieldTable counts, IReadOnlyList<double> factors) =>
            Math.Sqrt(Enumerable.Range(0, s_model.Categories).Sum(k => Losses.ReferenceSignificance.Integral(counts.Row(0)[k], factors[k] * counts.Row(1)[k])));
        Assert.Equal(Z(with.Soft, with.SoftFactors), with.SoftResult.Combined, 1e-11);
        Assert.Equal(Z(with.Hard, with.HardFactors), with.HardResult.Combined, 1e-11);
        Assert.True(with.SoftResult.Combined > 3 * without.SoftResult.Combined);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Training_refreshes_the_factors_at_its_interval_and_holds_them_in_between(int interval)
    {
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 8, starts: 1) with { LookEvery = 1 };
        var counted = new Counted(TrainingCase.Sidebands(s_model, interval));
        CategoryStartResult found = new CategoryTrainer(s_model, s_data, new AsimovObjective(), options, counted).Train().BestStart;

        // Once more at the end, for the final counts.
        int expected = ((8 + interval - 1) / interval) + 1;
        Assert.Equal(expected, counted.Soft.Count);
        using var program = new CategoryProgram(new CategoryYields(s_model, s_data, 1), new AsimovObjective(), counted.Processes, withGradient: false);
        SidebandReweighting fresh = TrainingCase.Sidebands(s_model);
        double[] factors = [];
        for (int epoch = 0; epoch < 8; epoch++)
        {
            CategoryEpoch told = found.History[epoch];
            double[] parameters = [.. told.Look!.Parameters];
            if (epoch % interval == 0) factors = fresh.Factors(parameters, told.Temperature, default);
            program.Run(parameters, told.Temperature, factors, default);
            Assert.Equal(program.Loss, told.Loss);
        }
    }

    [Fact]
    public void Spectra_hold_the_hard_categories_over_the_whole_range()
    {
        SidebandReweighting reweighting = TrainingCase.Sidebands(s_model);
        (double[][] contents, double[][] squares) = reweighting.Spectra(s_parameters, 1.0, 16);
        double[] weights = s_data.Sets[1].Columns[0].Weights.ToArray();
        int[] assigned = s_model.Assign(s_parameters, s_data.Sets[1].Features.Span);
        for (int k = 0; k < s_model.Categories; k++)
        {
            for (int bin = 0; bin < 16; bin++)
            {
                int events = Enumerable.Range(0, weights.Length).Count(e => assigned[e] == k && s_masses[e] >= 100 + (5 * bin) && s_masses[e] < 105 + (5 * bin));
                Assert.Equal(events * weights[0], contents[k][bin], 1e-9);
                Assert.Equal(events * weights[0] * weights[0], squares[k][bin], 1e-9);
            }
        }

        // Masses of the toy lie inside the range.
        Assert.Equal(weights.Sum(), contents.Sum(row => row.Sum()), 1e-6);
    }

    [Fact]
    public void Unknown_processes_and_bad_masses_are_named()
    {
        ReadOnlyMemory<double>[] masses = [.. TrainingCase.Bump.Sets.Select((_, i) => (ReadOnlyMemory<double>)TrainingCase.Bump.Column(i, BumpHunt.Mass))];
        string Refused(IReadOnlyList<ReadOnlyMemory<double>> of, params string[] processes) =>
            Assert.Throws<ArgumentException>(() => new SidebandReweighting(s_model, s_data, of, new SidebandOptions(), processes)).Message;
        Assert.Contains("'continum' is to be scaled to the mass window, but is no process; there are signal, continuum", Refused(masses, "continum"), StringComparison.Ordinal);
        Assert.Contains("4000 events, but 3999 masses", Refused([masses[0], masses[1][1..]]), StringComparison.Ordinal);
        double[] bad = masses[1].ToArray();
        bad[17] = double.NaN;
        Assert.Contains("event 17: the mass is NaN", Refused([masses[0], bad]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SidebandReweighting(s_model, s_data, masses, new SidebandOptions(), [], updateEvery: 0));
        CategoryData other = s_data with { Sets = [s_data.Sets[0], s_data.Sets[1] with { Columns = [s_data.Sets[1].Columns[0] with { Process = "top" }] }] };
        Assert.Contains(
            "'continuum' is reweighted, but is no process",
            Assert.Throws<ArgumentException>(() => new CategoryTrainer(s_model, other, new AsimovObjective(), TrainingCase.Options(), TrainingCase.Sidebands(s_model))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Keeps the factors that were asked for.</summary>
    private sealed class Counted(SidebandReweighting inner) : CategoryReweighting
    {
        public List<double[]> Soft { get; } = [];

        public override IReadOnlyList<string> Processes => inner.Processes;

        public override int UpdateEvery => inner.UpdateEvery;

        public override double[] Factors(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation)
        {
            double[] factors = inner.Factors(parameters, temperature, cancellation);
            Soft.Add(factors);
            return factors;
        }

        public override double[] HardFactors(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation) => inner.HardFactors(parameters, temperature, cancellation);
    }
}
