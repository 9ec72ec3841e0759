using Pullback.Learning.Categories;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories;

public sealed class CategoryDataTests
{
    [Fact]
    public void Sound_events_have_no_problems()
    {
        CategoryData data = ModelZoo.Data(ModelZoo.Model("mixture 2"));
        Assert.Empty(data.Problems());
        Assert.Equal(["signal"], data.Signals);
        Assert.Equal(["signal", "lonely", "top", "other", "signed"], data.Processes);
        Assert.Equal(["lonely", "top", "other", "signed"], data.Backgrounds);
    }

    [Fact]
    public void Signals_can_be_named() => Assert.Equal(["b"], (Of(("a", [1]), ("b", [1])) with { Signals = ["b"] }).Signals);

    [Fact]
    public void An_unknown_signal_is_told_with_the_processes() => Has(Of(("a", [1]), ("b", [1])) with { Signals = ["x"] }, "Signal 'x' is no process of the events; there are a, b.");

    [Fact]
    public void A_signal_and_a_background_are_needed()
    {
        Has(Of(("a", [1]), ("b", [1])), "There is no signal; name one of a, b");
        Has(Of(("signal", [1]), ("signal2", [1])), "There is no background");
        Has(new CategoryData { ScoreNames = ["s"], Sets = [] }, "There are no processes");
    }

    [Fact]
    public void A_process_without_events_is_told() => Has(Of(("signal", [1]), ("b", [])), "'b' has no events");

    [Fact]
    public void Numbers_that_are_not_finite_are_told_with_their_place()
    {
        Has(Of(("signal", [1, 1, double.NaN]), ("b", [1])), "'signal', event 2: the weight is NaN");
        CategoryData data = Of(("signal", [1]), ("b", [1, 1]));
        data = data with { Sets = [data.Sets[0], data.Sets[1] with { Features = new[] { 0.0, double.PositiveInfinity } }] };
        Has(data, "'b', event 1: 'score' is ");
    }

    [Fact]
    public void Weights_of_zero_are_told() => Has(Of(("signal", [0, 0]), ("b", [1])), "The weights of 'signal' are all zero");

    [Fact]
    public void Backgrounds_must_have_a_positive_total() => Has(Of(("signal", [1]), ("b", [1, -3]), ("c", [1])), "The weights of all backgrounds sum to -1, but must be above 0.");

    [Fact]
    public void Scores_must_be_as_many_as_the_model_takes()
    {
        CategoryData data = Of(("signal", [1]), ("b", [1]));
        Assert.Contains(data.Problems(ModelZoo.Model("mixture 2")), p => p.Contains("The events have 1 scores (score), but the model takes 2.", StringComparison.Ordinal));
        Has(data with { ScoreNames = [] }, "There are no scores");
        Assert.Contains("model takes 2", Assert.Throws<ArgumentException>(() => new CategoryYields(ModelZoo.Model("mixture 2"), data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_is_given_once_and_not_only_varied()
    {
        Has(Of(("signal", [1]), ("b", [1]), ("b", [2])), "'b' is given 2 times");
        CategoryData data = Of(("signal", [1]), ("b", [1]));
        var varied = new EventSet("c", new[] { 0.5 }, [new WeightColumn("c", "jes", VariationSide.Up, new[] { 1.0 })]);
        Has(data with { Sets = [.. data.Sets, varied] }, "Process 'c' has a variation but no nominal events.");
    }

    private static CategoryData Of(params (string Process, double[] Weights)[] processes) => new()
    {
        ScoreNames = ["score"],
        Sets = [.. processes.Select(p => new EventSet(p.Process, new double[p.Weights.Length], [new WeightColumn(p.Process, null, VariationSide.Nominal, p.Weights)]))],
    };

    private static void Has(CategoryData data, string sentence) => Assert.Contains(data.Problems(), p => p.Contains(sentence, StringComparison.Ordinal));
}
