using System.Numerics;

namespace Pullback.HistFactory.Jets;

/// <summary>
/// A number that formulas are written in: plain (<see cref="Real"/>), with a slope along a direction (<see cref="Dual"/>), or with slope and curvature
/// (<see cref="Jet"/>). One formula then serves values and the derivatives that implicit differentiation needs.
/// </summary>
internal interface IReal<TSelf> : IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, IReal<TSelf>
{
    /// <summary>A constant.</summary>
    static abstract TSelf Of(double value);

    /// <summary>The number at a point, moving in a direction.</summary>
    static abstract TSelf Along(double value, double direction);

    /// <summary>The plain value.</summary>
    static abstract double ValueOf(TSelf number);

    /// <summary>The highest derivative that the number carries: the value itself, the slope, or the second derivative.</summary>
    static abstract double Highest(TSelf number);

    /// <summary>A derivative along the direction: 1 the slope, 2 the second; zero where the number does not carry it.</summary>
    static abstract double Coefficient(TSelf number, int order);

    /// <summary>The number with given derivatives, of which it keeps those it carries.</summary>
    static abstract TSelf From(double value, double slope, double curvature);

    /// <summary>The exponential.</summary>
    static abstract TSelf Exp(TSelf number);

    /// <summary>One over the number.</summary>
    static abstract TSelf Reciprocal(TSelf number);
}
