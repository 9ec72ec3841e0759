namespace Pullback.HistFactory.Jets;

/// <summary>A number with its first two derivatives along a direction: <c>v + s e + c e²/2</c>, higher powers of e dropped.</summary>
internal readonly record struct Jet(double Value, double Slope, double Curvature) : IReal<Jet>
{
    public static Jet Of(double value) => new(value, 0.0, 0.0);

    public static Jet Along(double value, double direction) => new(value, direction, 0.0);

    public static double ValueOf(Jet number) => number.Value;

    public static double Highest(Jet number) => number.Curvature;

    public static double Coefficient(Jet number, int order) => order == 1 ? number.Slope : number.Curvature;

    public static Jet From(double value, double slope, double curvature) => new(value, slope, curvature);

    public static Jet Exp(Jet number)
    {
        double value = Math.Exp(number.Value);
        return new(value, value * number.Slope, value * (number.Curvature + number.Slope * number.Slope));
    }

    public static Jet Reciprocal(Jet number)
    {
        double value = 1.0 / number.Value;
        double slope = -number.Slope * value * value;
        return new(value, slope, -number.Curvature * value * value - 2.0 * number.Slope * slope * value);
    }

    public static Jet operator +(Jet left, Jet right) => new(left.Value + right.Value, left.Slope + right.Slope, left.Curvature + right.Curvature);

    public static Jet operator -(Jet left, Jet right) => new(left.Value - right.Value, left.Slope - right.Slope, left.Curvature - right.Curvature);

    public static Jet operator *(Jet left, Jet right) => new(
        left.Value * right.Value,
        left.Value * right.Slope + left.Slope * right.Value,
        left.Value * right.Curvature + 2.0 * left.Slope * right.Slope + left.Curvature * right.Value);
}
