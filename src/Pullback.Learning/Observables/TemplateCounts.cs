using Pullback.Autodiff;

namespace Pullback.Learning.Observables;

/// <summary>The expected counts of every process and variation as graph values: what a recipe makes templates from.</summary>
public sealed class TemplateCounts
{
    private readonly Dictionary<(string Process, string? Variation, VariationSide Side), Expr> _counts;
    private readonly Func<string, Expr> _squares;
    private readonly Summary _summary;

    internal TemplateCounts(Summary summary, Dictionary<(string Process, string? Variation, VariationSide Side), Expr> counts, Func<string, Expr> squares)
    {
        _summary = summary;
        _counts = counts;
        _squares = squares;
    }

    /// <summary>The counts of a process as they are.</summary>
    /// <param name="process">The process.</param>
    /// <returns>Shape [bin].</returns>
    public Expr Raw(string process) => _counts[(process, null, VariationSide.Nominal)];

    /// <summary>The counts of a background, kept from vanishing.</summary>
    /// <param name="process">The process.</param>
    /// <returns>Shape [bin].</returns>
    public Expr Background(string process) => _summary.Floor(Raw(process));

    /// <summary>The counts of a variation; of the signal as they are, of a background kept from vanishing.</summary>
    /// <param name="process">The process.</param>
    /// <param name="variation">The variation.</param>
    /// <param name="side">Up or down.</param>
    /// <param name="isSignal">Whether the process is the signal.</param>
    /// <returns>Shape [bin].</returns>
    public Expr Variation(string process, string variation, VariationSide side, bool isSignal)
    {
        Expr counts = _counts[(process, variation, side)];
        return isSignal ? counts : _summary.Floor(counts);
    }

    /// <summary>The variance of a process's counts from the finite number of its events: <c>Σ_e (w_e share_e)²</c>.</summary>
    /// <param name="process">The process.</param>
    /// <returns>Shape [bin].</returns>
    public Expr Variance(string process) => _squares(process);

    /// <summary>Keeps counts from vanishing.</summary>
    /// <param name="counts">Shape [bin].</param>
    public Expr Floor(Expr counts) => _summary.Floor(counts);
}
