using Pullback.Amplitudes.Configuration;

namespace Pullback.Amplitudes.Parameters;

/// <summary>The parameters of an amplitude by name, in the order of their creation: values, which are free, bounds, shared ones, linear relations.</summary>
/// <remarks>Names and order are those of tf-pwa, so that its parameter files and error matrices are read and written without a change.</remarks>
public sealed class AmplitudeParameters
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, AmplitudeParameter> _parameters = new(StringComparer.Ordinal);
    private readonly List<string> _free = [];
    private readonly Dictionary<string, (bool Polar, bool Differs)> _complex = new(StringComparer.Ordinal);

    /// <summary>All names in order of creation.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The names of the free parameters, in the order of every vector: that of creation, parameters freed later at the end.</summary>
    public IReadOnlyList<string> Free => [.. _free.Where(n => _parameters[n] is { IsFree: true, Same: null, Relation: null })];

    /// <summary>The complex parameters: their names without the endings, whether they are moduli and phases, whether they differ between charges.</summary>
    public IReadOnlyDictionary<string, (bool Polar, bool Differs)> Complex => _complex;

    /// <summary>Whether there is a parameter of this name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _parameters.ContainsKey(name);

    /// <summary>A parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="AmplitudeConfigurationException">There is none.</exception>
    public AmplitudeParameter this[string name] => _parameters.TryGetValue(name, out AmplitudeParameter? parameter)
        ? parameter
        : throw new AmplitudeConfigurationException($"There is no parameter '{name}'.{Nearest.Suggestion(name, _names)}");

    /// <summary>The value of a parameter, through what it is shared with or follows.</summary>
    /// <param name="name">Its name.</param>
    public double Value(string name)
    {
        AmplitudeParameter parameter = this[name];
        if (parameter.Same is { } same) return Value(same);
        return parameter.Relation is { } relation ? (relation.Factor * Value(relation.Other)) + relation.Offset : parameter.Value;
    }

    /// <summary>Whether a value can move in a fit.</summary>
    /// <param name="name">The parameter's name.</param>
    public bool Moves(string name)
    {
        AmplitudeParameter parameter = this[name];
        if (parameter.Same is { } same) return Moves(same);
        return parameter.Relation is { } relation ? Moves(relation.Other) : parameter.IsFree;
    }

    /// <summary>Sets a value; what is shared is set for all, what follows another sets the other.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value.</param>
    public void Set(string name, double value)
    {
        if (!double.IsFinite(value)) throw new AmplitudeConfigurationException($"The parameter '{name}' would become {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}, but it must be a finite number.");
        AmplitudeParameter parameter = this[name];
        if (parameter.Same is { } same) Set(same, value);
        else if (parameter.Relation is { Factor: not 0 } relation) Set(relation.Other, (value - relation.Offset) / relation.Factor);
        else parameter.Value = value;
    }

    /// <summary>All values by name, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Values() => [.. _names.Select(n => KeyValuePair.Create(n, Value(n)))];

    /// <summary>Fixes a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value it is fixed to; null keeps the present one.</param>
    public void Fix(string name, double? value = null)
    {
        if (value is { } number) Set(name, number);
        Root(name).IsFree = false;
    }

    /// <summary>Frees a parameter.</summary>
    /// <param name="name">Its name.</param>
    public void Release(string name)
    {
        AmplitudeParameter root = Root(name);
        if (root.IsFree) return;
        root.IsFree = true;
        _free.Remove(root.Name);
        _free.Add(root.Name);
    }

    /// <summary>Bounds a parameter in fits; its value does not move.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="lower">The least value, or minus infinity.</param>
    /// <param name="upper">The greatest value, or infinity.</param>
    public void Bound(string name, double lower, double upper)
    {
        if (!(lower < upper)) throw new AmplitudeConfigurationException(FormattableString.Invariant($"The parameter '{name}' has the bounds [{lower}, {upper}], but the first must be less than the second."));
        AmplitudeParameter root = Root(name);
        (root.Lower, root.Upper) = (lower, upper);
    }

    /// <summary>Makes parameters one: all have the value of the first; if any of them is fixed, all are.</summary>
    /// <param name="names">Their names; unknown ones are left out.</param>
    public void Share(IReadOnlyList<string> names)
    {
        AmplitudeParameter[] roots = [.. names.Where(Has).Select(Root).Distinct()];
        if (roots.Length < 2) return;
        bool free = roots.All(r => r.IsFree);
        foreach (AmplitudeParameter other in roots.Skip(1)) other.Same = roots[0].Name;
        roots[0].IsFree = free;
    }

    /// <summary>Makes a parameter follow another, <c>y = k x + b</c>.</summary>
    /// <param name="name">y.</param>
    /// <param name="other">x, created if it does not exist.</param>
    /// <param name="factor">k.</param>
    /// <param name="offset">b.</param>
    public void Relate(string name, string other, double factor, double offset)
    {
        double value = Value(name);
        if (!Has(other)) AddReal(other, factor == 0 ? 0 : (value - offset) / factor, isFree: true);
        for (string? at = other; at is not null; at = this[at].Same ?? this[at].Relation?.Other)
        {
            if (at == name) throw new AmplitudeConfigurationException($"The parameter '{name}' would follow itself through '{other}'. Remove one of the relations.");
        }

        Root(name).Relation = new LinearRelation(other, factor, offset);
    }

    internal void AddReal(string name, double value, bool isFree)
    {
        if (_parameters.ContainsKey(name)) return;
        _names.Add(name);
        _parameters.Add(name, new AmplitudeParameter(name) { Value = value, IsFree = isFree });
        if (isFree) _free.Add(name);
    }

    internal void AddComplex(string name, bool polar, double first, double second, bool isFree)
    {
        _complex[name] = (polar, false);
        AddReal(name + "r", first, isFree);
        AddReal(name + "i", second, isFree);
    }

    internal void AddChargeDependent(string name, bool polar, ReadOnlySpan<double> values, bool isFree)
    {
        _complex[name] = (polar, true);
        string[] endings = ["r", "i", "deltar", "deltai"];
        for (int i = 0; i < endings.Length; i++) AddReal(name + endings[i], values[i], isFree);
    }

    internal AmplitudeParameter Root(string name)
    {
        AmplitudeParameter parameter = this[name];
        return parameter.Same is { } same ? Root(same) : parameter;
    }
}
