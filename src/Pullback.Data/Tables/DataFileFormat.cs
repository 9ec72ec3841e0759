namespace Pullback.Data.Tables;

/// <summary>Formats of event files.</summary>
public enum DataFileFormat
{
    /// <summary>By extension: .npy, .npz, .csv, .tsv, .txt (each also with .gz), .parquet, .pq.</summary>
    Automatic,

    /// <summary>One NumPy array; its first axis is the event axis.</summary>
    Npy,

    /// <summary>NumPy archive: one array per column, or arrays with several columns.</summary>
    Npz,

    /// <summary>Text with a header line and a separator.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
