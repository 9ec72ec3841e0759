using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Parameters;

namespace Pullback.Amplitudes.Models;

/// <summary>Applies what <c>constrains:</c> and the particles' <c>params:</c> say of parameters, in the order of the original program.</summary>
internal static class ModelConstraints
{
    public static void Apply(AmplitudeModel model, ConstraintSettings settings)
    {
        AmplitudeParameters parameters = model.Parameters;
        foreach (Particle particle in model.Chains.SelectMany(c => c.Inner).DistinctBy(p => p.Name)) OfParticle(parameters, particle);
        SharedCouplings(model);
        if (settings.Section["particle"] is ConfigMap particles && particles["equal"] is ConfigMap equal)
        {
            foreach ((string variable, ConfigValue groups) in equal.Pairs())
            {
                foreach (ConfigValue group in ConfigValues.List(groups))
                    parameters.Share([.. ConfigValues.List(group).Select(p => ParameterNames.Of(ConfigValues.Text(p, "constrains, particle, equal"), variable))]);
            }
        }

        foreach ((string name, ConfigValue value) in Section(settings, "fix_var").Pairs())
        {
            if (Known(model, name, "fix_var")) parameters.Fix(name, value.IsNull ? null : ConfigValues.Number(value, $"constrains, fix_var, {name}"));
        }

        foreach (ConfigValue item in ConfigValues.List(settings.Section["free_var"]))
        {
            string name = ConfigValues.Text(item, "constrains, free_var");
            if (Known(model, name, "free_var")) parameters.Release(name);
        }

        foreach ((string name, ConfigValue value) in Section(settings, "var_range").Pairs())
        {
            if (Known(model, name, "var_range")) Range(parameters, name, value, $"constrains, var_range, {name}");
        }

        foreach (ConfigValue group in ConfigValues.List(settings.Section["var_equal"]))
            parameters.Share([.. ConfigValues.List(group).Select(n => ConfigValues.Text(n, "constrains, var_equal"))]);
        Relations(model, "pre_trans", settings);
        Relations(model, "from_trans", settings);
        if (ConfigValues.Flag(model.Data.Section["extended"], "data, extended", false))
            parameters.Release(CouplingParameters.Total(model.Chains[settings.FixedChain(model.Chains)]) + "r");
    }

    /// <summary>The Gaussian constraints: name, mean, uncertainty.</summary>
    public static IReadOnlyList<(string Name, double Mean, double Sigma)> Gaussian(AmplitudeModel model)
    {
        var found = new List<(string, double, double)>();
        foreach ((string name, ConfigValue value) in Section(model.Constraints, "gauss_constr").Pairs())
        {
            if (!Known(model, name, "gauss_constr")) continue;
            if (ConfigValues.List(value) is not [var mean, var sigma]) throw new AmplitudeConfigurationException($"constrains, gauss_constr, {name}{ConfigValues.At(value)}: write [mean, sigma].");
            found.Add((name, ConfigValues.Number(mean, $"constrains, gauss_constr, {name}"), Sigma(sigma, $"constrains, gauss_constr, {name}")));
        }

        foreach (Particle particle in model.Chains.SelectMany(c => c.Inner).DistinctBy(p => p.Name))
        {
            foreach ((string key, ConfigValue value) in ConfigValues.Map(particle.Options["gauss_constr"], $"particle '{particle.Name}', gauss_constr").Pairs())
            {
                string variable = key switch { "m" => "mass", "g" => "width", _ => key };
                string name = ParameterNames.Of(particle.Name, variable);
                double? written = variable == "mass" ? particle.Mass : variable == "width" ? particle.Width : null;
                if (Known(model, name, $"particle '{particle.Name}', gauss_constr")) found.Add((name, written ?? model.Parameters.Value(name), Sigma(value, $"particle '{particle.Name}', gauss_constr, {key}")));
            }
        }

        return found;
    }

    private static double Sigma(ConfigValue value, string where)
    {
        double sigma = ConfigValues.Number(value, where);
        return sigma > 0 ? sigma : throw new AmplitudeConfigurationException($"{where}{ConfigValues.At(value)}: found {ConfigValues.Shown(value)}, but an uncertainty is positive.");
    }

    private static void OfParticle(AmplitudeParameters parameters, Particle particle)
    {
        foreach ((string low, string high, string variable) in new[] { ("mass_min", "mass_max", "mass"), ("width_min", "width_max", "width") })
        {
            string name = ParameterNames.Of(particle.Name, variable);
            if (!parameters.Has(name) || (particle.Options[low] is null && particle.Options[high] is null)) continue;
            parameters.Bound(name, Side(particle.Options[low], double.NegativeInfinity, low), Side(particle.Options[high], double.PositiveInfinity, high));
        }

        ConfigMap written = ConfigValues.Map(particle.Options["params"], $"particle '{particle.Name}', params");
        foreach ((string key, ConfigValue value) in written.Pairs())
        {
            string where = $"particle '{particle.Name}', params, {key}";
            if (Ending(key, "_range") is { } ranged) Range(parameters, ranged, value, where);
            else if (Ending(key, "_free") is { } freed)
            {
                if (ConfigValues.Flag(value, where, true)) parameters.Release(freed);
                else parameters.Fix(freed);
            }
            else if (Ending(key, "_min") is { } least) parameters.Bound(least, ConfigValues.Number(value, where), parameters.Root(least).Upper);
            else if (Ending(key, "_max") is { } most) parameters.Bound(most, parameters.Root(most).Lower, ConfigValues.Number(value, where));
            else if (ParameterNames.Of(particle.Name, key) is var name && parameters.Has(name)) parameters.Set(name, ConfigValues.Number(value, where));
        }

        string? Ending(string key, string ending)
        {
            if (!key.EndsWith(ending, StringComparison.Ordinal)) return null;
            string name = ParameterNames.Of(particle.Name, key[..^ending.Length]);
            return parameters.Has(name) ? name : null;
        }

        double Side(ConfigValue? value, double otherwise, string key) => value is null ? otherwise : ConfigValues.Number(value, $"particle '{particle.Name}', {key}");
    }

    private static void Range(AmplitudeParameters parameters, string name, ConfigValue value, string where)
    {
        if (ConfigValues.List(value) is not [var low, var high]) throw new AmplitudeConfigurationException($"{where}{ConfigValues.At(value)}: write [lowest, highest], with null for none.");
        parameters.Bound(name, low.IsNull ? double.NegativeInfinity : ConfigValues.Number(low, where), high.IsNull ? double.PositiveInfinity : ConfigValues.Number(high, where));
    }

    private static void SharedCouplings(AmplitudeModel model)
    {
        foreach (DecayChain chain in model.Chains)
        {
            foreach (Particle particle in chain.Inner.Where(p => p.Options["coef_head"] is not null))
            {
                string head = ConfigValues.Text(particle.Options["coef_head"], $"particle '{particle.Name}', coef_head");
                DecayChain? other = model.Chains.FirstOrDefault(c => c.Inner.Any(p => p.Name == head) && c.Decays.Count == chain.Decays.Count);
                if (other is null)
                {
                    model.Warn($"particle '{particle.Name}', coef_head: no chain has the resonance '{head}', so that nothing is shared.");
                    continue;
                }

                if (other == chain) continue;
                model.Parameters.Share([CouplingParameters.Total(other) + "r", CouplingParameters.Total(chain) + "r"]);
                for (int d = 0; d < chain.Decays.Count; d++)
                {
                    int waves = Math.Min(DecayCouplings.Entries(chain.Decays[d]).Count, DecayCouplings.Entries(other.Decays[d]).Count);
                    for (int i = 0; i < waves; i++)
                    {
                        foreach (string part in new[] { "r", "i" }) model.Parameters.Share([CouplingParameters.Wave(other.Decays[d], i) + part, CouplingParameters.Wave(chain.Decays[d], i) + part]);
                    }
                }
            }
        }
    }

    private static void Relations(AmplitudeModel model, string key, ConstraintSettings settings)
    {
        foreach ((string name, ConfigValue value) in Section(settings, key).Pairs())
        {
            string where = $"constrains, {key}, {name}";
            if (!Known(model, name, key)) continue;
            ConfigMap map = ConfigValues.Map(value, where);
            string kind = map["model"] is { } written ? ConfigValues.Text(written, where + ", model") : "linear";
            if (kind != "linear") throw new AmplitudeConfigurationException($"{where}{ConfigValues.At(value)}: there is no relation '{kind}'; only 'linear', y = k x + b, is known.");
            model.Parameters.Relate(name, ConfigValues.Text(map["x"], where + ", x"), map["k"] is { } k ? ConfigValues.Number(k, where + ", k") : 1, map["b"] is { } b ? ConfigValues.Number(b, where + ", b") : 0);
        }
    }

    private static ConfigMap Section(ConstraintSettings settings, string key) => ConfigValues.Map(settings.Section[key], $"constrains, {key}");

    private static bool Known(AmplitudeModel model, string name, string where)
    {
        if (model.Parameters.Has(name)) return true;
        model.Warn($"{where}: this model has no parameter '{name}', so that the entry has no effect.{Nearest.Suggestion(name, model.Parameters.Names)}");
        return false;
    }
}
