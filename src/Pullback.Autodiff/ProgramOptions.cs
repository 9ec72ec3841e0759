namespace Pullback.Autodiff;

/// <summary>What runs the instructions of a program. All executors give the same bits.</summary>
public enum ExecutorKind
{
    /// <summary>The interpreter, and emitted code once a program has proved hot and where dynamic code is allowed.</summary>
    Automatic,

    /// <summary>Only the interpreter: one kernel per operation over a tile of events.</summary>
    Interpreter,

    /// <summary>Emitted code from the first evaluation on.</summary>
    Emitted,
}

/// <summary>What becomes of a result that is not a number.</summary>
public enum NonFinitePolicy
{
    /// <summary>A NaN in a uniform output is an error that names the parameters or the sums over events that it comes from.</summary>
    Throw,

    /// <summary>NaN is returned like any number.</summary>
    Allow,
}

/// <summary>How a program is planned and run.</summary>
public sealed record ProgramOptions
{
    /// <summary>Threads that share the events of a pass. Results do not depend on it.</summary>
    /// <value>Default 0: all processors.</value>
    public int Threads { get; init; }

    /// <summary>What runs the instructions.</summary>
    /// <value>Default <see cref="ExecutorKind.Automatic"/>.</value>
    public ExecutorKind Executor { get; init; } = ExecutorKind.Automatic;

    /// <summary>
    /// Memory, in bytes, for event values that a later pass needs again and that are expensive to recompute. Where the events need more,
    /// every pass recomputes and memory does not grow with the number of events. Results do not depend on it.
    /// </summary>
    /// <value>Default 256 MiB; 0 always recomputes.</value>
    public long RetainBytes { get; init; } = 256L << 20;

    /// <summary>What becomes of a NaN in a uniform output.</summary>
    /// <value>Default <see cref="NonFinitePolicy.Throw"/>.</value>
    public NonFinitePolicy NonFinite { get; init; } = NonFinitePolicy.Throw;
}
