using System.Globalization;
using Pullback.Learning.Categories.Tiles;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories;

/// <summary>The yields of a model's categories on given events, with their gradient in closed form.</summary>
/// <remarks>
/// <para><c>S_ck = Σ_i w_ci γ_ik</c>, <c>Q_ck = Σ_i w_ci² γ_ik</c>. Columns of one set share the probabilities γ.</para>
/// <para>Results do not depend on the number of threads. Thread-safe.</para>
/// <para><b>Reference:</b> [GatoHep2026].</para>
/// </remarks>
public sealed class CategoryYields
{
    private readonly YieldEngine _engine;

    /// <summary>Takes the events over.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The events.</param>
    /// <param name="threads">Threads that share the work; 0 takes all cores. Never changes a result.</param>
    /// <exception cref="ArgumentException">Model and events are not valid or do not fit; the message lists every problem found.</exception>
    public CategoryYields(CategoryModel model, CategoryData data, int threads = 0)
        : this(model, data, threads, lanes: null)
    {
    }

    internal CategoryYields(CategoryModel model, CategoryData data, int threads, int? lanes, bool part = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyList<string> problems = part ? [] : data.Problems(model);
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(data));
        Model = model;
        Data = data;
        Columns = data.Columns;
        Threads = threads;
        _engine = new YieldEngine(model.NewPass(lanes), TileChunk.Of(data.Sets, model.Dimensions), Columns.Count, model.Categories, threads);
    }

    /// <summary>The model.</summary>
    public CategoryModel Model { get; }

    /// <summary>The events.</summary>
    public CategoryData Data { get; }

    /// <summary>The columns of weights, in the order of the rows of the yields.</summary>
    public IReadOnlyList<WeightColumn> Columns { get; }

    /// <summary>Threads that share the work; 0 takes all cores.</summary>
    public int Threads { get; }

    /// <summary>The soft yields.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    public YieldTable Soft(ReadOnlySpan<double> parameters, double temperature)
    {
        var table = new YieldTable(Columns, Model.Categories, new double[Columns.Count * Model.Categories], new double[Columns.Count * Model.Categories]);
        Evaluate(parameters, temperature, table.Sums, table.Squares);
        return table;
    }

    /// <summary>The hard yields: every event counts in its most probable category alone.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0. Does not matter for mixtures; divides the steepness of sigmoids.</param>
    public YieldTable Hard(ReadOnlySpan<double> parameters, double temperature = 1.0)
    {
        int categories = Model.Categories;
        var table = new YieldTable(Columns, categories, new double[Columns.Count * categories], new double[Columns.Count * categories]);
        int row = 0;
        foreach (EventSet set in Data.Sets)
        {
            int[] assigned = Model.Assign(parameters, set.Features.Span, temperature);
            foreach (WeightColumn column in set.Columns)
            {
                ReadOnlySpan<double> weights = column.Weights.Span;
                for (int e = 0; e < assigned.Length; e++)
                {
                    table.Sums[(row * categories) + assigned[e]] += weights[e];
                    table.Squares[(row * categories) + assigned[e]] += weights[e] * weights[e];
                }

                row++;
            }
        }

        return table;
    }

    /// <summary>The soft yields, into given memory.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="sums">Receives S, row-major. Shape [column, category].</param>
    /// <param name="squares">Receives Q, row-major. Shape [column, category].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Evaluate(ReadOnlySpan<double> parameters, double temperature, Span<double> sums, Span<double> squares)
    {
        Check(parameters, temperature, sums.Length, squares.Length);
        _engine.Forward(Model.Constants(parameters, temperature), sums, squares);
    }

    /// <summary>The gradient of <c>Σ dS·S + dQ·Q</c>.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="sums">The cotangent dS of S, row-major. Shape [column, category].</param>
    /// <param name="squares">The cotangent dQ of Q, row-major. Shape [column, category].</param>
    /// <param name="gradient">Receives the derivative by each parameter. Shape [parameter].</param>
    /// <returns>The derivative by the temperature.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public double Gradient(ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, Span<double> gradient)
    {
        Check(parameters, temperature, sums.Length, squares.Length);
        if (gradient.Length != parameters.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The gradient of {parameters.Length} parameters needs as many places, found {gradient.Length}."), nameof(gradient));
        double[] events = _engine.Backward(Model.Constants(parameters, temperature), sums, squares);
        return Model.Pull(parameters, temperature, events, gradient);
    }

    private void Check(ReadOnlySpan<double> parameters, double temperature, int sums, int squares)
    {
        Model.CheckParameters(parameters);
        CategoryModel.CheckTemperature(temperature);
        int table = Columns.Count * Model.Categories;
        if (sums != table || squares != table)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Columns.Count} columns in {Model.Categories} categories make tables of {table}, found {sums} and {squares}."), nameof(sums));
    }
}
