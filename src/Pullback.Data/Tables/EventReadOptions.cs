namespace Pullback.Data.Tables;

/// <summary>How event files are read; no choice here changes a value.</summary>
public sealed record EventReadOptions
{
    /// <summary>Bytes of a table that are held in memory; a larger one goes to a temporary file.</summary>
    /// <value>1 GiB.</value>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Folder of temporary files.</summary>
    /// <value>Null: the system's folder for them.</value>
    public string? ScratchFolder { get; init; }

    /// <summary>Threads that decode Parquet and CSV.</summary>
    /// <value>0: all cores.</value>
    public int Threads { get; init; }

    /// <summary>Told the number of events read so far, now and then.</summary>
    /// <value>Null: nobody.</value>
    public IProgress<long>? Progress { get; init; }
}
