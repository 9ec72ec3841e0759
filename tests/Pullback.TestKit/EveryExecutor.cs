using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Pullback.Autodiff;

namespace Pullback.TestKit;

/// <summary>An evaluator that runs its program on every executor and fails where their bits, or their errors, differ.</summary>
public sealed class EveryExecutor : IDisposable
{
    private static readonly ExecutorKind[] Kinds = [ExecutorKind.Interpreter, ExecutorKind.Emitted];
    private readonly Evaluator[] _evaluators;

    private EveryExecutor(IReadOnlyList<Expr> outputs, ProgramOptions options)
    {
        _evaluators = [.. Kinds.Select(kind => CompiledProgram.Compile(outputs, options with { Executor = kind }).CreateEvaluator())];
    }

    /// <summary>Compiles a program for every executor.</summary>
    /// <param name="outputs">What it computes.</param>
    /// <param name="options">How; the executor is replaced.</param>
    public static EveryExecutor Of(IReadOnlyList<Expr> outputs, ProgramOptions? options = null) => new(outputs, options ?? new ProgramOptions());

    /// <inheritdoc cref="Evaluator.Set(Expr, double)"/>
    public void Set(Expr parameter, double value) => Array.ForEach(_evaluators, e => e.Set(parameter, value));

    /// <inheritdoc cref="Evaluator.Set(Expr, ReadOnlySpan{double})"/>
    public void Set(Expr parameter, double[] values) => Array.ForEach(_evaluators, e => e.Set(parameter, values));

    /// <inheritdoc cref="Evaluator.Set(Expr, ReadOnlySpan{float})"/>
    public void Set(Expr parameter, float[] values) => Array.ForEach(_evaluators, e => e.Set(parameter, values));

    /// <inheritdoc cref="Evaluator.Bind(Expr, ReadOnlyMemory{double})"/>
    public void Bind(Expr eventInput, ReadOnlyMemory<double> rows) => Array.ForEach(_evaluators, e => e.Bind(eventInput, rows));

    /// <inheritdoc cref="Evaluator.Bind(Expr, ReadOnlyMemory{float})"/>
    public void Bind(Expr eventInput, ReadOnlyMemory<float> rows) => Array.ForEach(_evaluators, e => e.Bind(eventInput, rows));

    /// <inheritdoc cref="Evaluator.Bind(EventAxis, IEventSource)"/>
    public void Bind(EventAxis axis, IEventSource source) => Array.ForEach(_evaluators, e => e.Bind(axis, source));

    /// <inheritdoc cref="Evaluator.SetCount"/>
    public void SetCount(EventAxis axis, long events) => Array.ForEach(_evaluators, e => e.SetCount(axis, events));

    /// <summary>Evaluates on every executor; where one throws, all have to throw the same.</summary>
    public void Evaluate(CancellationToken cancellation = default)
    {
        Exception?[] errors = Array.ConvertAll(_evaluators, e => Error(e, cancellation));
        foreach (Exception? other in errors)
        {
            if (errors[0]?.GetType() != other?.GetType() || errors[0]?.Message != other?.Message)
            {
                throw new ExpectationException($"The executors end differently: {errors[0]?.ToString() ?? "no error"} and {other?.ToString() ?? "no error"}.");
            }
        }

        if (errors[0] is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <inheritdoc cref="Evaluator.Scalar"/>
    public double Scalar(Expr output)
    {
        double[] values = Array.ConvertAll(_evaluators, e => e.Scalar(output));
        foreach (double other in values)
        {
            Same(BitConverter.DoubleToInt64Bits(values[0]), BitConverter.DoubleToInt64Bits(other), output, 0);
        }

        return values[0];
    }

#pragma warning disable CA1720 // The names of the evaluator's methods.
    /// <inheritdoc cref="Evaluator.Float64"/>
    public ReadOnlySpan<double> Float64(Expr output)
    {
        ReadOnlySpan<long> first = MemoryMarshal.Cast<double, long>(_evaluators[0].Float64(output));
        foreach (Evaluator other in _evaluators)
        {
            ReadOnlySpan<long> bits = MemoryMarshal.Cast<double, long>(other.Float64(output));
            for (int i = 0; i < bits.Length; i++)
            {
                Same(first[i], bits[i], output, i);
            }
        }

        return _evaluators[0].Float64(output);
    }

    /// <inheritdoc cref="Evaluator.Float32"/>
    public ReadOnlySpan<float> Float32(Expr output)
    {
        ReadOnlySpan<int> first = MemoryMarshal.Cast<float, int>(_evaluators[0].Float32(output));
        foreach (Evaluator other in _evaluators)
        {
            ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(other.Float32(output));
            for (int i = 0; i < bits.Length; i++)
            {
                Same(first[i], bits[i], output, i);
            }
        }

        return _evaluators[0].Float32(output);
    }
#pragma warning restore CA1720

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_evaluators, e => e.Dispose());

    private static Exception? Error(Evaluator evaluator, CancellationToken cancellation)
    {
        try
        {
            evaluator.Evaluate(cancellation);
            return null;
        }
#pragma warning disable CA1031 // Whatever is thrown is compared, and thrown again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error;
        }
    }

    private static void Same(long expected, long found, Expr output, int element)
    {
        if (expected != found)
        {
            throw new ExpectationException(string.Create(
                CultureInfo.InvariantCulture, $"{output}, element {element}: the executors give the bits {expected:x} and {found:x}."));
        }
    }
}
