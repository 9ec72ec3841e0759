namespace Pullback.Autodiff.Tracing;

/// <summary>Builds elementwise nodes: places numbers, broadcasts, folds constants, simplifies, interns.</summary>
internal static class Elementwise
{
    public static Expr Apply(ElementwiseOperation operation, params ReadOnlySpan<Expr> inputs)
    {
        if (Operands.FindGraph(operation.Name, inputs) is not { } graph)
        {
            return Fold(operation, inputs);
        }

        var operands = new Expr[inputs.Length];
        Operands.Place(operation.Name, graph, inputs, operands);
        NodeType type = Operands.CommonType(operation.Name, operands);
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = Operands.Strip(Operands.Align(operands[i], type.Shape));
        }

        Expr result;
        if (AllConstant(operands))
        {
            result = Fold(operation, operands);
        }
        else if (operation.Simplify(operands) is { } simpler)
        {
            result = simpler;
        }
        else
        {
            NodeType inner = Operands.CommonType(operation.Name, operands);
            result = new Expr(graph.Intern(operation, Array.ConvertAll(operands, e => e.Node), inner));
        }

        return Operands.Conform(graph, result, type);
    }

    private static bool AllConstant(Expr[] operands)
    {
        foreach (Expr operand in operands)
        {
            if (!operand.IsConstant(out _))
            {
                return false;
            }
        }

        return true;
    }

    private static double Fold(ElementwiseOperation operation, ReadOnlySpan<Expr> operands)
    {
        Span<double> values = stackalloc double[operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i].IsConstant(out values[i]);
        }

        return operation.Fold(values);
    }
}
