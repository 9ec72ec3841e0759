using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Models;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Inference;

/// <summary>Fits of one model with numbers in it: start points, held parameters, other basins, kinks. Serves one thread and keeps nothing between fits.</summary>
internal sealed class Fitter
{
    private const double SameMinimum = 1e-7;
    private const double RoundingOfEdm = 1e-12;
    private const int LargestGrid = 3;

    private readonly HistFactoryModel _model;
    private readonly CompiledModel _compiled;
    private readonly NewtonOptions _options;
    private NewtonOptions _steps;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly bool[] _heldCore;
    private readonly double[] _core;
    private readonly double[] _best;
    private readonly double[] _initial;
    private readonly double[] _coreRight;
    private readonly double[] _row;
    private readonly List<double> _minima = [];
    private readonly List<int> _suspects = [];
    private readonly bool[] _isSuspect;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private bool _suspectsAreKnown;

    public Fitter(HistFactoryModel model, BoundModel numbers, NewtonOptions options)
    {
        _model = model;
        _compiled = model.Compiled;
        _options = options;
        _steps = options;
        Likelihood = new Likelihood(numbers);
        int n = _compiled.Core.Length;
        Newton = new NewtonWorkspace(n);
        _lower = new double[n];
        _upper = new double[n];
        _heldCore = new bool[n];
        _core = new double[n];
        _best = new double[n];
        _coreRight = new double[n];
        _row = new double[n];
        _isSuspect = new bool[n];
        _gradient = new double[n];
        _hessian = new double[n * n];
        _initial = [.. model.Parameters.Select(p => p.Initial)];
        Lower = [.. model.Parameters.Select(p => p.Lower)];
        Upper = [.. model.Parameters.Select(p => p.Upper)];
    }

    /// <summary>The likelihood, at the end point after a fit.</summary>
    public Likelihood Likelihood { get; }

    /// <summary>The factorized Hessian of the end point.</summary>
    public NewtonWorkspace Newton { get; }

    /// <summary>Bounds; changed for bounds other than the model's. Shape [parameter].</summary>
    public double[] Lower { get; }

    /// <summary>Bounds; changed for bounds other than the model's. Shape [parameter].</summary>
    public double[] Upper { get; }

    /// <summary>The values at which fits start by default. Shape [parameter].</summary>
    public ReadOnlySpan<double> Initial => _initial;

    /// <summary>The end point. Shape [parameter].</summary>
    public double[] Parameters => Likelihood.Parameters;

    /// <summary>The function at the end point, without constants.</summary>
    public double Value { get; private set; }

    /// <summary>How the last fit ended; its evaluations are those of all its starts.</summary>
    public NewtonReport Report { get; private set; }

    /// <summary>The values of minima that the last fit found besides the one it ended in.</summary>
    public IReadOnlyList<double> OtherMinima => _minima;

    /// <summary>Minimizes.</summary>
    /// <param name="data">What is observed.</param>
    /// <param name="start">Where to start; held parameters keep their value there. Shape [parameter].</param>
    /// <param name="held">Parameters to hold besides the model's fixed ones, or empty. Shape [parameter].</param>
    /// <param name="heldParameter">One more, or −1.</param>
    /// <param name="steps">The number of steps after which to give up, without other starts; 0 for all that the options allow.</param>
    /// <returns>How it ended.</returns>
    public NewtonReport Run(ModelData data, ReadOnlySpan<double> start, ReadOnlySpan<bool> held, int heldParameter = -1, int steps = 0)
    {
        _steps = steps == 0 ? _options : _options with { MaxIterations = Math.Min(steps, _options.MaxIterations) };
        Prepare(data, start, held, heldParameter);
        _minima.Clear();
        NewtonReport report = Descend();
        int evaluations = report.Evaluations;
        if (!report.IsConverged && steps == 0) report = Recover(report, start, ref evaluations);
        if (Suspects.Count > 0) report = Search(report, ref evaluations);
        Synchronize();
        Value = report.Value;
        Report = report with { Evaluations = evaluations };
        return Report;
    }

    /// <summary>Forgets what follows from the numbers of the model, which have changed.</summary>
    public void ForgetNumbers() => _suspectsAreKnown = false;

    /// <summary>Factorizes the Hessian at a point that is known to be stationary, without a fit; bounds do not apply.</summary>
    /// <returns>Whether it is positive definite for the parameters that can move.</returns>
    public bool TryFactorAt(ModelData data, ReadOnlySpan<double> point, ReadOnlySpan<bool> held)
    {
        Prepare(data, point, held, -1);
        return Newton.TryFactorAt(new ProfiledNll(Likelihood), _core, _heldCore);
    }

    /// <summary>The logarithm of the determinant of the Hessian of all free parameters at the end point.</summary>
    public double LogDeterminant()
    {
        double sum = Newton.LogDeterminant();
        for (int b = 0; b < _compiled.BinCount; b++)
        {
            if (_compiled.Gammas[b] >= 0 && Likelihood.IsProfiled[b]) sum += Math.Log(Likelihood.GammaCurvatures[b]);
        }

        return sum;
    }

    /// <summary>Takes a point that is known to be the minimum, without a fit.</summary>
    public void MoveTo(ModelData data, ReadOnlySpan<double> point)
    {
        Likelihood.Data = data;
        point.CopyTo(Parameters);
        Value = Likelihood.Evaluate(profile: false, [], []);
    }

    /// <summary>Solves with the Hessian of all free parameters at the end point; other components are zero.</summary>
    /// <param name="vector">The right-hand side on entry, the solution on return. Shape [parameter].</param>
    public void Solve(Span<double> vector)
    {
        for (int i = 0; i < _core.Length; i++) _coreRight[i] = vector[_compiled.Core[i]];
        for (int b = 0; b < _compiled.BinCount; b++)
        {
            int gamma = _compiled.Gammas[b];
            if (gamma < 0 || !Likelihood.IsProfiled[b]) continue;
            double right = vector[gamma] / Likelihood.GammaCurvatures[b];
            if (right == 0.0) continue;
            Likelihood.GammaRow(b, _row);
            for (int i = 0; i < _row.Length; i++) _coreRight[i] -= _row[i] * right;
        }

        Newton.SolveFree(_coreRight, _coreRight);
        for (int b = 0; b < _compiled.BinCount; b++)
        {
            int gamma = _compiled.Gammas[b];
            if (gamma < 0) continue;
            if (!Likelihood.IsProfiled[b])
            {
                vector[gamma] = 0.0;
                continue;
            }

            Likelihood.GammaRow(b, _row);
            double sum = vector[gamma];
            for (int i = 0; i < _row.Length; i++) sum -= _row[i] * _coreRight[i];
            vector[gamma] = sum / Likelihood.GammaCurvatures[b];
        }

        for (int i = 0; i < _core.Length; i++) vector[_compiled.Core[i]] = _coreRight[i];
    }

    /// <summary>The covariance of all free parameters at the end point, zero for the others.</summary>
    /// <param name="covariance">Receives the matrix. Shape [parameter, parameter].</param>
    public void Covariance(Span<double> covariance)
    {
        int p = _compiled.ParameterCount;
        for (int i = 0; i < p; i++)
        {
            Span<double> column = covariance.Slice(i * p, p);
            column.Clear();
            column[i] = 1.0;
            Solve(column);
            if (!IsFree(i)) column.Clear();
        }

        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j < i; j++) covariance[i * p + j] = covariance[j * p + i] = 0.5 * (covariance[i * p + j] + covariance[j * p + i]);
        }
    }

    /// <summary>Whether a parameter could move at the end point: neither held, nor without effect, nor kept at a bound.</summary>
    public bool IsFree(int parameter)
    {
        int bin = _compiled.BinOfGamma[parameter];
        return bin >= 0 ? Likelihood.IsProfiled[bin] : Newton.FreeVariables.Contains(_compiled.CoreOf[parameter]);
    }

    /// <summary>Parameters whose templates at ±1 both move a bin in one direction, so far that the likelihood may have two minima.</summary>
    private List<int> Suspects
    {
        get
        {
            if (!_suspectsAreKnown) FindSuspects();
            return _suspects;
        }
    }

    private void Prepare(ModelData data, ReadOnlySpan<double> start, ReadOnlySpan<bool> held, int heldParameter)
    {
        Likelihood.Data = data;
        for (int i = 0; i < _core.Length; i++)
        {
            int p = _compiled.Core[i];
            _heldCore[i] = Likelihood.Bound.IsFixed[p] || p == heldParameter || (!held.IsEmpty && held[p]);
            _lower[i] = Lower[p];
            _upper[i] = Upper[p];
            _core[i] = start[p];
        }

        for (int b = 0; b < _compiled.BinCount; b++)
        {
            int gamma = _compiled.Gammas[b];
            if (gamma < 0) continue;
            Likelihood.IsHeld[gamma] = Likelihood.Bound.IsFixed[gamma] || gamma == heldParameter || (!held.IsEmpty && held[gamma]);
            Likelihood.GammaLower[b] = Lower[gamma];
            Likelihood.GammaUpper[b] = Upper[gamma];
            Parameters[gamma] = start[gamma];
        }
    }

    private NewtonReport Descend()
    {
        NewtonReport report = BoundedNewton.Minimize(new ProfiledNll(Likelihood), _core, _lower, _upper, _heldCore, Newton, _steps);

        // Counts of 1e10 and more leave rounding in the gradient that no further step removes.
        bool isRounding = report.Outcome is FitOutcome.IterationLimitReached or FitOutcome.Stalled && report.Edm <= RoundingOfEdm * Math.Max(1.0, Math.Abs(report.Value));
        return isRounding ? report with { Outcome = FitOutcome.Converged } : report;
    }

    /// <summary>Tries other starts, and minima that sit on the kinks of interpolation codes 0 and 1.</summary>
    private NewtonReport Recover(NewtonReport failed, ReadOnlySpan<double> start, ref int evaluations)
    {
        if (failed.Outcome is FitOutcome.Stalled or FitOutcome.IterationLimitReached && TryKinks(out NewtonReport onKink, ref evaluations)) return onKink;
        _core.AsSpan().CopyTo(_best);
        double[] point = new double[_core.Length];
        foreach ((double unconstrained, double shift) in (ReadOnlySpan<(double, double)>)[(double.NaN, 0.0), (1.0, 0.0), (0.1, 0.0), (3.0, 0.0), (double.NaN, 0.5), (double.NaN, -0.5)])
        {
            bool isNew = false;
            for (int i = 0; i < point.Length; i++)
            {
                int p = _compiled.Core[i];
                Modifiers.ConstraintKind constraint = _compiled.Constraints[p];
                point[i] = _heldCore[i] ? start[p]
                    : constraint == Modifiers.ConstraintKind.None && !double.IsNaN(unconstrained) ? unconstrained
                    : constraint == Modifiers.ConstraintKind.Normal ? _initial[p] + shift * Likelihood.Bound.Widths[p]
                    : _initial[p];
                isNew |= point[i] != start[p];
            }

            if (!isNew) continue;
            point.CopyTo(_core.AsSpan());
            NewtonReport report = Descend();
            evaluations += report.Evaluations;
            if (report.IsConverged) return report;
            if (report.Outcome is FitOutcome.Stalled or FitOutcome.IterationLimitReached && TryKinks(out onKink, ref evaluations)) return onKink;
            if (failed.Outcome == FitOutcome.InfeasibleStart || report.Value < failed.Value)
            {
                failed = report;
                _core.AsSpan().CopyTo(_best);
            }
        }

        _best.AsSpan().CopyTo(_core);
        return failed;
    }

    /// <summary>Holds parameters at a kink of their interpolation and checks that the function rises on both sides.</summary>
    private bool TryKinks(out NewtonReport report, ref int evaluations)
    {
        report = default;
        bool hasKinks = _model.Options.HistoSys == InterpolationCode.Code0 || _model.Options.NormSys == InterpolationCode.Code1;
        if (!hasKinks) return false;
        var kinks = new List<int>();
        for (int i = 0; i < _core.Length; i++)
        {
            if (_heldCore[i] || _compiled.Constraints[_compiled.Core[i]] != Modifiers.ConstraintKind.Normal || Math.Abs(_core[i]) > 1e-3) continue;
            kinks.Add(i);
            _core[i] = 0.0;
            _heldCore[i] = true;
        }

        if (kinks.Count == 0) return false;
        report = Descend();
        evaluations += report.Evaluations;
        foreach (int i in kinks) _heldCore[i] = false;
        if (!report.IsConverged) return false;
        double[] side = [.. _core];
        const double Step = 1e-7;
        foreach (int i in kinks)
        {
            foreach (double sign in (ReadOnlySpan<double>)[1.0, -1.0])
            {
                side[i] = sign * Step;
                if (new ProfiledNll(Likelihood).Value(side) < report.Value - 1e-13 * Math.Max(1.0, report.Value)) return false;
            }

            side[i] = 0.0;
        }

        return true;
    }

    /// <summary>Starts from −1, 0 and +1 of each suspect and keeps the lowest minimum.</summary>
    private NewtonReport Search(NewtonReport first, ref int evaluations)
    {
        NewtonReport best = first;
        _core.AsSpan().CopyTo(_best);
        double[] origin = [.. _core];
        foreach (double[] start in Starts(origin))
        {
            start.CopyTo(_core.AsSpan());
            NewtonReport report = Descend();
            evaluations += report.Evaluations;
            if (!report.IsConverged) continue;
            bool isBetter = !best.IsConverged || report.Value < best.Value - SameMinimum;
            double other = isBetter ? best.Value : report.Value;
            if ((best.IsConverged || !isBetter) && Math.Abs(report.Value - best.Value) > SameMinimum && !_minima.Exists(m => Math.Abs(m - other) <= SameMinimum)) _minima.Add(other);
            if (!isBetter) continue;
            best = report;
            _core.AsSpan().CopyTo(_best);
        }

        _best.AsSpan().CopyTo(_core);
        if (!best.IsConverged) return best;
        _minima.RemoveAll(m => Math.Abs(m - best.Value) <= SameMinimum);
        NewtonReport last = Descend();
        evaluations += last.Evaluations;
        return last.IsConverged ? last : best;
    }

    private IEnumerable<double[]> Starts(double[] origin)
    {
        int[] free = [.. Suspects.Where(i => !_heldCore[i])];
        double[] values = [-1.0, 0.0, 1.0];
        if (free.Length <= LargestGrid)
        {
            int count = (int)Math.Pow(3, free.Length);
            for (int k = 0; k < count && free.Length > 0; k++)
            {
                double[] start = [.. origin];
                for (int j = 0, rest = k; j < free.Length; j++, rest /= 3) start[free[j]] = values[rest % 3];
                yield return start;
            }

            yield break;
        }

        foreach (int i in free)
        {
            foreach (double value in values)
            {
                double[] start = [.. origin];
                start[i] = value;
                yield return start;
            }
        }
    }

    private void FindSuspects()
    {
        _isSuspect.AsSpan().Clear();
        BoundModel numbers = Likelihood.Bound;
        for (int c = 0; c < _compiled.Channels.Length; c++)
        {
            ChannelPlan channel = _compiled.Channels[c];
            for (int b = 0; b < channel.Bins; b++)
            {
                double total = 0.0;
                foreach (SamplePlan sample in channel.Samples) total += numbers.Inputs[sample.Nominal + b];
                double size = 0.5 * Math.Sqrt(Math.Max(1.0, total));
                for (int s = 0; s < channel.Samples.Length; s++)
                {
                    TemplateTerm[] terms = channel.Samples[s].Templates;
                    for (int t = 0; t < terms.Length; t++)
                    {
                        double up = numbers.Up(c, s)[b * terms.Length + t];
                        double down = numbers.Down(c, s)[b * terms.Length + t];
                        if (up * down < 0.0 && Math.Min(Math.Abs(up), Math.Abs(down)) > size) _isSuspect[_compiled.CoreOf[terms[t].Parameter]] = true;
                    }
                }
            }
        }

        _suspects.Clear();
        for (int i = 0; i < _isSuspect.Length; i++)
        {
            if (_isSuspect[i]) _suspects.Add(i);
        }

        _suspectsAreKnown = true;
    }

    /// <summary>Leaves the likelihood at the end point, not at the last point tried.</summary>
    private void Synchronize()
    {
        bool isThere = true;
        for (int i = 0; i < _core.Length; i++) isThere &= Parameters[_compiled.Core[i]] == _core[i];
        if (isThere) return;
        Likelihood.SetCore(_core);
        Likelihood.Evaluate(profile: true, _gradient, _hessian);
    }
}
