namespace Pullback.Learning.Files.Onnx;

/// <summary>A dense layer: <c>y = act(W x + b)</c>.</summary>
/// <param name="Inputs">Columns of x.</param>
/// <param name="Outputs">Columns of y.</param>
/// <param name="Weight">W, shape [output, input], row-major.</param>
/// <param name="Bias">b, shape [output].</param>
/// <param name="Activation">The function that follows.</param>
public sealed record DenseLayer(int Inputs, int Outputs, double[] Weight, double[] Bias, DenseActivation Activation);
