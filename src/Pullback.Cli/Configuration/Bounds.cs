using System.Globalization;

namespace Pullback.Cli.Configuration;

/// <summary>What a number of a configuration may be.</summary>
/// <param name="Minimum">Lower end.</param>
/// <param name="Maximum">Upper end.</param>
/// <param name="OpenMinimum">The lower end itself is not allowed.</param>
/// <param name="OpenMaximum">The upper end itself is not allowed.</param>
internal readonly record struct Bounds(double Minimum, double Maximum, bool OpenMinimum = false, bool OpenMaximum = false)
{
    /// <summary>Any finite number.</summary>
    public static Bounds Finite => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Above zero.</summary>
    public static Bounds Positive => new(0, double.PositiveInfinity, OpenMinimum: true);

    /// <summary>Zero or above.</summary>
    public static Bounds NotNegative => new(0, double.PositiveInfinity);

    /// <summary>At least <paramref name="minimum"/>.</summary>
    public static Bounds AtLeast(double minimum) => new(minimum, double.PositiveInfinity);

    /// <summary>Zero to one, one excluded.</summary>
    public static Bounds Fraction => new(0, 1, OpenMaximum: true);

    /// <summary>Zero to one, both excluded.</summary>
    public static Bounds OpenFraction => new(0, 1, OpenMinimum: true, OpenMaximum: true);

    /// <summary>Whether a value is allowed; NaN and infinities never are.</summary>
    public bool Contain(double value) =>
        double.IsFinite(value)
        && (OpenMinimum ? value > Minimum : value >= Minimum)
        && (OpenMaximum ? value < Maximum : value <= Maximum);

    /// <summary>" &gt; 0", " from 0 to 1 (1 excluded)", or nothing.</summary>
    public string Describe()
    {
        string low = Minimum.ToString(CultureInfo.InvariantCulture), high = Maximum.ToString(CultureInfo.InvariantCulture);
        return (double.IsFinite(Minimum), double.IsFinite(Maximum)) switch
        {
            (false, false) => "",
            (true, false) => OpenMinimum ? $" > {low}" : $" >= {low}",
            (false, true) => OpenMaximum ? $" < {high}" : $" <= {high}",
            _ => $" from {low} to {high}" + (OpenMinimum, OpenMaximum) switch
            {
                (true, true) => " (both excluded)",
                (true, false) => $" ({low} excluded)",
                (false, true) => $" ({high} excluded)",
                _ => "",
            },
        };
    }
}
