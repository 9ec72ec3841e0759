namespace Pullback.Statistics.Templates;

/// <summary>A data set of a template model: counts and auxiliary measurements.</summary>
internal sealed class TemplateData
{
    internal TemplateData(BoundTemplates templates)
    {
        Counts = new double[templates.Bins];
        AlphaCenters = new double[templates.Variations];
        GammaShifts = new double[templates.Tau.Length];
    }

    /// <summary>Observed counts, shape [bin].</summary>
    internal double[] Counts { get; }

    /// <summary>The measured alphas, shape [variation].</summary>
    internal double[] AlphaCenters { get; }

    /// <summary>The measured gammas minus 1: the auxiliary count is tau (1 + shift). Shape [gamma].</summary>
    internal double[] GammaShifts { get; }

    /// <summary>Puts the auxiliary measurements at their nominal values.</summary>
    internal void ResetAuxiliary()
    {
        AlphaCenters.AsSpan().Clear();
        GammaShifts.AsSpan().Clear();
    }
}
