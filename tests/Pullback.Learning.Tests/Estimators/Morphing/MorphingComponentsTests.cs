using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Tests.Estimators.Morphing;

public sealed class MorphingComponentsTests
{
    [Fact]
    public void Two_parameters_up_to_their_squares_have_nine_components() =>
        Assert.Equal([0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 2, 2, 0, 2, 1, 2, 2], MorphingComponents.UpTo([2, 2]).Powers.ToArray());

    [Fact]
    public void An_overall_power_leaves_components_out()
    {
        Assert.Equal([0, 0, 0, 1, 1, 0], MorphingComponents.UpTo([2, 2], 1).Powers.ToArray());
        Assert.Equal([0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 2, 0], MorphingComponents.UpTo([2, 2], 2).Powers.ToArray());
    }

    [Theory]
    [InlineData(0, 0, 2, new[] { 4, 0, 3, 1, 2, 2, 1, 3, 0, 4 })]
    [InlineData(1, 1, 0, new[] { 2, 2 })]
    [InlineData(0, 0, 1, new[] { 4 })]
    [InlineData(2, 1, 0, new[] { 2, 0, 2, 1, 1, 2, 0, 2, 2 })]
    [InlineData(0, 2, 0, new[] { 2, 0, 1, 1, 0, 2 })]
    public void Couplings_make_the_monomials_of_the_squared_amplitudes(int decay, int production, int same, int[] expected) =>
        Assert.Equal(expected, MorphingComponents.OfCouplings(new CouplingCounts(decay, production, same)).Powers.ToArray());

    [Fact]
    public void New_physics_powers_are_limited_in_all_but_the_first_coupling_of_a_group()
    {
        Assert.Equal([2, 0, 2], MorphingComponents.OfCouplings(new CouplingCounts(2, 1, 0), 0).Powers.ToArray());
        Assert.Equal([2, 0, 2, 0, 1, 0, 3, 0, 0, 0, 4, 0], MorphingComponents.OfCouplings(new CouplingCounts(2, 0, 2), 0).Powers.ToArray());

        // The limit holds for the third coupling of a group as well as for the second.
        MorphingComponents three = MorphingComponents.OfCouplings(new CouplingCounts(3, 1, 0), 1);
        Assert.Equal([2, 0, 0, 2, 1, 1, 0, 2, 1, 0, 1, 2, 0, 1, 1, 2], three.Powers.ToArray());
    }

    [Theory]
    [InlineData(2, 1, 0, 3)]
    [InlineData(0, 0, 2, 5)]
    [InlineData(1, 3, 0, 6)]
    public void Minimal_bases_have_their_known_sizes(int decay, int production, int same, int expected) =>
        Assert.Equal(expected, new CouplingCounts(decay, production, same).MinimalBasis);

    [Fact]
    public void Minimal_basis_counts_the_components()
    {
        for (int decay = 0; decay <= 3; decay++)
        {
            for (int production = 0; production <= 3; production++)
            {
                for (int same = 0; same <= 3; same++)
                {
                    var couplings = new CouplingCounts(decay, production, same);
                    if (couplings.Total > 0) Assert.Equal(MorphingComponents.OfCouplings(couplings).Count, couplings.MinimalBasis);
                }
            }
        }
    }

    [Fact]
    public void Zero_to_the_power_of_zero_is_one()
    {
        var components = new MorphingComponents([0, 1, 2], 1);
        Assert.Equal([1.0, 0.0, 0.0], components.Values([0.0]));
        Assert.Equal([0.0, 1.0, 0.0], components.Gradients([0.0]));
    }

    [Fact]
    public void Tables_that_are_no_components_are_refused()
    {
        Assert.Contains("power -1", Assert.Throws<ArgumentException>(() => new MorphingComponents([0, -1], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("same", Assert.Throws<ArgumentException>(() => new MorphingComponents([1, 0, 1, 0], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MorphingComponents([1, 0, 1], 2));
        Assert.Throws<ArgumentException>(() => MorphingComponents.UpTo([]));
        Assert.Throws<ArgumentException>(() => MorphingComponents.OfCouplings(new CouplingCounts()));
        Assert.Throws<ArgumentException>(() => MorphingComponents.UpTo([2]).Values([1.0, 2.0]));
    }
}
