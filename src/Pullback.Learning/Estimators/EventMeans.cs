using Pullback.Autodiff;

namespace Pullback.Learning.Estimators;

/// <summary>Means over the events of a batch, and derivatives of what every event has of its own.</summary>
public static class EventMeans
{
    /// <summary>The mean over events and over the entries of each: <c>Σₑ wₑ Σₖ vₑₖ / (K Σₑ wₑ)</c>.</summary>
    /// <param name="values">Shape [event, entry] or [event].</param>
    /// <param name="weights">Shape [event]; null weighs all events alike.</param>
    /// <returns>A uniform scalar.</returns>
    /// <exception cref="ArgumentException">The values have no event axis.</exception>
    public static Expr Mean(Expr values, EventWeights? weights = null)
    {
        EventAxis axis = values.Axis ?? throw new ArgumentException("The mean over events needs values with an event axis, but these have none.", nameof(values));
        Expr perEvent = Op.Sum(values);
        double entries = values.Shape.Length;
        return weights is not { } w
            ? Op.SumEvents(perEvent) / (entries * values.Graph.EventCount(axis, values.ElementType))
            : Op.SumEvents(w.Values * perEvent) / (entries * (w.Total ?? Op.SumEvents(w.Values)));
    }

    /// <summary>The gradient of each event's value by its own parameters: <c>∂vₑ/∂θₑ</c>.</summary>
    /// <param name="values">Shape [event], [event, 1].</param>
    /// <param name="parameters">Shape [event, parameter], an event input.</param>
    /// <returns>Shape [event, parameter]; it can be differentiated again.</returns>
    public static Expr Gradient(Expr values, Expr parameters) => Derivatives.Vjp([values], [1.0], [parameters])[0];
}
