using System.Security.Cryptography;
using System.Text.Json;

namespace Pullback.Learning.Categories.Training;

/// <summary>Factors on the counts of some processes that follow the categories, such as those that scale a continuum to a mass window.</summary>
public abstract class CategoryReweighting
{
    /// <summary>The processes whose counts are multiplied with the factors.</summary>
    public abstract IReadOnlyList<string> Processes { get; }

    /// <summary>The number of epochs between two updates of the factors; within an update they are constants.</summary>
    public abstract int UpdateEvery { get; }

    /// <summary>The factors for soft categories.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Shape [category].</returns>
    public abstract double[] Factors(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation);

    /// <summary>The factors for categories that every event belongs to exactly one of.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Shape [category].</returns>
    public abstract double[] HardFactors(ReadOnlySpan<double> parameters, double temperature, CancellationToken cancellation);

    /// <summary>Adds what identifies the factors, so that a checkpoint of a training with others is refused.</summary>
    /// <param name="hash">Receives it.</param>
    internal virtual void Identify(IncrementalHash hash) => hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { Kind = GetType().Name, Processes, UpdateEvery }));
}
