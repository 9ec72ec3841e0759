namespace Pullback.HistFactory.Models;

/// <summary>What changes the counts of one sample in one channel, by positions in the parameters and inputs.</summary>
internal sealed class SamplePlan
{
    /// <summary>The sample.</summary>
    public required string Name { get; init; }

    /// <summary>What was compiled from it, shared by all models that have it.</summary>
    public required CompiledSample Source { get; init; }

    /// <summary>The input of the first bin's nominal count.</summary>
    public required int Nominal { get; init; }

    /// <summary>Interpolated templates.</summary>
    public required TemplateTerm[] Templates { get; init; }

    /// <summary>Interpolated factors.</summary>
    public required ScaleTerm[] Scales { get; init; }

    /// <summary>Factors that are parameters.</summary>
    public required FactorTerm[] Factors { get; init; }

    /// <summary>Effects of the user's own.</summary>
    public required CustomTerm[] Customs { get; init; }

    /// <summary>The plan of a compiled sample at its place in a model.</summary>
    /// <param name="nominal">The input of the first bin's nominal count.</param>
    /// <param name="parameters">The parameter, or that of the first bin, that each slot drives. Shape [slot].</param>
    /// <param name="customs">Effects of the user's own.</param>
    public SamplePlan At(int nominal, int[] parameters, CustomTerm[] customs) => new()
    {
        Name = Name,
        Source = Source,
        Nominal = nominal,
        Templates = Array.ConvertAll(Templates, term => new TemplateTerm(parameters[term.Parameter], term.High + nominal, term.Low + nominal)),
        Scales = Array.ConvertAll(Scales, term => new ScaleTerm(parameters[term.Parameter], term.High + nominal, term.Low + nominal)),
        Factors = Array.ConvertAll(Factors, term => new FactorTerm(parameters[term.Parameter], term.PerBin)),
        Customs = customs,
    };

    /// <summary>The differences of the templates to the nominal counts.</summary>
    /// <param name="bins">The number of bins.</param>
    /// <param name="inputs">The inputs that the positions are in.</param>
    /// <param name="up">Gets <c>hi - nominal</c>. Shape [bin, term].</param>
    /// <param name="down">Gets <c>nominal - lo</c>. Shape [bin, term].</param>
    public void Differences(int bins, double[] inputs, double[] up, double[] down)
    {
        int terms = Templates.Length;
        for (int t = 0; t < terms; t++)
        {
            TemplateTerm term = Templates[t];
            for (int b = 0; b < bins; b++)
            {
                double nominal = inputs[Nominal + b];
                up[b * terms + t] = inputs[term.High + b] - nominal;
                down[b * terms + t] = nominal - inputs[term.Low + b];
            }
        }
    }
}
