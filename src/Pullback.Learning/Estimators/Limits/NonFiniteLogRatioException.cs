using System.Globalization;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>The log ratio of an event, or its score, is not a finite number, so that the likelihood of the sample does not exist.</summary>
public sealed class NonFiniteLogRatioException : ArithmeticException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="eventIndex">The event, from 0.</param>
    /// <param name="point">θ, shape [parameter].</param>
    /// <param name="value">What was found.</param>
    /// <param name="what">What it is: log ratio or score.</param>
    public NonFiniteLogRatioException(int eventIndex, IReadOnlyList<double> point, double value, string what = "log ratio")
        : base(string.Create(CultureInfo.InvariantCulture,
            $"The {what} of event {eventIndex} is {value} at θ = ({string.Join(", ", Listed(point))}), but must be finite. The event may lie far outside of the training sample: look at its observables, and leave it out or train with such events."))
    {
        EventIndex = eventIndex;
    }

    /// <summary>The event, from 0.</summary>
    public int EventIndex { get; }

    private static IEnumerable<string> Listed(IReadOnlyList<double> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Select(p => p.ToString("R", CultureInfo.InvariantCulture));
    }
}
