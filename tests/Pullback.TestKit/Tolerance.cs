using System.Globalization;

namespace Pullback.TestKit;

/// <summary>How far a number may lie from its reference, and why that far: <c>|found - expected| ≤ relative·|expected| + absolute</c>.</summary>
/// <param name="Name">What the tolerance is for; part of the failure message.</param>
/// <param name="Relative">Allowed difference as a fraction of the reference.</param>
/// <param name="Absolute">Allowed difference where the reference is near zero.</param>
/// <param name="Reason">Why a correct program may differ by this much.</param>
public sealed record Tolerance(string Name, double Relative, double Absolute, string Reason)
{
    /// <summary>Bits must agree.</summary>
    public static Tolerance Exact { get; } = new("exact", 0.0, 0.0, "the same operations in the same order");

    /// <summary>A special function against its 50-digit table: a few units in the last place.</summary>
    public static Tolerance SpecialFunction { get; } = new(
        "special function", 8 * UnitRoundoff, 5e-324, "rounding of a few dozen operations; tables hold the exact value");

    /// <summary>A derivative computed forward against the same derivative computed in reverse.</summary>
    public static Tolerance ForwardVersusReverse { get; } = new(
        "forward against reverse", 1e-12, 1e-13, "the same products added in another order");

    /// <summary>A closed form against another arrangement of the same formula.</summary>
    public static Tolerance Rearranged { get; } = new("rearranged formula", 1e-13, 1e-15, "rounding of sums in another order");

    /// <summary>A number made by another program's own minimiser.</summary>
    public static Tolerance CrossTool { get; } = new("another tool", 1e-5, 1e-8, "the other program stops its minimiser at about this accuracy");

    /// <summary>Single precision against double precision.</summary>
    public static Tolerance SinglePrecision { get; } = new("single precision", 2e-5, 1e-6, "24-bit arithmetic through a few hundred operations");

    /// <summary>2⁻⁵³, half the distance from one to the next number.</summary>
    public const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>A derivative against finite differences of the derivative one order lower, or of the value.</summary>
    /// <param name="order">Order of the derivative: 0 for a value computed twice, up to 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is not 0, 1, 2 or 3.</exception>
    public static Tolerance FiniteDifference(int order)
    {
        double[] ladder = [1e-8, 1e-4, 1e-3, 1e-2];
        if (order < 0 || order >= ladder.Length)
            throw new ArgumentOutOfRangeException(nameof(order), order, "Finite differences are used up to the third derivative.");
        return new($"finite differences of order {order}", ladder[order], ladder[order], "truncation and cancellation of a difference quotient");
    }

    /// <summary>A mean of random numbers against its expectation.</summary>
    /// <param name="n">Number of independent draws.</param>
    /// <param name="sigmas">Standard deviations allowed.</param>
    /// <param name="standardDeviation">Standard deviation of one draw.</param>
    public static Tolerance Statistical(long n, double sigmas, double standardDeviation = 1.0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        double allowed = sigmas * standardDeviation / Math.Sqrt(n);
        return new($"{sigmas.ToString("R", CultureInfo.InvariantCulture)} standard deviations of {n} draws", 0.0, allowed, "a fixed seed, but a random one");
    }

    /// <summary>A number of units in the last place.</summary>
    /// <param name="ulps">Units.</param>
    /// <param name="reason">Why.</param>
    public static Tolerance Ulps(double ulps, string reason) =>
        new($"{ulps.ToString("R", CultureInfo.InvariantCulture)} ulp", 2.0 * ulps * UnitRoundoff, 5e-324, reason);

    /// <summary>Whether a number is near enough; NaN and infinity only equal themselves.</summary>
    /// <param name="expected">Reference.</param>
    /// <param name="found">Number under test.</param>
    public bool Accepts(double expected, double found)
    {
        if (expected.Equals(found))
            return true;
        return double.IsFinite(expected) && Math.Abs(found - expected) <= (Relative * Math.Abs(expected)) + Absolute;
    }

    /// <summary>What went wrong, in a sentence; null if nothing did.</summary>
    /// <param name="expected">Reference.</param>
    /// <param name="found">Number under test.</param>
    /// <param name="where">What was compared.</param>
    public string? Explain(double expected, double found, string where) =>
        Accepts(expected, found)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{where}: found {found:R}, expected {expected:R}; the difference {found - expected:E2} exceeds the tolerance '{Name}' ({Relative:E1} relative, {Absolute:E1} absolute: {Reason})");
}
