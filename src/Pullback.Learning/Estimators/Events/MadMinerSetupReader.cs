using Pullback.Learning.Estimators.Morphing;
using static Pullback.Learning.Estimators.Morphing.MorphingComponents;

namespace Pullback.Learning.Estimators.Events;

/// <summary>Reads all but the events of a MadMiner file.</summary>
internal sealed class MadMinerSetupReader(Hdf5File file)
{
    /// <summary>Reads the setup.</summary>
    /// <exception cref="InvalidDataException">A dataset is missing, damaged or does not fit to the others.</exception>
    public MadMinerSetup Read()
    {
        MadMinerParameter[] parameters = Parameters();
        MadMinerBenchmark[] benchmarks = Benchmarks(parameters.Length);
        int theory = benchmarks.Count(b => !b.IsNuisance);
        string[] observables = Optional("observables/names", file.Texts) ?? [];
        string[]? definitions = Column("observables/definitions", observables.Length, file.Texts);
        long[]? generated = Optional("sample_summary/signal_events", file.Integers);
        if (generated is not null && generated.Length != theory)
            throw file.Error("sample_summary/signal_events", Invariant($"it has {generated.Length} numbers, but there are {theory} theory benchmarks"));
        return new MadMinerSetup
        {
            Parameters = parameters,
            Benchmarks = benchmarks,
            Morphing = Morphing(parameters.Length, theory),
            Differences = Differences(parameters.Length, benchmarks),
            Systematics = Systematics(),
            NuisanceParameters = Nuisance(benchmarks),
            Observables = [.. observables.Select((name, i) => new MadMinerObservable(name, Named(definitions?[i])))],
            SignalEvents = generated ?? [],
            BackgroundEvents = Optional("sample_summary/background_events", file.Integers) is [var background] ? background : null,
        };
    }

    private static string? Named(string? text) => text is null or "None" or "" ? null : text;

    private MadMinerParameter[] Parameters()
    {
        const string names = "parameters/names";
        string[] name = file.Texts(names);
        CheckNames(names, name);
        int count = name.Length;
        if (count == 0) throw file.Error(names, "there is no parameter, but at least one is needed");
        string[]? blocks = Column("parameters/lha_blocks", count, file.Texts);
        long[]? ids = Column("parameters/lha_ids", count, file.Integers);
        long[]? powers = Column("parameters/max_power", count, file.Integers);
        string[]? transforms = Column("parameters/transforms", count, file.Texts);
        double[]? ranges = Optional("parameters/val_ranges", n => Table(n, count, 2, "parameters"));
        return
        [
            .. Enumerable.Range(0, count).Select(p => new MadMinerParameter(
                name[p], blocks?[p] ?? string.Empty, ids?[p] ?? 0, (int)Math.Clamp(powers?[p] ?? 2, int.MinValue, int.MaxValue), ranges?[2 * p] ?? double.NaN, ranges?[(2 * p) + 1] ?? double.NaN,
                Transform(name[p], transforms?[p]))),
        ];
    }

    private ParameterTransform? Transform(string parameter, string? text)
    {
        if (Named(text) is not { } formula || formula == "_") return null;
        try
        {
            return ParameterTransform.Parse(formula);
        }
        catch (FormatException failure)
        {
            throw file.Error("parameters/transforms", $"parameter '{parameter}': {failure.Message.TrimEnd('.')}", "Formulas of a file are not executed as Python; write this one in the allowed form, or as 'None'");
        }
    }

    private MadMinerBenchmark[] Benchmarks(int parameters)
    {
        const string names = "benchmarks/names";
        string[] name = file.Texts(names);
        CheckNames(names, name);
        if (name.Length == 0) throw file.Error(names, "there is no benchmark, but at least one is needed");
        double[] values = Table("benchmarks/values", name.Length, parameters, "benchmarks");
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw file.Error("benchmarks/values", Invariant($"parameter {i % parameters} of benchmark '{name[i / parameters]}' is {values[i]}, but must be a finite number"));
        }

        bool[] nuisance = Flags("benchmarks/is_nuisance", name.Length);
        bool[] reference = Flags("benchmarks/is_reference", name.Length);
        for (int b = 1; b < name.Length; b++)
        {
            if (nuisance[b - 1] && !nuisance[b])
                throw file.Error("benchmarks/is_nuisance", $"benchmark '{name[b]}' of the theory follows '{name[b - 1]}' of a nuisance parameter, but those of the theory must come first");
        }

        if (nuisance[0]) throw file.Error("benchmarks/is_nuisance", "no benchmark belongs to the theory, but at least one must");
        return [.. name.Select((n, b) => new MadMinerBenchmark(n, values[(b * parameters)..((b + 1) * parameters)], nuisance[b], reference[b]))];
    }

    private bool[] Flags(string dataset, int count)
    {
        long[] flags = Column(dataset, count, file.Integers) ?? new long[count];
        if (Array.Find(flags, f => f is not (0 or 1)) is not 0 and not 1 and var odd) throw file.Error(dataset, Invariant($"it has the number {odd}, but only 0 and 1 are allowed"));
        return Array.ConvertAll(flags, f => f == 1);
    }

    private MorphingBasis? Morphing(int parameters, int theory)
    {
        const string ofComponents = "morphing/components";
        const string ofMatrix = "morphing/morphing_matrix";
        if (Optional(ofComponents, file.Integers) is not { } powers || Optional(ofMatrix, file.Doubles) is not { } matrix) return null;
        long[] shape = file.Shape(ofComponents);
        if (shape is not [_, var width] || width != parameters)
            throw file.Error(ofComponents, Invariant($"it has the shape [{string.Join(", ", shape)}], but must have a row for each component and {parameters} columns, the parameters"));
        long[] ofRows = file.Shape(ofMatrix);
        if (ofRows is not [var rows, var points] || rows != shape[0] || points > theory || points < 1)
        {
            throw file.Error(
                ofMatrix, Invariant($"it has the shape [{string.Join(", ", ofRows)}], but must have a row for each of {shape[0]} components and a column for at most {theory} theory benchmarks"));
        }

        try
        {
            return MorphingBasis.OfMatrix(new MorphingComponents(Array.ConvertAll(powers, p => checked((int)p)), parameters), matrix);
        }
        catch (Exception failure) when (failure is ArgumentException or OverflowException)
        {
            throw file.Error(failure is ArgumentException { ParamName: "matrix" } ? ofMatrix : ofComponents, failure.Message.TrimEnd('.'));
        }
    }

    private MadMinerDifferences? Differences(int parameters, MadMinerBenchmark[] benchmarks)
    {
        const string shifted = "finite_differences/shifted_benchmarks";
        if (Optional("finite_differences/base_benchmarks", file.Texts) is not { } bases
            || Optional(shifted, file.Texts) is not { } neighbors || Optional("finite_differences/epsilon", file.Doubles) is not [var step])
        {
            return null;
        }

        if (neighbors.Length != bases.Length * parameters)
            throw file.Error(shifted, Invariant($"it has {neighbors.Length} names, but must have one for each of {bases.Length} base benchmarks and {parameters} parameters"));
        if (!(double.IsFinite(step) && step != 0.0)) throw file.Error("finite_differences/epsilon", Invariant($"it is {step}, but must be a finite number other than 0"));
        CheckKnown("finite_differences/base_benchmarks", bases, benchmarks);
        CheckKnown(shifted, neighbors, benchmarks);
        return new MadMinerDifferences(bases, [.. neighbors.Chunk(parameters)], step);
    }

    private MadMinerSystematic[] Systematics()
    {
        if (Optional("systematics/names", file.Texts) is not { } names) return [];
        string[]? kinds = Column("systematics/types", names.Length, file.Texts);
        string[]? values = Column("systematics/values", names.Length, file.Texts);
        string[]? scales = Column("systematics/scales", names.Length, file.Texts);
        return [.. names.Select((n, i) => new MadMinerSystematic(n, kinds?[i] ?? string.Empty, values?[i] ?? string.Empty, Named(scales?[i])))];
    }

    private MadMinerNuisance[] Nuisance(MadMinerBenchmark[] benchmarks)
    {
        const string ofPositive = "nuisance_parameters/benchmark_positive";
        const string ofNegative = "nuisance_parameters/benchmark_negative";
        if (Optional("nuisance_parameters/names", file.Texts) is not { Length: > 0 } names) return [];
        string[]? systematics = Column("nuisance_parameters/systematics", names.Length, file.Texts);
        string[] positive = Column(ofPositive, names.Length, file.Texts)
            ?? throw file.Error(ofPositive, "it is missing, but nuisance parameters need it");
        string[]? negative = Column(ofNegative, names.Length, file.Texts);
        CheckKnown(ofPositive, positive, benchmarks);
        CheckKnown(ofNegative, [.. (negative ?? []).Where(n => Named(n) is not null)], benchmarks);
        return [.. names.Select((n, i) => new MadMinerNuisance(n, Named(systematics?[i]), positive[i], Named(negative?[i])))];
    }

    private T? Optional<T>(string dataset, Func<string, T> read)
        where T : class => file.Has(dataset) ? read(dataset) : null;

    /// <summary>An optional dataset with one entry for each of several things.</summary>
    private T[]? Column<T>(string dataset, int count, Func<string, T[]> read)
    {
        T[]? column = Optional(dataset, read);
        if (column is not null && column.Length != count) throw file.Error(dataset, Invariant($"it has {column.Length} entries, but {count} are needed"));
        return column;
    }

    private double[] Table(string dataset, int rows, int columns, string what)
    {
        long[] shape = file.Shape(dataset);
        if (shape is not [var height, var width] || height != rows || width != columns)
            throw file.Error(dataset, Invariant($"it has the shape [{string.Join(", ", shape)}], but must have the shape [{rows}, {columns}], with a row for each of the {what}"));
        return file.Doubles(dataset);
    }

    private void CheckNames(string dataset, string[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (name.Length == 0) throw file.Error(dataset, "a name is empty");
            if (!seen.Add(name)) throw file.Error(dataset, $"the name '{name}' appears twice");
        }
    }

    private void CheckKnown(string dataset, string[] names, MadMinerBenchmark[] benchmarks)
    {
        foreach (string name in names)
        {
            if (!Array.Exists(benchmarks, b => string.Equals(b.Name, name, StringComparison.Ordinal)))
                throw file.Error(dataset, $"there is no benchmark '{name}'; there are {string.Join(", ", benchmarks.Select(b => b.Name))}");
        }
    }
}
