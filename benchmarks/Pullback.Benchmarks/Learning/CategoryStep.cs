using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Benchmarks.Learning;

/// <summary>One epoch in closed form without the optimizer: minus the significance of gato-hep, and its gradient.</summary>
internal sealed class CategoryStep : IDisposable
{
    private readonly CategoryProgram _program;
    private readonly double[][] _points;
    private int _calls;

    public CategoryStep(CategorySample sample, int threads)
    {
        var yields = new CategoryYields(sample.Model, sample.Data, threads);
        _program = new CategoryProgram(yields, new AsimovObjective { Form = AsimovForm.Package }, [], withGradient: true);

        // The counts of the last parameters are kept, so no two calls in a row may have the same.
        double[] other = [.. sample.Parameters];
        other[0] += 1e-3;
        _points = [sample.Parameters, other];
    }

    /// <summary>The loss and its gradient at the parameters of the sample.</summary>
    public double[] Answer()
    {
        Run(_points[0]);
        return [_program.Loss, .. _program.Gradient];
    }

    public void Run() => Run(_points[++_calls & 1]);

    public void Dispose() => _program.Dispose();

    private void Run(double[] parameters) => _program.Run(parameters, CategorySample.Temperature, [], CancellationToken.None);
}
