namespace Pullback.Statistics.Templates;

/// <summary>
/// The templates of one evaluation, summed by role. Rates are linear in the templates, so processes that share a factor add up before any likelihood is
/// evaluated, and one evaluation costs the same for one background as for ten.
/// </summary>
internal sealed class BoundTemplates
{
    /// <summary>The roles: what a process is multiplied by.</summary>
    internal const int Signal = 0, Scaled = 1, Rest = 2, Roles = 3;

    /// <summary>A constraint stronger than this is indistinguishable from a fixed gamma and would overflow in derivatives.</summary>
    private const double StrongestConstraint = 1e150;

    private readonly TemplateModel _model;
    private readonly Entry[] _entries;
    private readonly bool[] _shifts;
    private readonly int _uncertaintyOffset;
    private readonly double[] _uncertainty;

    internal BoundTemplates(TemplateModel model)
    {
        _model = model;
        TemplateModelOptions options = model.Options;
        Bins = model.Bins;
        Variations = options.Variations.Count;
        Nominal = new double[Roles * Bins];
        Up = new double[Roles * Variations * Bins];
        Down = new double[Roles * Variations * Bins];
        _shifts = new bool[Roles * Variations];
        MayHaveSecondMinimum = new bool[Variations];
        RoleIsUsed = new bool[Roles];
        Tau = new double[model.GammaCount];
        GammaIsFixed = new bool[model.GammaCount];
        _uncertainty = new double[options.Uncertainty.Mode == GammaMode.None ? 0 : Bins];
        _uncertaintyOffset = _uncertainty.Length == 0 ? -1 : model.Layout.Uncertainty.Offset;

        List<Entry> entries = [];
        void AddProcess(string name, int offset)
        {
            int role = RoleOf(options, name);
            RoleIsUsed[role] = true;
            entries.Add(new Entry(role, -1, offset, -1, -1));
            for (int k = 0; k < Variations; k++)
            {
                if (!options.Variations[k].Processes.Contains(name, StringComparer.Ordinal)) continue;
                _shifts[role * Variations + k] = true;
                (TemplateSlice up, TemplateSlice down) = model.Layout.Variation(options.Variations[k].Name, name);
                entries.Add(new Entry(role, k, offset, up.Offset, down.Offset));
            }
        }

        AddProcess(TemplateModelOptions.Signal, model.Layout.Signal.Offset);
        foreach (string background in options.Backgrounds) AddProcess(background, model.Layout.Background(background).Offset);
        _entries = [.. entries];
    }

    internal int Bins { get; }

    internal int Variations { get; }

    /// <summary>Sums of nominal templates, shape [role, bin].</summary>
    internal double[] Nominal { get; }

    /// <summary>Sums of high - nominal, shape [role, variation, bin].</summary>
    internal double[] Up { get; }

    /// <summary>Sums of nominal - low, shape [role, variation, bin].</summary>
    internal double[] Down { get; }

    internal bool[] RoleIsUsed { get; }

    /// <summary>The strength of the constraint of each gamma: (b/u)^2, summed over bins when gamma is shared.</summary>
    internal double[] Tau { get; }

    internal bool[] GammaIsFixed { get; }

    internal GammaMode Mode => _model.Options.Uncertainty.Mode;

    /// <summary>
    /// The variations that may give the likelihood a second minimum: both templates move a bin the same way by more than its statistical error, so
    /// that a positive and a negative alpha explain the same counts. Shape [variation].
    /// </summary>
    internal bool[] MayHaveSecondMinimum { get; }

    internal bool Shifts(int role, int variation) => _shifts[role * Variations + variation];

    /// <summary>The constraint strength that one bin contributes; 0 when it contributes none.</summary>
    internal double BinTau(int bin)
    {
        double background = Nominal[Scaled * Bins + bin];
        double ratio = background / _uncertainty[bin];
        return background > 0.0 && _uncertainty[bin] > 0.0 ? ratio * ratio : 0.0;
    }

    /// <summary>Checks the templates and sums them by role.</summary>
    internal void Bind(ReadOnlySpan<double> templates)
    {
        if (templates.Length != _model.Layout.Length)
            throw new ArgumentException($"The model has {_model.Layout.Length} template entries, but {templates.Length} were given.", nameof(templates));
        for (int i = 0; i < templates.Length; i++)
        {
            if (templates[i] >= 0.0 && templates[i] <= double.MaxValue) continue;
            (string slice, int bin) = _model.Layout.Describe(i);
            throw new InvalidTemplateException(slice, bin, templates[i]);
        }

        Nominal.AsSpan().Clear();
        Up.AsSpan().Clear();
        Down.AsSpan().Clear();
        foreach (Entry entry in _entries)
        {
            ReadOnlySpan<double> nominal = templates.Slice(entry.Nominal, Bins);
            if (entry.Variation < 0)
            {
                Span<double> sum = Nominal.AsSpan(entry.Role * Bins, Bins);
                for (int b = 0; b < Bins; b++) sum[b] += nominal[b];
                continue;
            }

            int offset = (entry.Role * Variations + entry.Variation) * Bins;
            for (int b = 0; b < Bins; b++)
            {
                Up[offset + b] += templates[entry.Up + b] - nominal[b];
                Down[offset + b] += nominal[b] - templates[entry.Down + b];
            }
        }

        if (_uncertainty.Length > 0) BindUncertainty(templates.Slice(_uncertaintyOffset, Bins));
        for (int k = 0; k < Variations; k++) MayHaveSecondMinimum[k] = IsOneSided(k);
    }

    /// <summary>Carries a gradient over the sums back to the templates and adds it.</summary>
    internal void Scatter(TemplateGradient source, Span<double> templates)
    {
        foreach (Entry entry in _entries)
        {
            if (entry.Variation < 0)
            {
                ReadOnlySpan<double> nominal = source.Nominal.AsSpan(entry.Role * Bins, Bins);
                for (int b = 0; b < Bins; b++) templates[entry.Nominal + b] += nominal[b];
                continue;
            }

            int offset = (entry.Role * Variations + entry.Variation) * Bins;
            for (int b = 0; b < Bins; b++)
            {
                double up = source.Up[offset + b];
                double down = source.Down[offset + b];
                templates[entry.Up + b] += up;
                templates[entry.Down + b] -= down;
                templates[entry.Nominal + b] += down - up;
            }
        }

        for (int b = 0; b < _uncertainty.Length; b++)
        {
            int gamma = Mode == GammaMode.Shared ? 0 : b;
            double tau = BinTau(b);
            if (GammaIsFixed[gamma] || tau == 0.0) continue;
            double perTau = 2.0 * tau * source.Tau[b];
            templates[_uncertaintyOffset + b] -= perTau / _uncertainty[b];
            double perBackground = perTau / Nominal[Scaled * Bins + b];
            foreach (Entry entry in _entries)
            {
                if (entry.Role == Scaled && entry.Variation < 0) templates[entry.Nominal + b] += perBackground;
            }
        }
    }

    private bool IsOneSided(int variation)
    {
        for (int b = 0; b < Bins; b++)
        {
            double up = 0.0;
            double down = 0.0;
            double total = 0.0;
            for (int role = 0; role < Roles; role++)
            {
                up += Up[(role * Variations + variation) * Bins + b];
                down += Down[(role * Variations + variation) * Bins + b];
                total += Nominal[role * Bins + b];
            }

            double smaller = Math.Min(Math.Abs(up), Math.Abs(down));
            if (up * down < 0.0 && smaller * smaller > total) return true;
        }

        return false;
    }

    private static int RoleOf(TemplateModelOptions options, string process)
    {
        if (string.Equals(process, TemplateModelOptions.Signal, StringComparison.Ordinal)) return Signal;
        BackgroundUncertainty uncertainty = options.Uncertainty;
        if (uncertainty.Mode == GammaMode.None) return Rest;
        return uncertainty.Process is null || string.Equals(uncertainty.Process, process, StringComparison.Ordinal) ? Scaled : Rest;
    }

    private void BindUncertainty(ReadOnlySpan<double> uncertainty)
    {
        uncertainty.CopyTo(_uncertainty);
        if (Mode == GammaMode.PerBin)
        {
            for (int b = 0; b < Bins; b++)
            {
                Tau[b] = BinTau(b);
                GammaIsFixed[b] = !(Tau[b] > 0.0 && Tau[b] <= StrongestConstraint);
            }

            return;
        }

        double total = 0.0;
        bool isExact = false;
        for (int b = 0; b < Bins; b++)
        {
            isExact |= Nominal[Scaled * Bins + b] > 0.0 && !(BinTau(b) > 0.0);
            total += BinTau(b);
        }

        Tau[0] = total;
        GammaIsFixed[0] = isExact || !(total > 0.0 && total <= StrongestConstraint);
    }

    /// <summary>A process (Variation &lt; 0) or one of its variations, as offsets into the templates.</summary>
    private readonly record struct Entry(int Role, int Variation, int Nominal, int Up, int Down);
}
