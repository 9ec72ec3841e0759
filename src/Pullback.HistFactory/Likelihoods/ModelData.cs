using Pullback.HistFactory.Models;
using Pullback.HistFactory.Modifiers;
using Pullback.Statistics.Distributions;

namespace Pullback.HistFactory.Likelihoods;

/// <summary>Observed counts and auxiliary data of one model; Asimov data and toys have the same form.</summary>
internal sealed class ModelData
{
    public ModelData(CompiledModel model)
    {
        Counts = new double[model.BinCount];
        Auxiliary = new double[model.ParameterCount];
    }

    /// <summary>Shape [bin].</summary>
    public double[] Counts { get; }

    /// <summary>The auxiliary datum of each constrained parameter. Shape [parameter].</summary>
    public double[] Auxiliary { get; }

    /// <summary>What the likelihood's deviances leave out of −ln L: everything that does not depend on parameters.</summary>
    public double Constant(BoundModel bound)
    {
        double sum = 0.0;
        foreach (double count in Counts) sum -= PoissonDistribution.SaturatedLogPdf(count);
        foreach (int p in bound.Model.Constrained)
        {
            sum += bound.Model.Constraints[p] == ConstraintKind.Poisson
                ? -PoissonDistribution.SaturatedLogPdf(Auxiliary[p])
                : Math.Log(bound.Widths[p]) + NormalDistribution.LogSqrtTwoPi;
        }

        return sum;
    }
}
