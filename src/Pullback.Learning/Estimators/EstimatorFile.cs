using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pullback.Learning.Files;

namespace Pullback.Learning.Estimators;

/// <summary>An estimator or an ensemble in one file: shapes, weights in double precision, scalings and nuisance matrices.</summary>
public static class EstimatorFile
{
    private const string Kind = "estimator";
    private const int Version = 1;

    /// <summary>Writes an ensemble, whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="ensemble">One estimator or several.</param>
    /// <param name="notes">What else to keep, such as names of observables and parameters or how it was trained.</param>
    public static void Write(string path, EstimatorEnsemble ensemble, IReadOnlyDictionary<string, string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        Member[] members = [.. ensemble.Members.Select(m => new Member(
            m.Definition, Columns.Of(m.ObservableScaling), m.ParameterScaling is { } theta ? Columns.Of(theta) : null, m.Nuisance is { } n ? Rows(n.Profile) : null, m.Nuisance is { } p ? Rows(p.Project) : null))];
        List<(string, ReadOnlyMemory<byte>)> blocks = [("header", JsonSerializer.SerializeToUtf8Bytes(new Header(members, notes ?? new Dictionary<string, string>())))];
        for (int i = 0; i < members.Length; i++) blocks.Add((WeightName(i), MemoryMarshal.AsBytes(ensemble.Members[i].Weights.Span).ToArray()));
        BlockFile.Write(path, Kind, Version, blocks);
    }

    /// <summary>Reads an ensemble.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asMadMiner">Whether the members repeat what MadMiner returns where it is wrong.</param>
    /// <exception cref="InvalidDataException">It is another kind of file, or it is damaged.</exception>
    public static EstimatorEnsemble Read(string path, bool asMadMiner = false)
    {
        IReadOnlyDictionary<string, byte[]> blocks = BlockFile.Read(path, Kind, Version);
        try
        {
            Header header = JsonSerializer.Deserialize<Header>(blocks["header"])!;
            return new EstimatorEnsemble([.. header.Members.Select((m, i) => new Estimator(
                m.Definition,
                MemoryMarshal.Cast<byte, double>(blocks[WeightName(i)]).ToArray(),
                m.Observables.ToScaling(),
                m.Parameters?.ToScaling(),
                m.Profile is null ? null : new NuisanceMatrices(Matrix(m.Profile), Matrix(m.Project!))) { AsMadMiner = asMadMiner })]);
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or KeyNotFoundException or NullReferenceException or NotSupportedException)
        {
            throw new InvalidDataException($"'{path}' does not describe an estimator: {problem.Message} It may have been written by another version; write it again.", problem);
        }
    }

    /// <summary>The notes that were written with an ensemble.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is another kind of file, or it is damaged.</exception>
    public static IReadOnlyDictionary<string, string> Notes(string path) =>
        JsonSerializer.Deserialize<Header>(BlockFile.Read(path, Kind, Version)["header"])?.Notes ?? new Dictionary<string, string>();

    private static string WeightName(int member) => string.Create(CultureInfo.InvariantCulture, $"weights[{member}]");

    private static double[][] Rows(double[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j]).ToArray())];

    private static double[,] Matrix(double[][] rows)
    {
        double[,] matrix = new double[rows.Length, rows.Length == 0 ? 0 : rows[0].Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++) matrix[i, j] = rows[i][j];
        }

        return matrix;
    }

    private sealed record Columns(double[] Means, double[] Deviations)
    {
        public static Columns Of(Scaling scaling) => new([.. scaling.Means], [.. scaling.Deviations]);

        public Scaling ToScaling() => new(Means, Deviations);
    }

    private sealed record Member(EstimatorDefinition Definition, Columns Observables, Columns? Parameters, double[][]? Profile, double[][]? Project);

    private sealed record Header(Member[] Members, IReadOnlyDictionary<string, string> Notes);
}
