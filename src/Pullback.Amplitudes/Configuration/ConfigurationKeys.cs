using Pullback.Amplitudes.Parameters;

namespace Pullback.Amplitudes.Configuration;

/// <summary>The keys that mean something; others are kept and warned about.</summary>
internal static class ConfigurationKeys
{
    private static readonly string[] _root = ["data", "decay", "particle", "constrains", "plot", "decay_chain", "nll_model", "compat"];

    private static readonly string[] _data =
    [
        "dat_order", "data", "phsp", "bg", "inmc", "phsp_noeff", "phsp_plot", "data_rec", "phsp_rec", "bg_rec", "extra_var", "negtive_idx", "weight_scale", "scale_list", "center_mass", "r_boost", "random_z", "align_ref",
        "only_left_angle", "cp_trans", "identical_particles", "cp_particles", "model", "bg_frac", "bg_function", "eff_function", "extended", "inject_ratio", "float_inmc_ratio_in_pdf", "using_mix_likelihood", "resolution_size",
        "cached_int", "cached_amp", "preprocessor", "amp_model", "cached_shape_idx", "no_p4", "no_angle", "use_tf_function", "no_id_cached", "jit_compile", "lazy_call", "lazy_file", "cached_lazy_call", "lazy_prefetch", "cached_data",
        "multi_gpu", "decay_chain_cut", "decay_cut", "format", "mode",
    ];

    private static readonly string[] _dataEndings = ["_weight", "_charge", "_bg_value", "_eff_value", "_weight_smear"];

    private static readonly string[] _samples = ["data", "phsp", "bg", "inmc", "phsp_noeff", "phsp_plot", "data_rec", "phsp_rec", "bg_rec"];

    private static readonly string[] _constrains = ["decay", "particle", "fix_var", "free_var", "var_range", "var_equal", "pre_trans", "from_trans", "gauss_constr"];

    private static readonly string[] _particle =
    [
        "J", "P", "Par", "C", "mass", "m0", "width", "g0", "spins", "model", "bw", "bw_l", "running_width", "width_norm", "display", "disable", "float", "mass_min", "mass_max", "width_min", "width_max", "m_min", "m_max", "g_min", "g_max",
        "gauss_constr", "coef_head", "params", "decay_params", "production_params", "polarization", "mass_list", "width_list", "l_list", "im_sign", "min_m", "max_m", "interp_N", "points", "polar", "with_bound", "bc_type", "has_bprime", "no_m0", "no_q0",
        "cut_phsp", "m1", "m2", "fix_bug1", "c_daug2Mass", "c_daug3Mass", "file", "d", "n_poles", "a", "r", "b", "curve_style",
    ];

    private static readonly string[] _decay =
    [
        "model", "p_break", "c_break", "has_barrier_factor", "has_bprime", "has_ql", "barrier_factor_norm", "barrier_factor_mass", "no_q0", "below_threshold", "force_min_l", "l_list", "ls_list", "ls_selector", "params_polar",
        "helicity_inner_full", "aligned", "allow_cc", "curve_style", "same_phase", "same_ratio", "d",
    ];

    public static void Check(ConfigMap root, List<string> warnings)
    {
        Compare(root, _root, "", warnings);
        if (root["data"] is ConfigMap data)
        {
            string[] known = [.. _data, .. _samples.SelectMany(s => _dataEndings.Select(e => s + e)), .. ConfigValues.Map(data["extra_var"], "data, extra_var").Keys];
            Compare(data, known, "data, ", warnings);
        }

        if (root["constrains"] is ConfigMap constrains) Compare(constrains, _constrains, "constrains, ", warnings);
        if (root["particle"] is ConfigMap particles) Particles(particles, warnings);
        if (root["decay"] is ConfigMap decays)
        {
            foreach ((string core, ConfigValue value) in decays.Pairs())
            {
                foreach (ConfigMap options in Options(value)) Compare(options, _decay, $"decay '{core}', ", warnings);
            }
        }
    }

    private static IEnumerable<ConfigMap> Options(ConfigValue value) => value switch
    {
        ConfigMap map => [map],
        ConfigList list => list.Items.SelectMany(Options),
        _ => [],
    };

    private static void Particles(ConfigMap section, List<string> warnings)
    {
        foreach ((string name, ConfigValue value) in section.Pairs())
        {
            if (value is not ConfigMap map) continue;
            if (name is "$top" or "$finals") Particles(map, warnings);
            else if (map["model"] is not ConfigMap) Compare(map, _particle, $"particle '{name}', ", warnings);
        }
    }

    private static void Compare(ConfigMap map, IReadOnlyList<string> known, string where, List<string> warnings)
    {
        foreach ((string key, ConfigValue value) in map.Pairs())
        {
            if (!known.Contains(key)) warnings.Add($"{where}'{key}'{ConfigValues.At(value)} is not a known key and has no effect.{Nearest.Suggestion(key, known)}");
        }
    }
}
