using System.Collections.Concurrent;

namespace Pullback.Learning.Estimators.Training;

/// <summary>Trains the members of an ensemble side by side.</summary>
/// <remarks>Members may differ in method, options, seed and data, but are of one kind with the same observables and parameters. Each runs on one thread; its result does not depend on the others.</remarks>
public sealed class EnsembleTrainer
{
    private readonly IReadOnlyList<EstimatorTrainer> _members;

    /// <summary>Checks members against each other.</summary>
    /// <param name="members">The trainings, at least one.</param>
    /// <exception cref="ArgumentException">There is none, or kinds, observables or parameters differ.</exception>
    public EnsembleTrainer(IReadOnlyList<EstimatorTrainer> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0) throw new ArgumentException("An ensemble needs at least one member.", nameof(members));
        EstimatorDefinition first = members[0].Definition;
        for (int i = 1; i < members.Count; i++)
        {
            EstimatorDefinition other = members[i].Definition;
            if (other.Kind != first.Kind || other.Observables != first.Observables || other.Parameters != first.Parameters)
            {
                throw new ArgumentException(
                    $"Member {i} is of kind {other.Kind} with {other.Observables} observables and {other.Parameters} parameters, but member 0 is of kind {first.Kind} with {first.Observables} and {first.Parameters}. All members must agree in these.",
                    nameof(members));
            }
        }

        _members = members;
    }

    /// <summary>The options of each member of an ensemble that differs in seeds alone: member <c>i</c> takes the <c>i</c>-th seed after the given one.</summary>
    /// <param name="options">The options of the first member.</param>
    /// <param name="members">The number of members.</param>
    public static IReadOnlyList<EstimatorTrainingOptions> Seeds(EstimatorTrainingOptions options, int members)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Enumerable.Range(0, members).Select(i => options with { Training = options.Training with { Seed = options.Training.Seed + (ulong)i } })];
    }

    /// <summary>Trains all members.</summary>
    /// <param name="threads">How many run at a time; 0 takes all cores. Never changes a result.</param>
    /// <param name="progress">Told of every epoch of every member, from several threads.</param>
    /// <param name="resume">For each member where to continue, null to begin; empty begins all.</param>
    /// <param name="checkpoint">Given a member's number and checkpoint, from several threads.</param>
    /// <param name="cancellation">Stops all members after a last checkpoint of each.</param>
    /// <returns>The results in order.</returns>
    /// <exception cref="ArgumentException">An event cannot be learned from, or a checkpoint belongs to another training.</exception>
    /// <exception cref="ArithmeticException">A loss left the range of numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<EstimatorTrainingResult> Train(
        int threads = 0,
        IProgress<(int Member, EstimatorEpoch Epoch)>? progress = null,
        IReadOnlyList<EstimatorCheckpoint?>? resume = null,
        Action<int, EstimatorCheckpoint>? checkpoint = null,
        CancellationToken cancellation = default)
    {
        var results = new EstimatorTrainingResult[_members.Count];
        var failures = new ConcurrentDictionary<int, Exception>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.For(0, _members.Count, options, member =>
        {
            try
            {
                results[member] = _members[member].Train(
                    progress is null ? null : new Told(progress, member),
                    resume?[member],
                    checkpoint is null ? null : state => checkpoint(member, state),
                    stop.Token);
            }
#pragma warning disable CA1031 // The first failure is the caller's, who rethrows it; the others are stopped.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures[member] = failure;
                stop.Cancel();
            }
        });
        if (failures.IsEmpty) return results;
        Exception first = failures.OrderBy(f => f.Value is OperationCanceledException).ThenBy(f => f.Key).First().Value;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        return results;
    }

    private sealed class Told(IProgress<(int Member, EstimatorEpoch Epoch)> progress, int member) : IProgress<EstimatorEpoch>
    {
        public void Report(EstimatorEpoch value) => progress.Report((member, value));
    }
}
