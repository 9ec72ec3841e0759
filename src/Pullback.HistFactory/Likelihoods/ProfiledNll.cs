using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Likelihoods;

/// <summary>A likelihood as a function of its core parameters, every gamma at its best value: what a Newton descent minimizes.</summary>
internal readonly struct ProfiledNll(Likelihood likelihood) : IHasHessian
{
    public int Dimension => likelihood.Bound.Model.Core.Length;

    public double Value(ReadOnlySpan<double> point)
    {
        likelihood.SetCore(point);
        return likelihood.Evaluate(profile: true, [], []);
    }

    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        likelihood.SetCore(point);
        return likelihood.Evaluate(profile: true, gradient, []);
    }

    public double ValueGradientAndHessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        likelihood.SetCore(point);
        return likelihood.Evaluate(profile: true, gradient, hessian);
    }

    public bool TryPositiveModel(ReadOnlySpan<double> point, Span<double> model)
    {
        likelihood.SetCore(point);
        likelihood.EvaluateModel(model);
        return true;
    }
}
