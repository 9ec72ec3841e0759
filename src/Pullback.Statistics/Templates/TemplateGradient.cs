namespace Pullback.Statistics.Templates;

/// <summary>A gradient with respect to the sums of <see cref="BoundTemplates"/> and to the observed counts, accumulated term by term.</summary>
internal sealed class TemplateGradient
{
    private readonly bool _isShared;

    internal TemplateGradient(BoundTemplates templates)
    {
        Nominal = new double[templates.Nominal.Length];
        Up = new double[templates.Up.Length];
        Down = new double[templates.Down.Length];
        _isShared = templates.Mode == GammaMode.Shared;
        Tau = new double[templates.Tau.Length == 0 ? 0 : templates.Bins];
        Counts = new double[templates.Bins];
    }

    /// <summary>Shape [role, bin].</summary>
    internal double[] Nominal { get; }

    /// <summary>Shape [role, variation, bin].</summary>
    internal double[] Up { get; }

    /// <summary>Shape [role, variation, bin].</summary>
    internal double[] Down { get; }

    /// <summary>With respect to the constraint strength that each bin contributes. Shape [bin], or empty without gammas.</summary>
    internal double[] Tau { get; }

    /// <summary>Shape [bin].</summary>
    internal double[] Counts { get; }

    /// <summary>Adds to the derivative with respect to the constraint strength of a gamma; a shared one is the sum over bins.</summary>
    internal void AddTau(int gamma, double weight)
    {
        if (!_isShared)
        {
            Tau[gamma] += weight;
            return;
        }

        foreach (ref double tau in Tau.AsSpan()) tau += weight;
    }

    internal void Clear()
    {
        Nominal.AsSpan().Clear();
        Up.AsSpan().Clear();
        Down.AsSpan().Clear();
        Tau.AsSpan().Clear();
        Counts.AsSpan().Clear();
    }
}
