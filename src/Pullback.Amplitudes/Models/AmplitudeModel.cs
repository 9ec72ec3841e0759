using System.Globalization;
using Pullback.Amplitudes.Barriers;
using Pullback.Amplitudes.Configuration;
using Pullback.Amplitudes.Decays;
using Pullback.Amplitudes.Kinematics;
using Pullback.Amplitudes.Lineshapes;
using Pullback.Amplitudes.Parameters;
using Pullback.Numerics.Random;

namespace Pullback.Amplitudes.Models;

/// <summary>An amplitude model as a <c>config.yml</c> describes it: chains of decays, their waves, lineshapes and parameters.</summary>
/// <remarks>
/// <para><c>|A|² = Σ_λ |Σ_chains T_c Π R(m) Σ_λ' Π H D* Π D*|²</c> over the helicities of the top and the final particles, by helicity couplings with partial waves.
/// Reference: [JacobWick1959], [Chung1971].</para>
/// <para>Parameters have the names and the order of tf-pwa, and files of either program can be read by the other.</para>
/// </remarks>
public sealed class AmplitudeModel
{
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, double> _masses = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Lineshape> _own;

    private AmplitudeModel(ConfigMap root, string folder, ulong seed, IReadOnlyList<Lineshape>? ownLineshapes)
    {
        Root = root;
        Folder = folder;
        _own = ownLineshapes ?? [];
        ConfigurationKeys.Check(root, _warnings);
        Particles = new ParticleTable(ConfigValues.Map(root["particle"], "particle"), folder);
        Tree = new DecayTree(ConfigValues.Map(root["decay"], "decay"), Particles, _warnings);
        Data = new DataSettings(ConfigValues.Map(root["data"], "data"), Tree.Finals);
        ConfigMap constrains = ConfigValues.Map(root["constrains"], "constrains");
        Constraints = new ConstraintSettings(constrains);
        Corrects = !ConfigValues.Flag(root["compat"], "compat", true);
        Top = Particles[Particles.Top];
        Finals = [.. Tree.Finals.Select(f => Particles[f])];
        FindMasses();
        CreateParameters(new RandomStream(seed, "start values"));
        ModelConstraints.Apply(this, Constraints);
        Structure = new WaveStructure(Tree, Finals, Radius, DividesByPolynomial, new AlignmentMode(Data.WithBoosts, Data.AlignsToCoordinates), Data.TurnsToMomentum);
        Shapes = ModelShapes.Of(this);
        Quirks.Add(this, _warnings);
    }

    /// <summary>All parameters.</summary>
    public AmplitudeParameters Parameters { get; } = new();

    /// <summary>The chains of decays, in order.</summary>
    public IReadOnlyList<DecayChain> Chains => Tree.Chains;

    /// <summary>The final particles, sorted by name: the order of momenta in every array.</summary>
    public IReadOnlyList<Particle> Finals { get; }

    /// <summary>The particle that decays.</summary>
    public Particle Top { get; }

    /// <summary>What the user should know: unknown keys, peculiarities of the original program that this model meets.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The <c>data:</c> section.</summary>
    public DataSettings Data { get; }

    /// <summary>The whole configuration.</summary>
    public ConfigMap Root { get; }

    /// <summary>The folder that paths of the configuration start from.</summary>
    public string Folder { get; }

    /// <summary>Whether peculiarities of the original program are corrected (<c>compat: false</c>).</summary>
    public bool Corrects { get; }

    internal ParticleTable Particles { get; }

    internal DecayTree Tree { get; }

    internal ConstraintSettings Constraints { get; }

    internal WaveStructure Structure { get; }

    internal IReadOnlyList<ShapeInstance> Shapes { get; }

    /// <summary>Loads a configuration.</summary>
    /// <param name="path">The file, YAML or JSON.</param>
    /// <param name="seed">Draws the start values that are not given.</param>
    /// <param name="ownLineshapes">Lineshapes of the user.</param>
    /// <exception cref="AmplitudeConfigurationException">It does not describe a model.</exception>
    public static AmplitudeModel Load(string path, ulong seed = 0, IReadOnlyList<Lineshape>? ownLineshapes = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new AmplitudeModel(ConfigReader.ReadFile(path), Path.GetDirectoryName(Path.GetFullPath(path))!, seed, ownLineshapes);
    }

    /// <summary>Reads a configuration.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="folder">The folder that its paths start from.</param>
    /// <param name="seed">Draws the start values that are not given.</param>
    /// <param name="ownLineshapes">Lineshapes of the user.</param>
    /// <exception cref="AmplitudeConfigurationException">It does not describe a model.</exception>
    public static AmplitudeModel Parse(string text, string folder = ".", ulong seed = 0, IReadOnlyList<Lineshape>? ownLineshapes = null) =>
        new(ConfigReader.Read(text, "configuration"), folder, seed, ownLineshapes);

    /// <summary>The nominal mass of a particle in GeV: a parameter's value for a resonance that has one, otherwise what is written, otherwise what <see cref="SetMissingMass"/> was given.</summary>
    internal double? Mass(string particle) => _masses.TryGetValue(particle, out double mass) ? mass : null;

    /// <summary>The names of particles of which no mass is known, with the final particles they go to.</summary>
    internal IReadOnlyList<(string Particle, int Group)> MissingMasses()
    {
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (DecayChain chain in Chains)
        {
            foreach (Decay decay in chain.Decays.Where(d => d.HasBarrier))
            {
                foreach (Particle particle in new[] { decay.Core, decay.First, decay.Second })
                {
                    if (!_masses.ContainsKey(particle.Name) && MassParameter(particle.Name) is null) missing[particle.Name] = Tree.Group(chain, particle.Name);
                }
            }
        }

        return [.. missing.Select(m => (m.Key, m.Value))];
    }

    /// <summary>Gives a particle without a mass one.</summary>
    internal void SetMissingMass(string particle, double mass)
    {
        _masses[particle] = mass;
        _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"particle '{particle}' has no mass in the configuration; {mass:G6} GeV, the mean over the first sample that was read, stands for it in the barriers."));
    }

    /// <summary>The name of the parameter that is a particle's mass, or null.</summary>
    internal string? MassParameter(string particle) => Parameters.Has(ParameterNames.Of(particle, "mass")) ? ParameterNames.Of(particle, "mass") : null;

    /// <summary>The barrier's radius of a decay in 1/GeV.</summary>
    internal double Radius(Decay decay, int position) => Constraints.Radius(decay, position);

    internal Lineshape LineshapeOf(Particle particle) => KnownLineshapes.Find(particle.Model, _own, $"particle '{particle.Name}', model");

    internal void Warn(string text) => _warnings.Add(text);

    private bool DividesByPolynomial(DecayChain chain, Decay decay, int orbitalMomentum)
    {
        if (decay.IgnoresNominalMomentum || Known(decay.Core) is not { } m0 || Known(decay.First) is not { } m1 || Known(decay.Second) is not { } m2) return true;
        if (decay.ReplacesMassBelowThreshold && m0 < m1 + m2) return true;
        double d = Radius(decay, chain.Decays.ToList().IndexOf(decay));
        return BlattWeisskopf.Polynomial(orbitalMomentum, TwoBodyMomentum.Squared(m0, m1, m2) * d * d) > 0;

        double? Known(Particle particle) => MassParameter(particle.Name) is { } name ? Parameters.Value(name) : Mass(particle.Name);
    }

    private void FindMasses()
    {
        foreach (Particle particle in Chains.SelectMany(c => c.Decays).SelectMany(d => new[] { d.Core, d.First, d.Second }))
        {
            if (particle.Mass is { } mass) _masses[particle.Name] = mass;
        }
    }

    private void CreateParameters(RandomStream random)
    {
        foreach (Particle resonance in Chains.SelectMany(c => c.Inner).DistinctBy(p => p.Name))
            LineshapeOf(resonance).Declare(new ShapeParameters(resonance, Parameters, random));
        bool all = Root["decay_chain"] is ConfigMap map && map["$all"] is ConfigMap;
        ConfigMap chainOptions = all ? (ConfigMap)((ConfigMap)Root["decay_chain"]!)["$all"]! : ConfigMap.Empty;
        bool differs = ConfigValues.Flag(chainOptions["is_cp"], "decay_chain, $all, is_cp", false);
        if (chainOptions["model"] is { } model && ConfigValues.Text(model, "decay_chain, $all, model") is not "default" and var name)
            throw new AmplitudeConfigurationException($"decay_chain, $all, model{ConfigValues.At(model)}: there is no chain model '{name}'; only 'default' is known.");
        for (int c = 0; c < Chains.Count; c++)
        {
            CouplingParameters.Chain(this, Chains[c], c == Constraints.FixedChain(Chains), differs, random);
            foreach (Decay decay in Chains[c].Decays) CouplingParameters.Decay(this, decay, random);
        }
    }
}
