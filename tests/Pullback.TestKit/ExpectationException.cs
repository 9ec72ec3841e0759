namespace Pullback.TestKit;

/// <summary>An expectation that did not hold; the message says which, where and by how much.</summary>
public sealed class ExpectationException(string message) : Exception(message);
