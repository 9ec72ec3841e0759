namespace Pullback.HistFactory.Jets;

/// <summary>A number with its slope along a direction: <c>v + s e</c> with <c>e² = 0</c>.</summary>
internal readonly record struct Dual(double Value, double Slope) : IReal<Dual>
{
    public static Dual Of(double value) => new(value, 0.0);

    public static Dual Along(double value, double direction) => new(value, direction);

    public static double ValueOf(Dual number) => number.Value;

    public static double Highest(Dual number) => number.Slope;

    public static double Coefficient(Dual number, int order) => order == 1 ? number.Slope : 0.0;

    public static Dual From(double value, double slope, double curvature) => new(value, slope);

    public static Dual Exp(Dual number)
    {
        double value = Math.Exp(number.Value);
        return new(value, value * number.Slope);
    }

    public static Dual Reciprocal(Dual number)
    {
        double value = 1.0 / number.Value;
        return new(value, -number.Slope * value * value);
    }

    public static Dual operator +(Dual left, Dual right) => new(left.Value + right.Value, left.Slope + right.Slope);

    public static Dual operator -(Dual left, Dual right) => new(left.Value - right.Value, left.Slope - right.Slope);

    public static Dual operator *(Dual left, Dual right) => new(left.Value * right.Value, left.Value * right.Slope + left.Slope * right.Value);
}
