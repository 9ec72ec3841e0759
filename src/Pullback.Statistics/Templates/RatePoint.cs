namespace Pullback.Statistics.Templates;

/// <summary>The rates of bound templates at one parameter point, and the derivatives of rates with respect to parameters and templates.</summary>
/// <remarks>
/// Inner coordinates: the parameters in the model's order, with gamma - 1 in place of gamma, so that a strongly constrained gamma keeps its digits.
/// </remarks>
internal sealed class RatePoint
{
    private readonly BoundTemplates _templates;
    private readonly InterpolationWeights[] _weights;
    private readonly double[] _shapes;
    private readonly int _bins;
    private readonly int _variations;
    private readonly int _poi;

    internal RatePoint(BoundTemplates templates)
    {
        _templates = templates;
        _bins = templates.Bins;
        _variations = templates.Variations;
        _poi = _variations;
        _weights = new InterpolationWeights[_variations];
        _shapes = new double[BoundTemplates.Roles * _bins];
        Parameters = new double[_variations + 1 + templates.Tau.Length];
        Rates = new double[_bins];
    }

    /// <summary>The inner coordinates of the point, shape [parameter].</summary>
    internal double[] Parameters { get; }

    /// <summary>Shape [bin].</summary>
    internal double[] Rates { get; }

    /// <summary>Moves to a point and evaluates its rates.</summary>
    internal void MoveTo(ReadOnlySpan<double> parameters, HistoSysInterpolation interpolation)
    {
        parameters.CopyTo(Parameters);
        for (int k = 0; k < _variations; k++) _weights[k] = InterpolationWeights.At(parameters[k], interpolation);
        _templates.Nominal.AsSpan().CopyTo(_shapes);
        for (int role = 0; role < BoundTemplates.Roles; role++)
        {
            Span<double> shape = _shapes.AsSpan(role * _bins, _bins);
            for (int k = 0; k < _variations; k++)
            {
                if (!_templates.Shifts(role, k)) continue;
                (double up, double down) = (_weights[k].Up, _weights[k].Down);
                int offset = (role * _variations + k) * _bins;
                ReadOnlySpan<double> ups = _templates.Up.AsSpan(offset, _bins);
                ReadOnlySpan<double> downs = _templates.Down.AsSpan(offset, _bins);
                for (int b = 0; b < _bins; b++) shape[b] += ups[b] * up + downs[b] * down;
            }
        }

        double poi = parameters[_poi];
        for (int b = 0; b < _bins; b++)
        {
            double scaled = Shape(BoundTemplates.Scaled, b);
            double background = scaled + Shape(BoundTemplates.Rest, b);
            int gamma = GammaIndex(b);
            if (gamma >= 0) background += parameters[gamma] * scaled;
            Rates[b] = poi * Shape(BoundTemplates.Signal, b) + background;
        }
    }

    /// <summary>The template of a role at the alphas of this point.</summary>
    internal double Shape(int role, int bin) => _shapes[role * _bins + bin];

    /// <summary>The parameter that scales the background of a bin, or -1.</summary>
    internal int GammaIndex(int bin) => _templates.Mode switch
    {
        GammaMode.Shared => _poi + 1,
        GammaMode.PerBin => _poi + 1 + bin,
        _ => -1,
    };

    /// <summary>The derivative of a bin's rate with respect to one alpha.</summary>
    internal double AlphaSlope(int variation, int bin)
    {
        double slope = 0.0;
        for (int role = 0; role < BoundTemplates.Roles; role++)
        {
            if (_templates.Shifts(role, variation)) slope += Factor(role, bin) * ShapeSlope(role, variation, bin);
        }

        return slope;
    }

    /// <summary>The second derivative of a bin's rate with respect to one alpha.</summary>
    internal double AlphaCurvature(int variation, int bin)
    {
        double curvature = 0.0;
        for (int role = 0; role < BoundTemplates.Roles; role++)
        {
            if (!_templates.Shifts(role, variation)) continue;
            int entry = (role * _variations + variation) * _bins + bin;
            curvature += Factor(role, bin) * (_templates.Up[entry] * _weights[variation].UpCurvature + _templates.Down[entry] * _weights[variation].DownCurvature);
        }

        return curvature;
    }

    /// <summary>The derivative of a role's template with respect to one alpha.</summary>
    internal double ShapeSlope(int role, int variation, int bin)
    {
        if (!_templates.Shifts(role, variation)) return 0.0;
        int entry = (role * _variations + variation) * _bins + bin;
        return _templates.Up[entry] * _weights[variation].UpSlope + _templates.Down[entry] * _weights[variation].DownSlope;
    }

    /// <summary>The derivative of a bin's rate along a direction in parameter space.</summary>
    internal double RateSlope(ReadOnlySpan<double> direction, int bin)
    {
        double slope = direction[_poi] * Shape(BoundTemplates.Signal, bin);
        int gamma = GammaIndex(bin);
        if (gamma >= 0) slope += direction[gamma] * Shape(BoundTemplates.Scaled, bin);
        for (int k = 0; k < _variations; k++)
        {
            if (direction[k] != 0.0) slope += direction[k] * AlphaSlope(k, bin);
        }

        return slope;
    }

    /// <summary>Adds <c>weight d rate_b / d parameters</c> to a vector.</summary>
    internal void AddParameterGradient(double weight, int bin, Span<double> gradient)
    {
        for (int k = 0; k < _variations; k++) gradient[k] += weight * AlphaSlope(k, bin);
        gradient[_poi] += weight * Shape(BoundTemplates.Signal, bin);
        int gamma = GammaIndex(bin);
        if (gamma >= 0) gradient[gamma] += weight * Shape(BoundTemplates.Scaled, bin);
    }

    /// <summary>Adds <c>weight d rate_b / d templates</c>.</summary>
    internal void AddTemplateGradient(double weight, int bin, TemplateGradient gradient)
    {
        if (weight == 0.0) return;
        for (int role = 0; role < BoundTemplates.Roles; role++)
        {
            if (!_templates.RoleIsUsed[role]) continue;
            double factor = weight * Factor(role, bin);
            gradient.Nominal[role * _bins + bin] += factor;
            for (int k = 0; k < _variations; k++)
            {
                if (!_templates.Shifts(role, k)) continue;
                int entry = (role * _variations + k) * _bins + bin;
                gradient.Up[entry] += factor * _weights[k].Up;
                gradient.Down[entry] += factor * _weights[k].Down;
            }
        }
    }

    /// <summary>Adds <c>weight d (d rate_b along direction) / d templates</c>.</summary>
    internal void AddTemplateGradientOfSlope(double weight, int bin, ReadOnlySpan<double> direction, TemplateGradient gradient)
    {
        if (weight == 0.0) return;
        for (int role = 0; role < BoundTemplates.Roles; role++)
        {
            if (!_templates.RoleIsUsed[role]) continue;
            double factor = weight * Factor(role, bin);
            double factorSlope = weight * FactorSlope(role, bin, direction);
            gradient.Nominal[role * _bins + bin] += factorSlope;
            for (int k = 0; k < _variations; k++)
            {
                if (!_templates.Shifts(role, k)) continue;
                int entry = (role * _variations + k) * _bins + bin;
                gradient.Up[entry] += factorSlope * _weights[k].Up + factor * _weights[k].UpSlope * direction[k];
                gradient.Down[entry] += factorSlope * _weights[k].Down + factor * _weights[k].DownSlope * direction[k];
            }
        }
    }

    private double Factor(int role, int bin)
    {
        if (role == BoundTemplates.Signal) return Parameters[_poi];
        return role == BoundTemplates.Scaled ? 1.0 + Parameters[GammaIndex(bin)] : 1.0;
    }

    private double FactorSlope(int role, int bin, ReadOnlySpan<double> direction)
    {
        if (role == BoundTemplates.Signal) return direction[_poi];
        return role == BoundTemplates.Scaled ? direction[GammaIndex(bin)] : 0.0;
    }
}
