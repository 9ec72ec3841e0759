using System.Globalization;

namespace Pullback.HistFactory.Templates;

/// <summary>A template holds a number that no histogram of expected counts can hold.</summary>
public sealed class InvalidTemplateException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="template">The name of the template.</param>
    /// <param name="bin">The bin, from 0.</param>
    /// <param name="value">What it holds.</param>
    public InvalidTemplateException(string template, int bin, double value)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"Template '{template}', bin {bin}: found {value}, but a rate or uncertainty must be a finite number at least 0. Check the weights of the events in this bin, or merge it with its neighbor."))
    {
        Template = template;
        Bin = bin;
        Value = value;
    }

    /// <summary>The name of the template.</summary>
    public string Template { get; }

    /// <summary>The bin, from 0.</summary>
    public int Bin { get; }

    /// <summary>What the bin holds.</summary>
    public double Value { get; }
}
