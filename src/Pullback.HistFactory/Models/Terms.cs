using Pullback.HistFactory.Modifiers;

namespace Pullback.HistFactory.Models;

/// <summary>Templates at ±1 standard deviation.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="High">The input of the first bin at +1.</param>
/// <param name="Low">The input of the first bin at −1.</param>
internal readonly record struct TemplateTerm(int Parameter, int High, int Low);

/// <summary>Factors at ±1 standard deviation.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="High">The input of the factor at +1.</param>
/// <param name="Low">The input of the factor at −1.</param>
internal readonly record struct ScaleTerm(int Parameter, int High, int Low);

/// <summary>A factor that is a parameter.</summary>
/// <param name="Parameter">The parameter, that of the first bin when each bin has one.</param>
/// <param name="PerBin">Whether each bin has one.</param>
internal readonly record struct FactorTerm(int Parameter, bool PerBin)
{
    public int In(int bin) => PerBin ? Parameter + bin : Parameter;
}

/// <summary>An effect of the user's own.</summary>
/// <param name="Modifier">What computes it.</param>
/// <param name="Parameters">The parameters it depends on.</param>
internal sealed record CustomTerm(CustomModifier Modifier, int[] Parameters);
