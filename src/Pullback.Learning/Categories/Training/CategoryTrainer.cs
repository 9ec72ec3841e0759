using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Starts;
using Pullback.Learning.Observables;
using Pullback.Learning.Training;

namespace Pullback.Learning.Categories.Training;

/// <summary>Trains categories on what the analysis of their counts results in.</summary>
/// <remarks>
/// Results depend on options, events and seed alone: not on the number of threads, and not on whether a training was interrupted and resumed. Starts run side by side; the one
/// whose hard categories have the smallest loss is the best, unless it owes that to a category without background events.
/// </remarks>
public sealed class CategoryTrainer
{
    private readonly CategoryModel _model;
    private readonly CategoryData _data;
    private readonly CategoryObjective _objective;
    private readonly CategoryTrainingOptions _options;
    private readonly CategoryReweighting? _reweighting;

    /// <summary>Checks model, events, objective and options against each other.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The events.</param>
    /// <param name="objective">What is improved.</param>
    /// <param name="options">How the training runs.</param>
    /// <param name="reweighting">Factors that follow the categories; null for none.</param>
    /// <exception cref="ArgumentException">Something is not valid; the message lists every problem found.</exception>
    public CategoryTrainer(
        CategoryModel model, CategoryData data, CategoryObjective objective, CategoryTrainingOptions options, CategoryReweighting? reweighting = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(options);
        List<string> problems = [.. data.Problems(model), .. objective.Problems(data), .. options.Problems(model)];
        problems.AddRange((reweighting?.Processes ?? []).Except(data.Processes, StringComparer.Ordinal).Select(process => $"'{process}' is reweighted, but is no process; the processes are: {string.Join(", ", data.Processes)}."));
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        (_model, _data, _objective, _options, _reweighting) = (model, data, objective, options, reweighting);
    }

    /// <summary>Trains.</summary>
    /// <param name="progress">Told of every epoch that all starts have done.</param>
    /// <param name="resume">Where to continue, or null to begin.</param>
    /// <param name="checkpoint">Given a checkpoint every <see cref="TrainingOptions.CheckpointEvery"/> epochs, after the last one, and when cancelled.</param>
    /// <param name="cancellation">Stops the training after a last checkpoint.</param>
    /// <exception cref="ArgumentException">The checkpoint belongs to another training.</exception>
    /// <exception cref="ArithmeticException">The training has left the range of numbers.</exception>
    /// <exception cref="Statistics.Minimization.FitFailedException">A fit did not converge.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CategoryTrainingResult Train(
        IProgress<CategoryProgress>? progress = null, CategoryCheckpoint? resume = null, Action<CategoryCheckpoint>? checkpoint = null, CancellationToken cancellation = default)
    {
        TrainingOptions training = _options.Training;
        string fingerprint = Fingerprint();
        if (resume is not null && (resume.Fingerprint != fingerprint || resume.Runs.Count != _options.Starts))
        {
            throw new ArgumentException(
                "The checkpoint belongs to another training: its options, events or seed are different. Resume with the same configuration and files, or start anew.", nameof(resume));
        }

        int threads = training.Threads > 0 ? training.Threads : Environment.ProcessorCount;
        int beside = Math.Min(threads, _options.Starts);
        CategoryTask task = Task(Math.Max(threads / beside, 1));
        double[][] starts = Starts();
        var runs = new CategoryRun[starts.Length];
        try
        {
            for (int i = 0; i < runs.Length; i++)
            {
                runs[i] = new CategoryRun(task, i, starts[i]);
                if (resume is not null) runs[i].Restore(resume.Runs[i]);
            }

            Run(runs, beside, fingerprint, progress, checkpoint, cancellation);
            var results = new CategoryStartResult[runs.Length];
            SideBySide(runs.Length, beside, i => results[i] = runs[i].Finish(cancellation), cancellation);
            int best = 0;
            for (int i = 1; i < results.Length; i++)
            {
                // A category that happens to have no background events looks infinitely good and is not.
                (int Empty, double Loss) candidate = (results[i].Hard.WithoutBackground, results[i].Hard.Loss);
                if (candidate.CompareTo((results[best].Hard.WithoutBackground, results[best].Hard.Loss)) < 0) best = i;
            }

            return new CategoryTrainingResult(results, best);
        }
        finally
        {
            foreach (CategoryRun? run in runs) run?.Dispose();
        }
    }

    // What goes wrong in one start is thrown as it is, as if the starts ran one after the other.
    private static void SideBySide(int starts, int threads, Action<int> work, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, starts, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, work);
        }
        catch (AggregateException all)
        {
            Exception[] problems = [.. all.Flatten().InnerExceptions];
            if (problems.Any(problem => problem is OperationCanceledException)) throw new OperationCanceledException(cancellation);
            ExceptionDispatchInfo.Throw(problems[0]);
        }
    }

    // All starts advance by the same number of epochs between two checkpoints, so that a checkpoint is one moment of the training.
    private void Run(
        CategoryRun[] runs, int beside, string fingerprint, IProgress<CategoryProgress>? progress, Action<CategoryCheckpoint>? checkpoint, CancellationToken cancellation)
    {
        CategoryCheckpoint Snapshot() => new() { Fingerprint = fingerprint, Runs = [.. runs.Select(run => run.State())] };
        CategoryCheckpoint? last = null;
        while (runs.Any(run => !run.Done))
        {
            // A cancelled epoch leaves parameters between two epochs, so the state to keep is taken before it.
            if (checkpoint is not null && cancellation.CanBeCanceled) last ??= Snapshot();
            try
            {
                cancellation.ThrowIfCancellationRequested();
                SideBySide(
                    runs.Length,
                    beside,
                    i =>
                    {
                        if (!runs[i].Done) runs[i].Advance(cancellation);
                    },
                    cancellation);
            }
            catch (OperationCanceledException)
            {
                if (last is not null) checkpoint!(last);
                throw;
            }

            last = null;
            int epoch = runs.Max(run => run.History.Count);
            progress?.Report(new CategoryProgress(epoch, _options.Training.Epochs, [.. runs.Select(run => run.History[^1])]));
            if (checkpoint is null || (epoch % _options.Training.CheckpointEvery != 0 && runs.Any(run => !run.Done))) continue;
            last = Snapshot();
            checkpoint(last);
        }
    }

    private CategoryTask Task(int threads)
    {
        TrainingOptions training = _options.Training;
        (CategoryData seen, CategoryData? unseen) = CategorySplit.Validation(_data, training.ValidationFraction, training.Seed);

        // The whole sample is sound; a part of it may happen to be without weight.
        CategoryYields Yields(CategoryData part) => new(_model, part, threads, lanes: null, part: true);
        CategoryYields all = Yields(seen);
        IReadOnlyList<CategoryData> batches = CategorySplit.Batches(seen, training.BatchSize, training.Seed);
        return new CategoryTask
        {
            Model = _model,
            Objective = _objective,
            Options = _options,
            Reweighting = _reweighting,
            All = all,
            Batches = batches.Count == 1 ? [all] : [.. batches.Select(Yields)],
            Validation = unseen is null ? null : Yields(unseen),
        };
    }

    private double[][] Starts() => _options.Start switch
    {
        CategoryStart.Given => [.. _options.Given!.Select(given => given.ToArray())],
        CategoryStart.Random => [.. Enumerable.Range(0, _options.Starts).Select(start => _model.Start(_options.Training.Seed, start))],
        _ => RatioStarts.Of(_model, _data, _options.Starts, _options.Training.Seed),
    };

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add<TValue>(TValue value) => hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(value));
        TrainingOptions training = _options.Training;
        Add(_model.Options);
        Add(_objective);
        hash.AppendData(Encoding.UTF8.GetBytes($"{training.Optimizer} {training.Schedule}"));
        Add(new { training.Epochs, training.Clipping, training.BatchSize, training.ValidationFraction, training.EarlyStopping, training.Seed });
        Add(new { _options.Temperature, _options.Steepness, _options.Starts, _options.Start, _options.LookEvery });
        foreach (ReadOnlyMemory<double> given in _options.Given ?? []) hash.AppendData(MemoryMarshal.AsBytes(given.Span));
        Add(_data.ScoreNames);
        Add(_data.Signals);
        foreach (EventSet set in _data.Sets)
        {
            hash.AppendData(MemoryMarshal.AsBytes(set.Features.Span));
            foreach (WeightColumn column in set.Columns)
            {
                Add(column.Label);
                hash.AppendData(MemoryMarshal.AsBytes(column.Weights.Span));
            }
        }

        _reweighting?.Identify(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
