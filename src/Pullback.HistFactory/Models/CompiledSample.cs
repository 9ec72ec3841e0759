using System.Runtime.CompilerServices;
using Pullback.HistFactory.Inputs;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Modifiers;
using Pullback.HistFactory.Workspaces;

namespace Pullback.HistFactory.Models;

/// <summary>
/// One sample checked and compiled by itself: all that does not depend on the rest of the model. Parameters are numbered by the modifiers of the sample, inputs from its
/// nominal counts; <see cref="ModelCompiler"/> places samples in a model by shifting both.
/// </summary>
/// <remarks>
/// A sample that was read from a file is compiled once, for as long as it is in use: it cannot change, and after a patch the samples that the patch leaves alone are the
/// same objects. Samples made by hand may hold arrays that change, so they are compiled every time.
/// </remarks>
internal sealed class CompiledSample
{
    private static readonly ConditionalWeakTable<Sample, CompiledSample> Kept = [];

    private readonly int[][] _slots;
    private readonly SamplePlan? _plan;
    private ScaleInterpolation[]? _code1;
    private ScaleInterpolation[]? _code4;

    private CompiledSample(Sample sample)
    {
        Modifier[] modifiers = [.. sample.Modifiers];
        Array.Sort(modifiers, Compare);
        Sample = sample with { Modifiers = modifiers };
        Names = [.. modifiers.Select(modifier => new HashedName(modifier.Name))];
        Types = [.. modifiers.Select(modifier => KnownModifiers.FindCompiled(modifier.Type))];
        _slots = [.. KnownModifiers.Compiled.Select(type => Enumerable.Range(0, modifiers.Length).Where(slot => Types[slot] == type).ToArray())];
        IsSound = ChannelChecks.IsSound(Sample);
        if (!IsSound) return;
        var cell = new CellBuilder(sample);
        for (int slot = 0; slot < modifiers.Length; slot++) cell.Add(slot, modifiers[slot], Types[slot]!);
        _plan = cell.Build(this);
        Inputs = cell.Inputs;
        Parts = cell.Parts;
        Widths = cell.Widths;
        Up = new double[_plan.Templates.Length * Bins];
        Down = new double[Up.Length];
        _plan.Differences(Bins, Inputs, Up, Down);
    }

    /// <summary>The sample, with its modifiers by name and then by type. Their positions are the slots.</summary>
    public Sample Sample { get; }

    /// <summary>Its name.</summary>
    public string Name => Sample.Name;

    /// <summary>The names of the modifiers. Shape [slot].</summary>
    public HashedName[] Names { get; }

    /// <summary>The type of each modifier; null where there is none. Shape [slot].</summary>
    public ModifierType?[] Types { get; }

    /// <summary>The number of bins.</summary>
    public int Bins => Sample.Data.Count;

    /// <summary>Whether nothing is wrong with the sample by itself. Otherwise it has only its modifiers.</summary>
    public bool IsSound { get; }

    /// <summary>What changes the counts, with slots in place of parameters and inputs counted from the nominal counts.</summary>
    public SamplePlan Plan => _plan ?? throw new InvalidOperationException("A sample that is not sound has no plan.");

    /// <summary>The numbers: nominal counts, then those of the modifiers.</summary>
    public double[] Inputs { get; } = [];

    /// <summary>What the numbers are.</summary>
    public InputPart[] Parts { get; } = [];

    /// <summary>The slots whose constraint follows from the numbers.</summary>
    public WidthTerm[] Widths { get; } = [];

    /// <summary><c>hi - nominal</c> of the templates. Shape [bin, term].</summary>
    public double[] Up { get; } = [];

    /// <summary><c>nominal - lo</c> of the templates. Shape [bin, term].</summary>
    public double[] Down { get; } = [];

    /// <summary>A sample that was compiled before, if it cannot have changed since; otherwise compiles it.</summary>
    public static CompiledSample Of(Sample sample) =>
        CanChange(sample) ? new CompiledSample(sample) : Kept.GetValue(sample, static sample => new CompiledSample(sample));

    /// <summary>Whether a sample needs no checks, because it was compiled before and cannot have changed since; compiles it if it cannot change.</summary>
    public static bool IsKnownToBeSound(Sample sample) => !CanChange(sample) && Of(sample).IsSound;

    /// <summary>The slots of a type, by its position in <see cref="KnownModifiers.Compiled"/>.</summary>
    public int[] SlotsOf(int type) => _slots[type];

    /// <summary>The interpolated factors. Shape [term].</summary>
    public ScaleInterpolation[] Scales(InterpolationCode code)
    {
        // Threads that come at the same time make equal arrays.
        ref ScaleInterpolation[]? kept = ref code == InterpolationCode.Code1 ? ref _code1 : ref _code4;
        return kept ??= [.. Plan.Scales.Select(term => new ScaleInterpolation(code, Inputs[term.High], Inputs[term.Low]))];
    }

    private static bool CanChange(Sample sample) => SampleMemory.Find(sample) is null;

    private static int Compare(Modifier left, Modifier right)
    {
        int byName = string.CompareOrdinal(left.Name, right.Name);
        return byName != 0 ? byName : string.CompareOrdinal(left.Type, right.Type);
    }
}
