using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Pullback.Learning.Files.Torch;

/// <summary>The weights of a PyTorch module: named tensors in the order of the file.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A state dictionary is what PyTorch calls it; tensors are found by name.")]
public sealed class StateDictionary : IReadOnlyList<StateTensor>
{
    private readonly StateTensor[] _tensors;
    private readonly Dictionary<string, StateTensor> _byName;

    /// <summary>A dictionary of tensors.</summary>
    /// <param name="tensors">The tensors in order; every name once.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    public StateDictionary(IEnumerable<StateTensor> tensors)
    {
        _tensors = [.. tensors];
        _byName = new Dictionary<string, StateTensor>(_tensors.Length, StringComparer.Ordinal);
        foreach (StateTensor tensor in _tensors)
        {
            if (!_byName.TryAdd(tensor.Name, tensor)) throw new ArgumentException($"Two tensors are called '{tensor.Name}'; every name may occur once.", nameof(tensors));
        }
    }

    /// <summary>How many tensors there are.</summary>
    public int Count => _tensors.Length;

    /// <summary>The tensor at a place.</summary>
    /// <param name="index">Its place, from 0.</param>
    public StateTensor this[int index] => _tensors[index];

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public StateTensor this[string name] =>
        Find(name) ?? throw new KeyNotFoundException($"The state dictionary has no tensor '{name}'. It has: {string.Join(", ", _tensors.Select(tensor => tensor.Name))}.");

    /// <summary>The tensor of a name, or null.</summary>
    /// <param name="name">Its name.</param>
    public StateTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerator<StateTensor> GetEnumerator() => ((IEnumerable<StateTensor>)_tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _tensors.GetEnumerator();
}
