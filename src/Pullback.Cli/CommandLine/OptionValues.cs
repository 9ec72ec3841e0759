using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pullback.Cli.Text;

namespace Pullback.Cli.CommandLine;

/// <summary>Options whose values are checked where they are read, with messages that say what is allowed.</summary>
internal static class OptionValues
{
    /// <summary>A whole number in a closed range.</summary>
    public static Option<int> Integer(string name, string helpName, string description, int defaultValue, int minimum, int maximum) => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = Single(result);
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum)
                return value;
            result.AddError($"{name}: found '{text}', but a whole number from {Invariant(minimum)} to {Invariant(maximum)} is needed.");
            return defaultValue;
        },
    };

    /// <summary>A seed: any whole number of 64 bits without a sign.</summary>
    public static Option<ulong> Seed(string name, string helpName, string description, ulong defaultValue) => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = Single(result);
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
                return value;
            result.AddError($"{name}: found '{text}', but a whole number from 0 to {ulong.MaxValue.ToString(CultureInfo.InvariantCulture)} is needed.");
            return defaultValue;
        },
    };

    /// <summary>A comma-separated list of the names of an enumeration, in lower case.</summary>
    public static Option<IReadOnlyList<T>> Choices<T>(string name, string helpName, string description, IReadOnlyList<T> defaultValue)
        where T : struct, Enum => new(name)
        {
            HelpName = helpName,
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result =>
            {
                string[] allowed = [.. Enum.GetNames<T>().Select(member => member.ToLowerInvariant())];
                var values = new List<T>();
                foreach (string item in Single(result).Split(',', StringSplitOptions.TrimEntries))
                {
                    int index = Array.IndexOf(allowed, item.ToLowerInvariant());
                    if (index < 0)
                    {
                        result.AddError($"{name}: found '{item}', but allowed are {string.Join(", ", allowed)}.{NearestName.Suggestion(item, allowed)}");
                        return defaultValue;
                    }

                    if (!values.Contains(Enum.GetValues<T>()[index]))
                        values.Add(Enum.GetValues<T>()[index]);
                }

                return values;
            },
        };

    /// <summary>A finite number in an open range, or <c>null</c> when the option is not given.</summary>
    public static Option<double?> Real(string name, string helpName, string description, double above = double.NegativeInfinity, double below = double.PositiveInfinity) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            string text = Single(result);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > above && value < below)
                return value;
            string range = (double.IsFinite(above), double.IsFinite(below)) switch
            {
                (true, true) => string.Create(CultureInfo.InvariantCulture, $"a number between {above} and {below}"),
                (true, false) => string.Create(CultureInfo.InvariantCulture, $"a number above {above}"),
                (false, true) => string.Create(CultureInfo.InvariantCulture, $"a number below {below}"),
                _ => "a finite number",
            };
            result.AddError($"{name}: found '{text}', but {range} is needed.");
            return null;
        },
    };

    /// <summary>One of some names.</summary>
    public static Option<T> Choice<T>(string name, string helpName, string description, IReadOnlyList<(string Name, T Value)> values, T defaultValue) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = Single(result);
            foreach ((string candidate, T value) in values)
            {
                if (string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase))
                    return value;
            }

            string[] allowed = [.. values.Select(value => value.Name)];
            result.AddError($"{name}: found '{text}', but allowed are {string.Join(", ", allowed)}.{NearestName.Suggestion(text, allowed)}");
            return defaultValue;
        },
    };

    /// <summary>Any number of texts, each after the option's name.</summary>
    public static Option<string[]> Repeated(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Arity = new ArgumentArity(1, 100_000),
        DefaultValueFactory = _ => [],
    };

    /// <summary>Any number of texts, several of them after one mention of the option's name.</summary>
    public static Option<string[]> List(string name, string helpName, string description)
    {
        Option<string[]> option = Repeated(name, helpName, description);
        option.AllowMultipleArgumentsPerToken = true;
        return option;
    }

    private static string Single(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);
}
