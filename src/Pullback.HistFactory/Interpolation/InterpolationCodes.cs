namespace Pullback.HistFactory.Interpolation;

/// <summary>What the codes are called and where each is allowed.</summary>
public static class InterpolationCodes
{
    /// <summary>The codes that a <c>histosys</c> may use.</summary>
    public static IReadOnlyList<InterpolationCode> Additive { get; } = [InterpolationCode.Code0, InterpolationCode.Code2, InterpolationCode.Code4p];

    /// <summary>The codes that a <c>normsys</c> may use.</summary>
    public static IReadOnlyList<InterpolationCode> Multiplicative { get; } = [InterpolationCode.Code1, InterpolationCode.Code4];

    /// <summary>The name in pyhf's settings: <c>code4p</c>.</summary>
    /// <param name="code">A code.</param>
    public static string Name(this InterpolationCode code) => code switch
    {
        InterpolationCode.Code0 => "code0",
        InterpolationCode.Code1 => "code1",
        InterpolationCode.Code2 => "code2",
        InterpolationCode.Code4 => "code4",
        InterpolationCode.Code4p => "code4p",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Unknown interpolation code."),
    };

    /// <summary>Finds a code by its name.</summary>
    /// <param name="name">As <see cref="Name"/> writes it.</param>
    /// <param name="allowed">The codes to choose from.</param>
    /// <param name="code">The code found.</param>
    public static bool TryParse(string name, IReadOnlyList<InterpolationCode> allowed, out InterpolationCode code)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        foreach (InterpolationCode candidate in allowed)
        {
            if (candidate.Name() != name) continue;
            code = candidate;
            return true;
        }

        code = default;
        return false;
    }
}
