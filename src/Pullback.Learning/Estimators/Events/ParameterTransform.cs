using System.Globalization;

namespace Pullback.Learning.Estimators.Events;

/// <summary>An arithmetic formula of <c>theta</c>, read from a file: it is calculated, never executed as a program.</summary>
/// <remarks>
/// Grammar: numbers, <c>theta</c>, <c>pi</c>, <c>+ - * / **</c>, parentheses, and <c>sqrt exp log abs</c> of one argument; a prefix <c>np.</c>, <c>numpy.</c>
/// or <c>math.</c> is allowed. Powers bind from the right and closer than a sign before them, as in Python: <c>-2**2 = −4</c>.
/// </remarks>
public sealed class ParameterTransform
{
    private readonly Func<double, double> _value;

    private ParameterTransform(string text, Func<double, double> value)
    {
        Text = text;
        _value = value;
    }

    /// <summary>The formula as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <exception cref="FormatException">The text is no such formula; the message names the place.</exception>
    public static ParameterTransform Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new Parser(text);
        return new ParameterTransform(text, parser.Whole());
    }

    /// <summary>The value for a parameter.</summary>
    /// <param name="theta">The parameter.</param>
    public double Value(double theta) => _value(theta);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private sealed class Parser(string text)
    {
        private const int DeepestNesting = 100;
        private int _at;
        private int _depth;

        public Func<double, double> Whole()
        {
            Func<double, double> value = Sum();
            return _at == text.Length ? value : throw Unexpected();
        }

        private Func<double, double> Sum()
        {
            if (++_depth > DeepestNesting) throw Failure(string.Create(CultureInfo.InvariantCulture, $"it is nested deeper than {DeepestNesting} levels"));
            Func<double, double> left = Product();
            while (true)
            {
                Func<double, double> first = left;
                if (Take("+"))
                {
                    Func<double, double> second = Product();
                    left = theta => first(theta) + second(theta);
                }
                else if (Take("-"))
                {
                    Func<double, double> second = Product();
                    left = theta => first(theta) - second(theta);
                }
                else
                {
                    _depth--;
                    return left;
                }
            }
        }

        private Func<double, double> Product()
        {
            Func<double, double> left = Signed();
            while (true)
            {
                Func<double, double> first = left;
                if (!Next("**") && Take("*"))
                {
                    Func<double, double> second = Signed();
                    left = theta => first(theta) * second(theta);
                }
                else if (!Next("//") && Take("/"))
                {
                    Func<double, double> second = Signed();
                    left = theta => first(theta) / second(theta);
                }
                else
                {
                    return left;
                }
            }
        }

        private Func<double, double> Signed()
        {
            bool negative = false;
            while (true)
            {
                if (Take("-")) negative = !negative;
                else if (!Take("+")) break;
            }

            Func<double, double> value = Power();
            return negative ? theta => -value(theta) : value;
        }

        private Func<double, double> Power()
        {
            Func<double, double> basis = Atom();
            if (!Take("**")) return basis;
            if (++_depth > DeepestNesting) throw Failure(string.Create(CultureInfo.InvariantCulture, $"it is nested deeper than {DeepestNesting} levels"));
            Func<double, double> exponent = Signed();
            _depth--;
            return theta => Math.Pow(basis(theta), exponent(theta));
        }

        private Func<double, double> Atom()
        {
            if (Take("("))
            {
                Func<double, double> inner = Sum();
                Expect(")");
                return inner;
            }

            SkipSpace();
            if (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.')) return Number();
            if (_at >= text.Length || !char.IsAsciiLetter(text[_at])) throw Unexpected();
            int start = _at;
            string name = Name();
            switch (name)
            {
                case "theta": return theta => theta;
                case "pi": return _ => Math.PI;
                case "sqrt": return Call(Math.Sqrt);
                case "exp": return Call(Math.Exp);
                case "log": return Call(Math.Log);
                case "abs": return Call(Math.Abs);
                default:
                    _at = start;
                    throw Failure($"'{name}' is not known");
            }
        }

        private Func<double, double> Call(Func<double, double> function)
        {
            Expect("(");
            Func<double, double> argument = Sum();
            Expect(")");
            return theta => function(argument(theta));
        }

        private string Name()
        {
            foreach (string module in new[] { "np.", "numpy.", "math." })
            {
                if (string.CompareOrdinal(text, _at, module, 0, module.Length) == 0) _at += module.Length;
            }

            int start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '.')) _at++;
            return text[start.._at];
        }

        private Func<double, double> Number()
        {
            int start = _at;
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.')) _at++;
            if (_at < text.Length && text[_at] is 'e' or 'E')
            {
                int mark = _at++;
                if (_at < text.Length && text[_at] is '+' or '-') _at++;
                int digits = _at;
                while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
                if (_at == digits) _at = mark;
            }

            if (!double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                string found = text[start.._at];
                _at = start;
                throw Failure($"'{found}' is not a number");
            }

            return _ => value;
        }

        private void SkipSpace()
        {
            while (_at < text.Length && text[_at] == ' ') _at++;
        }

        private bool Next(string token)
        {
            SkipSpace();
            return string.CompareOrdinal(text, _at, token, 0, token.Length) == 0;
        }

        private bool Take(string token)
        {
            if (!Next(token)) return false;
            _at += token.Length;
            SkipSpace();
            return true;
        }

        private void Expect(string token)
        {
            if (!Take(token)) throw Failure($"'{token}' is missing");
        }

        private FormatException Unexpected() => Failure(_at < text.Length ? $"'{text[_at]}' has no meaning there" : "something is missing");

        private FormatException Failure(string problem) => new(string.Create(
            CultureInfo.InvariantCulture,
            $"The formula '{text}' cannot be read: at character {_at + 1}, {problem}. Allowed are numbers, theta, pi, + - * / **, parentheses, and sqrt, exp, log, abs."));
    }
}
