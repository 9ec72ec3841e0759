using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Runtime.ExceptionServices;
using Pullback.Autodiff;

namespace Pullback.Learning.Estimators;

/// <summary>A trained estimator: shape, weights and scaling. It can be evaluated by several threads at a time.</summary>
/// <remarks>
/// <para>Observables are scaled to <c>x′ = (x − x̄)/s</c>, parameters to <c>θ′ = (θ − θ̄)/s_θ</c>; scores are returned by unscaled parameters,
/// <c>t = t′/s_θ</c>, and log densities as those of unscaled observables, <c>ln p(x) = ln p(x′) − Σ ln s</c>.</para>
/// </remarks>
public sealed class Estimator
{
    private readonly double[] _weights;
    private readonly Lazy<EstimatorGraph> _graph;
    private readonly ConcurrentDictionary<EstimatorProgram.Key, EstimatorProgram> _programs = [];

    /// <summary>Creates an estimator.</summary>
    /// <param name="definition">Its shape.</param>
    /// <param name="weights">Its weights, as <see cref="EstimatorGraph.Weights"/> orders them.</param>
    /// <param name="observables">The scaling of all observables.</param>
    /// <param name="parameters">The scaling of the parameters; null for none.</param>
    /// <param name="nuisance">For scores, the treatment of nuisance parameters.</param>
    /// <exception cref="ArgumentException">Lengths do not fit the definition, or a deviation is not positive.</exception>
    public Estimator(EstimatorDefinition definition, double[] weights, Scaling observables, Scaling? parameters = null, NuisanceMatrices? nuisance = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(observables);
        Definition = definition;
        _weights = weights;
        _graph = new Lazy<EstimatorGraph>(() => new EstimatorGraph(definition, ElementType.Float64));
        Check(observables, definition.Observables, "observables");
        if (parameters is not null) Check(parameters, definition.Parameters, "parameters");
        if (parameters is not null && definition.Model is not null) throw new ArgumentException("A ratio with a model of its parameters takes them as they are, but a scaling of parameters was given.", nameof(parameters));
        ObservableScaling = observables;
        ParameterScaling = parameters;
        Nuisance = nuisance;
    }

    /// <summary>The shape of the estimator.</summary>
    public EstimatorDefinition Definition { get; }

    /// <summary>The weights; shape [weight].</summary>
    public ReadOnlyMemory<double> Weights => _weights;

    /// <summary>The scaling of all observables.</summary>
    public Scaling ObservableScaling { get; }

    /// <summary>The scaling of the parameters; null for none.</summary>
    public Scaling? ParameterScaling { get; }

    /// <summary>The treatment of nuisance parameters.</summary>
    public NuisanceMatrices? Nuisance { get; }

    /// <summary>Whether to repeat what MadMiner returns for doubly parameterized ratios and densities: parameters and scores not scaled, densities of scaled observables.</summary>
    /// <value>Default false.</value>
    public bool AsMadMiner { get; init; }

    /// <summary>The scaling that evaluation applies to parameters; null for none.</summary>
    internal Scaling? EffectiveParameterScaling => ScalesParameters ? ParameterScaling : null;

    /// <summary>What evaluation adds for the scaling of the observables: <c>−Σ ln s</c> for densities, else 0.</summary>
    internal double LogJacobian => Definition.Kind == EstimatorKind.Likelihood && !AsMadMiner ? -ScaledVolume() : 0;

    private bool ScalesParameters => ParameterScaling is not null && !(AsMadMiner && Definition.Kind is EstimatorKind.DoubleParameterizedRatio or EstimatorKind.Likelihood);

    /// <summary>The same estimator with another treatment of nuisance parameters.</summary>
    /// <param name="nuisance">The treatment; see <see cref="NuisanceMatrices.Of"/>.</param>
    /// <exception cref="ArgumentException">The matrices are of another number of parameters.</exception>
    public Estimator WithNuisance(NuisanceMatrices nuisance)
    {
        ArgumentNullException.ThrowIfNull(nuisance);
        int parameters = Definition.Parameters;
        if (nuisance.Profile.GetLength(1) != parameters || nuisance.Project.GetLength(1) != parameters)
            throw new ArgumentException($"The nuisance matrices are of {nuisance.Profile.GetLength(1)} and {nuisance.Project.GetLength(1)} parameters, but the estimator has {parameters}.", nameof(nuisance));
        return new Estimator(Definition, _weights, ObservableScaling, ParameterScaling, nuisance) { AsMadMiner = AsMadMiner };
    }

    /// <summary>The log likelihood ratio or log density of every event at every parameter point.</summary>
    /// <remarks>
    /// Where all events share a point, what depends on parameters alone is computed once for it. Beside the result, memory grows with the events and their observables,
    /// never with events times points. The bits do not depend on the number of threads.
    /// </remarks>
    /// <param name="x">Shape [event, observable].</param>
    /// <param name="theta">θ₀; shape [point, parameter].</param>
    /// <param name="denominator">θ₁ for doubly parameterized ratios, shape [point, parameter]; the shorter of both lists is cycled.</param>
    /// <param name="pairwise">Whether each event has its own point instead, the points cycled.</param>
    /// <param name="withScore">Whether to give the score too.</param>
    /// <param name="options">Precision and threads; null for double precision on all processors.</param>
    /// <param name="cancellation">Ends the work early: between points, and between blocks of events.</param>
    /// <returns>Values of shape [point, event], or [1, event] for pairs.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or the estimator is one of the score.</exception>
    public EstimatorValues Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> theta, ReadOnlySpan<double> denominator = default, bool pairwise = false, bool withScore = false, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        if (Definition.Kind == EstimatorKind.Score) throw new ArgumentException("A score estimator knows the score at its reference only, no likelihood ratio. Ask it for the score, or train a ratio.", nameof(x));
        bool two = Definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        int events = Rows(x, Definition.Observables, "observables");
        int numerators = Rows(theta, Definition.Parameters, "parameters");
        int denominators = two ? Rows(denominator, Definition.Parameters, "parameters of the denominator") : 0;
        if (!two && denominator.Length > 0) throw new ArgumentException($"An estimator of kind {Definition.Kind} has one parameter point, but a second was given.", nameof(denominator));
        if (numerators == 0 || (two && denominators == 0)) throw new ArgumentException("There is no parameter point; give at least one.", nameof(theta));
        int points = pairwise ? 1 : Math.Max(numerators, denominators);
        double[] scaledX = ObservableScaling.Apply(x, Definition.Features);
        double[] scaledTheta = ScalesParameters ? ParameterScaling!.Apply(theta) : theta.ToArray();
        double[] scaledOther = two && ScalesParameters ? ParameterScaling!.Apply(denominator) : denominator.ToArray();
        options ??= new EvaluationOptions();
        bool onePoint = !withScore && (!pairwise || Math.Max(numerators, denominators) == 1);

        // Points are shared among the threads where there are enough of them: they need not wait for each other as parts of one pass must.
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        int workers = points >= 2 * threads ? threads : 1;
        EstimatorProgram program = _programs.GetOrAdd(
            new EstimatorProgram.Key(onePoint, withScore, options.Precision, workers > 1 ? 1 : options.Threads), key => new EstimatorProgram(Definition, key));
        var request = new Request(events, points, pairwise, workers, scaledX, scaledTheta, scaledOther);
        return options.Precision == EvaluationPrecision.SinglePrecision ? Run<float>(program, request, cancellation) : Run<double>(program, request, cancellation);
    }

    /// <summary>The score of every event: of score estimators at their reference, of ratios and densities at a point.</summary>
    /// <param name="x">Shape [event, observable].</param>
    /// <param name="theta">For ratios and densities, one point or one for each event (cycled); shape [point, parameter].</param>
    /// <param name="mode">What to do with nuisance parameters.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Shape [event, parameter], or [event, parameter of interest].</returns>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or there are no nuisance matrices for the mode.</exception>
    public double[] Score(ReadOnlySpan<double> x, ReadOnlySpan<double> theta = default, NuisanceMode mode = NuisanceMode.Keep, CancellationToken cancellation = default)
    {
        if (mode != NuisanceMode.Keep && Nuisance is null)
            throw new ArgumentException($"The nuisance mode '{mode}' needs the Fisher information that tells nuisance parameters from others, and this estimator has none. Use 'Keep', or set it.", nameof(mode));
        if (Definition.Kind == EstimatorKind.DoubleParameterizedRatio) throw new ArgumentException("A doubly parameterized ratio has two scores; evaluate it with scores instead.", nameof(x));
        double[] score = Definition.Kind == EstimatorKind.Score ? AtReference(x, cancellation) : Evaluate(x, theta, default, pairwise: true, withScore: true, cancellation: cancellation).Score!;
        return mode switch
        {
            NuisanceMode.Profile => Project(score, Nuisance!.Profile),
            NuisanceMode.Project => Project(score, Nuisance!.Project),
            _ => score,
        };
    }

    private static void Check(Scaling scaling, int columns, string what)
    {
        if (scaling.Means.Count != columns || scaling.Deviations.Count != columns)
            throw new ArgumentException($"The scaling has {scaling.Means.Count} means and {scaling.Deviations.Count} deviations, but there are {columns} {what}.", nameof(scaling));
        for (int i = 0; i < columns; i++)
        {
            if (!double.IsFinite(scaling.Means[i]) || !(scaling.Deviations[i] > 0) || !double.IsFinite(scaling.Deviations[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The scaling of {what} has mean {scaling.Means[i]:R} and deviation {scaling.Deviations[i]:R} in column {i}; both must be finite, and the deviation positive."), nameof(scaling));
        }
    }

    private static int Rows(ReadOnlySpan<double> values, int width, string what)
    {
        if (values.Length % width != 0) throw new ArgumentException($"There are {values.Length} numbers of {what}, which is no multiple of {width}.", nameof(values));
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i / width} of the {what} has {values[i]} in column {i % width}; only finite numbers are allowed. Remove the row or correct it."), nameof(values));
        }

        return values.Length / width;
    }

    private EstimatorValues Run<T>(EstimatorProgram program, Request request, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int events, int points) = (request.Events, request.Points);
        int width = Definition.Parameters;
        double[] values = new double[(long)points * events];
        double[]? score = program.Asked.WithScore ? new double[(long)points * events * width] : null;
        double[]? other = program.Asked.WithScore && request.Denominator.Length > 0 ? new double[(long)points * events * width] : null;
        if (events == 0) return new EstimatorValues(points, events, values, score, other);
        int rows = program.Asked.OnePoint ? 1 : events;
        T[] numerators = EstimatorProgram.Convert<T>(request.Numerator);
        T[] denominators = EstimatorProgram.Convert<T>(request.Denominator);
        T[] observables = EstimatorProgram.Convert<T>(request.Observables);
        double shift = LogJacobian;
        int next = -1;
        if (request.Workers == 1)
        {
            Work();
            return new EstimatorValues(points, events, values, score, other);
        }

        try
        {
            Parallel.For(0, request.Workers, new ParallelOptions { MaxDegreeOfParallelism = request.Workers, CancellationToken = cancellation }, _ => Work());
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return new EstimatorValues(points, events, values, score, other);

        void Work()
        {
            T[] first = new T[rows * width];
            T[] last = new T[denominators.Length > 0 ? rows * width : 0];
            using Evaluator evaluator = program.Start(_weights, observables);
            for (int point = Interlocked.Increment(ref next); point < points; point = Interlocked.Increment(ref next))
            {
                Repeat(numerators, first, request.Pairwise ? 0 : point, request.Pairwise);
                Repeat(denominators, last, request.Pairwise ? 0 : point, request.Pairwise);
                program.Place(evaluator, first, last);
                evaluator.Evaluate(cancellation);
                Span<double> found = values.AsSpan(point * events, events);
                program.Values(evaluator, found);
                if (shift != 0)
                {
                    foreach (ref double value in found) value += shift;
                }

                if (score is not null) Scores(score, point, 1, evaluator, program.Score);
                if (other is not null) Scores(other, point, -1, evaluator, program.DenominatorScore);
            }
        }

        void Scores(double[] all, int point, double sign, Evaluator evaluator, ScoreReader read)
        {
            Span<double> place = all.AsSpan(point * events * width, events * width);
            read(evaluator, place);
            Unscale(place, sign);
        }

        void Repeat(T[] source, T[] destination, int row, bool cycle)
        {
            if (destination.Length == 0) return;
            int count = source.Length / width;
            for (int e = 0; e < rows; e++) source.AsSpan((cycle ? e : row) % count * width, width).CopyTo(destination.AsSpan(e * width));
        }
    }

    private double[] AtReference(ReadOnlySpan<double> x, CancellationToken cancellation)
    {
        Rows(x, Definition.Observables, "observables");
        if (x.Length == 0) return [];
        EstimatorGraph graph = _graph.Value;
        using Evaluator evaluator = CompiledProgram.Compile([graph.Value]).CreateEvaluator();
        graph.Weights.Set<double>(evaluator, _weights);
        evaluator.Bind(graph.Observables, ObservableScaling.Apply(x, Definition.Features));
        evaluator.Evaluate(cancellation);
        return evaluator.Float64(graph.Value).ToArray();
    }

    private double ScaledVolume()
    {
        double sum = 0;
        for (int k = 0; k < Definition.Inputs; k++) sum += Math.Log(ObservableScaling.Deviations[Definition.Features?[k] ?? k]);
        return sum;
    }

    private void Unscale(Span<double> score, double sign)
    {
        int width = Definition.Parameters;
        for (int i = 0; i < score.Length; i++) score[i] = sign * (ScalesParameters ? score[i] / ParameterScaling!.Deviations[i % width] : score[i]);
    }

    private double[] Project(double[] score, double[,] matrix)
    {
        int width = Definition.Parameters;
        int kept = matrix.GetLength(0);
        double[] projected = new double[score.Length / width * kept];
        for (int i = 0; i < projected.Length; i++)
        {
            for (int p = 0; p < width; p++) projected[i] += matrix[i % kept, p] * score[(i / kept * width) + p];
        }

        return projected;
    }

    private delegate void ScoreReader(Evaluator evaluator, Span<double> destination);

    /// <summary>Scaled inputs of an evaluation.</summary>
    private sealed record Request(int Events, int Points, bool Pairwise, int Workers, double[] Observables, double[] Numerator, double[] Denominator);
}
