namespace Pullback.Learning.Tests.Categories.Training;

/// <summary>Progress that is told at once, on the thread of the training.</summary>
internal sealed class Told<T>(Action<T> told) : IProgress<T>
{
    public void Report(T value) => told(value);
}
