namespace Pullback.Statistics.Minimization;

/// <summary>A function that also knows its gradient and its Hessian: what a Newton descent asks for.</summary>
public interface IHasHessian : IHasGradient
{
    /// <summary>The value, the gradient and the Hessian at a point.</summary>
    /// <param name="point">Shape [variable].</param>
    /// <param name="gradient">Receives the gradient, shape [variable]; unspecified when the value is infinite.</param>
    /// <param name="hessian">Receives the symmetric Hessian, shape [variable, variable] in row-major order; unspecified when the value is infinite.</param>
    /// <returns>The value; <c>+infinity</c> outside the domain, never NaN.</returns>
    double ValueGradientAndHessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian);

    /// <summary>A positive definite stand-in for the Hessian where the Hessian itself is not, such as the Gauss-Newton matrix of a likelihood.</summary>
    /// <param name="point">Shape [variable].</param>
    /// <param name="model">Receives the matrix, shape [variable, variable] in row-major order.</param>
    /// <returns>Whether there is one.</returns>
    bool TryPositiveModel(ReadOnlySpan<double> point, Span<double> model) => false;
}
