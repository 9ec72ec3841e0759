namespace Pullback.Amplitudes.Models;

/// <summary>A way in which an event is looked at once more: identical particles exchanged, or the whole process conjugated.</summary>
/// <param name="Order">Whose momentum each final particle takes.</param>
/// <param name="ReversesMomenta">Whether momenta are reversed and all helicities with them.</param>
/// <param name="Sign">The factor of the amplitude.</param>
internal sealed record ExchangedEvent(int[] Order, bool ReversesMomenta, double Sign)
{
    /// <summary>All ways in which a model looks at an event, the plain one first.</summary>
    public static IReadOnlyList<ExchangedEvent> Of(AmplitudeModel model)
    {
        int count = model.Finals.Count;
        var ways = new List<ExchangedEvent> { new([.. Enumerable.Range(0, count)], false, 1) };
        foreach (IReadOnlyList<string> group in model.Data.Identical)
        {
            int[] members = [.. group.Select(n => model.Finals.ToList().FindIndex(p => p.Name == n))];
            bool fermions = !model.Finals[members[0]].Quantum.Spin.IsInteger;
            var more = new List<ExchangedEvent>();
            foreach ((int[] permutation, bool odd) in Permutations(members.Length))
            {
                foreach (ExchangedEvent way in ways)
                {
                    int[] order = [.. way.Order];
                    for (int i = 0; i < members.Length; i++) order[members[i]] = way.Order[members[permutation[i]]];
                    more.Add(new ExchangedEvent(order, false, way.Sign * (fermions && odd ? -1 : 1)));
                }
            }

            ways = more;
        }

        if (model.Data.Conjugate.Count == 0) return ways;
        int[] partner = [.. Enumerable.Range(0, count)];
        foreach (IReadOnlyList<string> pair in model.Data.Conjugate)
        {
            if (pair.Count != 2) throw new Configuration.AmplitudeConfigurationException("data, cp_particles: each item is a pair [particle, antiparticle].");
            int a = model.Finals.ToList().FindIndex(p => p.Name == pair[0]), b = model.Finals.ToList().FindIndex(p => p.Name == pair[1]);
            (partner[a], partner[b]) = (b, a);
        }

        double sign = 1;
        for (int f = 0; f < count; f++)
        {
            if (partner[f] != f) continue;
            sign *= model.Finals[f].Quantum.ChargeParity ?? throw new Configuration.AmplitudeConfigurationException($"data, cp_particles: '{model.Finals[f].Name}' is its own antiparticle there, so that its C must be given: write 'C: -1' or 'C: +1'.");
        }

        return [.. ways, .. ways.Select(w => new ExchangedEvent([.. partner.Select(p => w.Order[p])], true, w.Sign * sign))];
    }

    /// <summary>Where the amplitude of each combination of helicities, of the event as it is looked at, belongs.</summary>
    public int[] Helicities(WaveStructure structure, int topSpins)
    {
        int count = structure.FinalParticles.Count;
        int[] sizes = [topSpins, .. structure.FinalParticles.Select(p => p.Spins.Count)];
        int[] strides = new int[count + 1];
        for (int i = count, stride = 1; i >= 0; stride *= sizes[i], i--) strides[i] = stride;
        int[] target = new int[structure.Helicities];
        for (int h = 0; h < target.Length; h++)
        {
            int at = Digit(h, 0) * strides[0];
            for (int f = 0; f < count; f++) at += Digit(h, f + 1) * strides[Order[f] + 1];
            target[h] = at;
        }

        return target;

        int Digit(int h, int axis)
        {
            int digit = h / strides[axis] % sizes[axis];
            return ReversesMomenta ? sizes[axis] - 1 - digit : digit;
        }
    }

    private static IEnumerable<(int[] Order, bool IsOdd)> Permutations(int count)
    {
        return Extend([], false);

        IEnumerable<(int[] Order, bool IsOdd)> Extend(int[] chosen, bool odd)
        {
            if (chosen.Length == count)
            {
                yield return (chosen, odd);
                yield break;
            }

            for (int next = 0; next < count; next++)
            {
                if (chosen.Contains(next)) continue;
                int larger = chosen.Count(c => c > next);
                foreach ((int[] Order, bool IsOdd) permutation in Extend([.. chosen, next], odd ^ (larger % 2 == 1))) yield return permutation;
            }
        }
    }
}
