using DuckDB.NET.Data;
using Pullback.Data.Npy;
using Pullback.Data.Npz;
using Pullback.Data.Sql;

namespace Pullback.Data.Tables;

/// <summary>An npy file or npz archive, its arrays seen as columns.</summary>
/// <remarks>Plain columns are decoded directly; a condition or an expression goes through DuckDB, block by block.</remarks>
internal sealed class ArrayFile : EventFile
{
    private const string RowName = "__pullback_row";
    private readonly DuckDbSession _session;
    private readonly NpzReader? _archive;
    private readonly List<NpyArray> _arrays = [];
    private readonly Dictionary<string, ArrayColumn> _columns = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<(string Name, string Reason)> _unreadable = [];

    private ArrayFile(DuckDbSession session, string path, NpzReader? archive)
    {
        _session = session;
        _archive = archive;
        Path = path;
    }

    public override string Path { get; }

    public override IReadOnlyList<string> ColumnNames => _names;

    /// <summary>Opens a single array.</summary>
    /// <param name="session">Evaluates expressions.</param>
    /// <param name="path">The file.</param>
    /// <param name="names">Names for the columns of a two-dimensional array, or null.</param>
    public static ArrayFile Npy(DuckDbSession session, string path, IReadOnlyList<string>? names) =>
        Open(new ArrayFile(session, path, null), file =>
        {
            var array = NpyArray.Open(path);
            file._arrays.Add(array);
            file.AddColumns(array, "x", names);
        });

    /// <summary>Opens an archive.</summary>
    /// <param name="session">Evaluates expressions.</param>
    /// <param name="path">The file.</param>
    /// <param name="names">Names for the columns of the only two-dimensional array, or null.</param>
    /// <param name="options">Where unpacked arrays are held.</param>
    /// <param name="isWanted">Tells whether an array may be needed; others are neither unpacked nor verified.</param>
    public static ArrayFile Npz(DuckDbSession session, string path, IReadOnlyList<string>? names, EventReadOptions options, Func<string, bool> isWanted) =>
        Open(new ArrayFile(session, path, NpzReader.Open(path)), file =>
        {
            var archive = file._archive!;
            if (archive.Names.Count == 0) throw new DataFormatException(path, "the archive holds no arrays", "npy arrays, as numpy.savez writes them");
            foreach (var name in archive.Names)
            {
                if (!isWanted(name))
                {
                    file._names.Add(name);
                    continue;
                }

                try
                {
                    file._arrays.Add(archive.OpenArray(name, options.MemoryBytes, options.ScratchFolder));
                }
                catch (DataFormatException failure) when (failure.Found.StartsWith("the type ", StringComparison.Ordinal) || failure.Found.StartsWith("the array holds Python objects", StringComparison.Ordinal))
                {
                    file._unreadable.Add((name, failure.Found));
                    continue;
                }

                file.AddColumns(file._arrays[^1], name, names is not null && file._arrays[^1].Shape.Count == 2 ? names : null);
            }
        });

    /// <summary>The column of a plain selection, if all columns are plain, lie contiguously and have one length; else null.</summary>
    /// <param name="columns">The selection.</param>
    public IReadOnlyList<ArrayColumn>? Contiguous(IReadOnlyList<ColumnSelection> columns)
    {
        var found = new List<ArrayColumn>();
        foreach (var (name, expression) in columns)
        {
            if (expression is not null || !_columns.TryGetValue(name, out var column) || column.Column.Stride != column.Column.Scalar.Size) return null;
            found.Add(column);
        }

        Rows(columns.Select(column => column.Name));
        return found;
    }

    public override ColumnType[] Resolve(IReadOnlyList<ColumnSelection> columns, string? where)
    {
        var plan = Plan(columns, where);
        Rows(plan.Used);
        if (!plan.NeedsSql) return [.. columns.Select(column => _columns[column.Name].Type)];
        return Guard(() =>
        {
            CreateBlock(plan.Used);
            if (where is not null) WhereType.Check($"{Path}, where", where, _session.Describe($"SELECT {plan.Condition} FROM block")[0].Type);
            var types = _session.Describe($"SELECT {string.Join(", ", plan.Expressions)} FROM block");
            var result = new ColumnType[columns.Count];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = SqlType.ToColumnType(types[i].Type)
                    ?? throw new ColumnException($"{Path}, column '{columns[i].Name}'", $"its type is {types[i].Type}", SqlType.Allowed, "Turn it into a number");
            }

            return result;
        });
    }

    public override void Read(IReadOnlyList<ColumnSelection> columns, string? where, EventTableBuilder builder, CancellationToken cancellationToken)
    {
        var plan = Plan(columns, where);
        var rows = Rows(plan.Used);
        for (long first = 0; first < rows; first += builder.BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(builder.BlockRows, rows - first);
            if (plan.NeedsSql) Guard(() => ReadThroughSql(plan, columns.Count, builder, first, count));
            else ReadPlain(columns, builder, first, count);
        }
    }

    public override IReadOnlyList<EventLabel> Labels(string column, int limit, CancellationToken cancellationToken)
    {
        const int BlockRows = 1 << 14;
        if (!_columns.TryGetValue(column, out var found)) throw Missing(column);
        var labels = new List<EventLabel>();
        var known = new HashSet<double>();
        var block = new double[BlockRows];
        for (long first = 0; first < found.Array.Rows && labels.Count <= limit; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var values = block.AsSpan(0, (int)Math.Min(BlockRows, found.Array.Rows - first));
            found.Read(first, values);
            for (var i = 0; i < values.Length; i++)
            {
                if (known.Add(values[i]) && labels.Count <= limit) labels.Add(new EventLabel(EventLabel.Number(values[i], Path, column, first + i), IsText: false));
            }
        }

        return labels;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var array in _arrays) array.Dispose();
            _archive?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ArrayFile Open(ArrayFile file, Action<ArrayFile> fill)
    {
        try
        {
            fill(file);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void AddColumns(NpyArray array, string name, IReadOnlyList<string>? names)
    {
        if (array.Shape.Count == 0)
        {
            _unreadable.Add((name, "the array is a single number without an event axis"));
            return;
        }

        var columns = array.Columns;
        if (names is not null && names.Count != columns.Count)
            throw new ColumnException($"{Path}, array '{name}'", $"{names.Count} names are given, but the array has {columns.Count} columns", "one name per column");
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            var full = names is not null ? names[i] : column.Field is null ? name + column.Suffix : _archive is null ? column.Suffix : $"{name}.{column.Suffix}";
            if (!_columns.TryAdd(full, new ArrayColumn(full, array, column))) throw new ColumnException(Path, $"the column '{full}' appears twice", "every name once");
            _names.Add(full);
        }
    }

    private Selection Plan(IReadOnlyList<ColumnSelection> columns, string? where)
    {
        var used = new List<string>();
        var expressions = new string[columns.Count];
        for (var i = 0; i < expressions.Length; i++)
        {
            var (name, text) = columns[i];
            if (text is null)
            {
                if (!_columns.ContainsKey(name)) throw Missing(name);
                Use(name);
                expressions[i] = SqlText.Name(name);
                continue;
            }

            var expression = RowExpression.Parse(_session, $"{Path}, expression of column '{name}'", text, _names);
            foreach (var column in expression.Columns) Use(column);
            expressions[i] = expression.Sql;
        }

        var condition = where is null ? null : RowExpression.Parse(_session, $"{Path}, where", where, _names);
        foreach (var column in condition?.Columns ?? new HashSet<string>()) Use(column);
        if (used.Count == 0 && _names.Count > 0) used.Add(_names[0]);
        return new Selection(expressions, condition?.Sql, used, condition is not null || columns.Any(column => column.Expression is not null));

        void Use(string name)
        {
            if (!used.Contains(name)) used.Add(name);
        }
    }

    private ColumnException Missing(string name)
    {
        var unreadable = _unreadable.Find(item => item.Name == name);
        return unreadable.Name is null
            ? ColumnException.Unknown(Path, name, _names)
            : new ColumnException($"{Path}, column '{name}'", unreadable.Reason, SqlType.Allowed);
    }

    private long Rows(IEnumerable<string> names)
    {
        long? rows = null;
        var firstName = "";
        foreach (var name in names)
        {
            var length = _columns[name].Array.Rows;
            if (rows is { } expected && length != expected)
                throw new ColumnException(Path, $"the column '{name}' has {length} rows, but '{firstName}' has {expected}", "columns of one length", "Select columns that belong together");
            if (rows is null) firstName = name;
            rows ??= length;
        }

        return rows ?? throw new ColumnException(Path, "the file has no columns", "at least one array with an event axis");
    }

    private void ReadPlain(IReadOnlyList<ColumnSelection> columns, EventTableBuilder builder, long first, int count)
    {
        for (var i = 0; i < columns.Count; i++) _columns[columns[i].Name].Read(first, builder.Column(i)[..count]);
        builder.Append(count);
    }

    private void CreateBlock(IReadOnlyList<string> used)
    {
        var clash = used.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (clash is not null)
            throw new ColumnException(Path, $"the columns {NearestName.List([.. clash])} differ in capitals only, which SQL cannot tell apart", "different names where a condition or an expression is used", "Rename one of the arrays");
        var columns = used.Select(name => $"{SqlText.Name(name)} {SqlType.FromColumnType(_columns[name].Type)}");
        _session.Execute($"CREATE OR REPLACE TABLE block ({string.Join(", ", columns)}, {RowName} BIGINT)");
    }

    private int ReadThroughSql(Selection plan, int columns, EventTableBuilder builder, long first, int count)
    {
        CreateBlock(plan.Used);
        Fill(plan.Used, first, count);
        var fileRows = new List<long>();
        builder.RowOfFile = null;
        var before = builder.CountOfFile;
        var values = string.Join(", ", plan.Expressions.Select(expression => $"CAST({expression} AS DOUBLE)"));
        var condition = plan.Condition is null ? "" : $" WHERE {plan.Condition}";
        _session.Query($"SELECT {values}, {RowName} FROM block{condition}", reader =>
        {
            var rows = 0;
            while (reader.Read())
            {
                for (var i = 0; i < columns; i++) builder.Column(i)[rows] = reader.IsDBNull(i) ? double.NaN : reader.GetDouble(i);
                fileRows.Add(reader.GetInt64(columns));
                rows++;
            }

            builder.RowOfFile = position => fileRows[(int)(position - before)];
            builder.Append(rows);
        });
        return 0;
    }

    private void Fill(IReadOnlyList<string> used, long first, int count)
    {
        var columns = used.Select(name => _columns[name]).ToArray();
        var values = columns.Select(column =>
        {
            var array = new double[count];
            column.Read(first, array);
            return array;
        }).ToArray();
        using var appender = _session.Appender("block");
        for (var row = 0; row < count; row++)
        {
            var target = appender.CreateRow();
            for (var i = 0; i < columns.Length; i++)
            {
                var value = values[i][row];
                _ = columns[i].Type switch
                {
                    ColumnType.Boolean => target.AppendValue((bool?)(value != 0)),
                    ColumnType.Float32 => target.AppendValue((float?)value),
                    ColumnType.Int64 => target.AppendValue((long?)value),
                    _ => target.AppendValue((double?)value),
                };
            }

            target.AppendValue((long?)(first + row)).EndRow();
        }
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DuckDBException failure)
        {
            throw new ExpressionException(Path, $"the condition or an expression fails: {SqlFailure.Summary(failure)}", "expressions that fit the columns and their values", innerException: failure);
        }
    }

    private sealed record Selection(string[] Expressions, string? Condition, IReadOnlyList<string> Used, bool NeedsSql);
}
