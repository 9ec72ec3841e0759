using System.Text.Json;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Statistics.Tests.HypothesisTests;

public sealed class WilksSignificanceTests
{
    [Fact]
    public void Significances_are_those_of_the_reference()
    {
        JsonElement facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "amplitudes", "unit_facts.json"))).RootElement;
        JsonElement[] cases = [.. facts.GetProperty("significance").EnumerateArray()];
        Assert.Equal(5, cases.Length);
        foreach (JsonElement entry in cases)
            Assert.Equal(entry[3].GetDouble(), WilksSignificance.Of(entry[0].GetDouble(), entry[1].GetDouble(), entry[2].GetInt32()), 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    public void Many_parameters_go_on_smoothly_beyond_the_range_of_probabilities(int parameters)
    {
        // Both ways to take the probability meet: Z rises by as much before as after the change.
        double[] z = [.. Enumerable.Range(0, 40).Select(i => WilksSignificance.Of(0, 540 + (2 * i), parameters))];
        for (int i = 2; i < z.Length; i++) Assert.Equal(z[i - 1] - z[i - 2], z[i] - z[i - 1], 2e-4);

        // Far out p = e^{−Δ} Δ^{k/2−1}/Γ(k/2) to first order, and Z² = −2 ln p − ln(Z²π/2).
        double large = WilksSignificance.Of(0, 50_000, parameters);
        double logProbability = -50_000 + (((0.5 * parameters) - 1) * Math.Log(50_000)) - Numerics.SpecialFunctions.SpecialMath.LogGamma(0.5 * parameters);
        Assert.Equal((-2 * logProbability) - Math.Log(large * large * Math.PI / 2), large * large, 1e-3);
    }

    [Fact]
    public void One_parameter_stays_exact_beyond_all_probabilities_and_bad_values_are_refused()
    {
        Assert.Equal(100, WilksSignificance.Of(0, 5000, 1), 1e-12);
        Assert.Throws<ArgumentException>(() => WilksSignificance.Of(double.NaN, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilksSignificance.Of(1, 0, 0));
    }
}
