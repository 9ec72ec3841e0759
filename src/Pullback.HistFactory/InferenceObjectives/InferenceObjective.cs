using Pullback.HistFactory.Templates;

namespace Pullback.HistFactory.InferenceObjectives;

/// <summary>A scalar result of the statistical analysis as a function of the templates, with its exact gradient: something to train on.</summary>
/// <remarks>An objective holds no state beyond its settings; one instance serves all threads, each with its own <see cref="TemplateInference"/>.</remarks>
public abstract class InferenceObjective
{
    /// <summary>The name under which options and reports refer to it.</summary>
    public abstract string Name { get; }

    /// <summary>Which way it improves.</summary>
    public abstract ObjectiveDirection Direction { get; }

    /// <summary>The value, and the gradient with respect to the templates, with every fit it needs inside.</summary>
    /// <param name="inference">The buffers of this thread.</param>
    /// <param name="templates">The flat vector of templates in the order of <see cref="TemplateModel.Layout"/>.</param>
    /// <param name="gradient">Receives the gradient, shape as <paramref name="templates"/>; empty to leave it out.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidTemplateException">A template is negative or not finite.</exception>
    /// <exception cref="Statistics.Minimization.FitFailedException">A fit did not converge: there is no value.</exception>
    public double Evaluate(TemplateInference inference, ReadOnlySpan<double> templates, Span<double> gradient = default)
    {
        ArgumentNullException.ThrowIfNull(inference);
        if (!gradient.IsEmpty && gradient.Length != templates.Length)
            throw new ArgumentException($"There are {templates.Length} template entries, but the gradient has {gradient.Length}.", nameof(gradient));
        inference.Bind(templates);
        return EvaluateBound(inference, gradient);
    }

    /// <summary>The value and the gradient for the templates that are bound.</summary>
    private protected abstract double EvaluateBound(TemplateInference inference, Span<double> gradient);

    private protected static void Scale(Span<double> gradient, double factor)
    {
        foreach (ref double entry in gradient) entry *= factor;
    }

    private protected static double RequirePositive(double poi) =>
        poi > 0.0 && double.IsFinite(poi) ? poi : throw new ArgumentOutOfRangeException(nameof(poi), poi, "The tested signal strength must be finite and above 0.");
}
