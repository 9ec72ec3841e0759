using System.Globalization;
using Pullback.Cli.Errors;
using Pullback.HistFactory;
using Pullback.HistFactory.Inference;

namespace Pullback.Cli.Workspaces;

/// <summary>What <c>--fix</c> and <c>--bounds</c> say about parameters.</summary>
internal sealed class ParameterSettings
{
    private readonly List<(string Name, double Value)> _held = [];
    private readonly List<(string Name, double Lower, double Upper)> _bounds = [];

    /// <summary>Reads the options.</summary>
    /// <param name="model">The model whose parameters are named.</param>
    /// <param name="held">As typed: <c>name=value</c>.</param>
    /// <param name="bounds">As typed: <c>name=lo,hi</c>.</param>
    /// <exception cref="InputException">Something is wrong; all problems are reported together.</exception>
    public ParameterSettings(HistFactoryModel model, IReadOnlyList<string> held, IReadOnlyList<string> bounds)
    {
        var problems = new List<string>();
        foreach (string text in bounds) Try(() => AddBounds(model, text), problems);
        foreach (string text in held) Try(() => AddHeld(model, text), problems);
        if (problems.Count > 0) throw new InputException(problems);
    }

    /// <summary>The values held, by parameter.</summary>
    public IReadOnlyList<(string Name, double Value)> Held => _held;

    /// <summary>Passes them on.</summary>
    public void ApplyTo(ModelInference inference)
    {
        foreach ((string name, double lower, double upper) in _bounds) inference.SetBounds(name, lower, upper);
        foreach ((string name, double value) in _held) inference.Hold(name, value);
    }

    private static void Try(Action action, List<string> problems)
    {
        try
        {
            action();
        }
        catch (InputException problem)
        {
            problems.AddRange(problem.Problems);
        }
    }

    private void AddHeld(HistFactoryModel model, string text)
    {
        (string name, string value) = Split(text, "--fix", "name=value");
        double number = Number(value, "--fix", text);
        foreach (int i in ParameterNames.Find(model, name, "--fix")) _held.Add((model.Parameters[i].Name, number));
    }

    private void AddBounds(HistFactoryModel model, string text)
    {
        (string name, string value) = Split(text, "--bounds", "name=lower,upper");
        string[] parts = value.Split(',');
        if (parts.Length != 2) throw new InputException($"--bounds: found '{text}', but two numbers are needed. Write {name}=lower,upper.");
        (double lower, double upper) = (Number(parts[0], "--bounds", text), Number(parts[1], "--bounds", text));
        if (!(lower < upper)) throw new InputException($"--bounds: found '{text}', but the lower bound must be below the upper one. To hold the parameter use --fix {name}={parts[0]}.");
        foreach (int i in ParameterNames.Find(model, name, "--bounds")) _bounds.Add((model.Parameters[i].Name, lower, upper));
    }

    private static (string Name, string Value) Split(string text, string option, string form)
    {
        int equal = text.LastIndexOf('=');
        return equal > 0 && equal + 1 < text.Length ? (text[..equal], text[(equal + 1)..]) : throw new InputException($"{option}: found '{text}', but {form} is needed.");
    }

    private static double Number(string text, string option, string whole) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new InputException($"{option}: found '{text}' in '{whole}', but a finite number is needed.");
}
