using System.Collections;

namespace Pullback.Statistics.Parameters;

/// <summary>The ordered parameters of a likelihood; names are unique.</summary>
public sealed class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly Parameter[] _parameters;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Creates a set in the given order.</summary>
    /// <param name="parameters">The parameters, in the order of every vector that refers to them.</param>
    /// <exception cref="ArgumentException">Two parameters share a name.</exception>
    public ParameterSet(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters];
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (!_indices.TryAdd(_parameters[i].Name, i))
                throw new ArgumentException($"Two parameters are named '{_parameters[i].Name}'. Names must be unique within a model.", nameof(parameters));
        }
    }

    /// <inheritdoc/>
    public int Count => _parameters.Length;

    /// <inheritdoc/>
    public Parameter this[int index] => _parameters[index];

    /// <summary>The parameter of that name.</summary>
    /// <param name="name">A name in the set.</param>
    /// <exception cref="ArgumentException">No parameter has that name; the message lists those that exist.</exception>
    public Parameter this[string name] => _parameters[IndexOf(name)];

    /// <summary>The position of a parameter in every vector over this set.</summary>
    /// <param name="name">A name in the set.</param>
    /// <returns>The index, from 0.</returns>
    /// <exception cref="ArgumentException">No parameter has that name; the message lists those that exist.</exception>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_indices.TryGetValue(name, out int index)) return index;
        throw new ArgumentException($"There is no parameter '{name}'. The parameters are: {string.Join(", ", _parameters.Select(p => p.Name))}.", nameof(name));
    }

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
