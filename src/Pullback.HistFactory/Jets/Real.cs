namespace Pullback.HistFactory.Jets;

/// <summary>A plain number.</summary>
internal readonly record struct Real(double Value) : IReal<Real>
{
    public static Real Of(double value) => new(value);

    public static Real Along(double value, double direction) => new(value);

    public static double ValueOf(Real number) => number.Value;

    public static double Highest(Real number) => number.Value;

    public static double Coefficient(Real number, int order) => 0.0;

    public static Real From(double value, double slope, double curvature) => new(value);

    public static Real Exp(Real number) => new(Math.Exp(number.Value));

    public static Real Reciprocal(Real number) => new(1.0 / number.Value);

    public static Real operator +(Real left, Real right) => new(left.Value + right.Value);

    public static Real operator -(Real left, Real right) => new(left.Value - right.Value);

    public static Real operator *(Real left, Real right) => new(left.Value * right.Value);
}
