using Pullback.Autodiff.Tracing;
using Pullback.Autodiff.Transforms;

namespace Pullback.Autodiff.Execution;

/// <summary>Runs an inner minimisation: the objective is a program of its own on the events of the outer one.</summary>
internal sealed unsafe class ArgMinInstruction : Instruction
{
    private readonly ArgMinOperation _operation;
    private readonly NodeType[] _captured;
    private readonly Capture _capture;
    private readonly CompiledProgram _value;
    private readonly CompiledProgram _second;
    private readonly Expr _gradient;
    private readonly Expr _hessian;

    public ArgMinInstruction(ArgMinOperation operation, NodeType[] captured)
    {
        _operation = operation;
        _captured = captured;
        _capture = operation.Cut();

        // One thread: the bits do not depend on it, and the threads of the outer program wait meanwhile.
        var options = new ProgramOptions { Threads = 1, NonFinite = NonFinitePolicy.Allow };
        Expr[] gradient = Derivatives.Gradient(_capture.Objective, _capture.Variables);
        Expr[,] hessian = Derivatives.Hessian(_capture.Objective, _capture.Variables);
        _gradient = Op.Concat(0, Array.ConvertAll(gradient, g => Op.Reshape(g, Shape.Of(g.Shape.Length))));
        var rows = new Expr[gradient.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            var row = new Expr[gradient.Length];
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = Op.Reshape(hessian[i, j], Shape.Of(gradient[i].Shape.Length, gradient[j].Shape.Length));
            }

            rows[i] = Op.Concat(1, row);
        }

        _hessian = Op.Concat(0, rows);
        _value = CompiledProgram.Compile([_capture.Objective], options);
        _second = CompiledProgram.Compile([_capture.Objective, _gradient, _hessian], options);
    }

    public required int State { get; init; }

    public override string Name => "argMin";

    public override void Execute(Frame frame)
    {
        var objective = (Objective)(frame.States[State] ??= new Objective(this));
        objective.Connect(frame);
        var solution = new Span<double>(frame.Address(Output), objective.Dimension);
        new ReadOnlySpan<double>(frame.Address(Inputs[0]), objective.Dimension).CopyTo(solution);
        _operation.Minimizer.Minimize(objective, _operation.LowerBounds.Items, _operation.UpperBounds.Items, solution);
        for (int i = 0; i < solution.Length; i++)
        {
            if (!double.IsFinite(solution[i]))
            {
                throw new ArithmeticException($"argMin: the minimizer returned {solution[i]} for element {i} of the variables; it must throw where it finds no minimum.");
            }
        }
    }

    /// <summary>The objective of one thread.</summary>
    private sealed class Objective(ArgMinInstruction owner) : IInnerObjective, IDisposable
    {
        private readonly Evaluator _value = owner._value.CreateEvaluator();
        private readonly Evaluator _second = owner._second.CreateEvaluator();

        public int Dimension => owner._gradient.Shape.Length;

        /// <summary>Hands over captured values and the bindings of events.</summary>
        public void Connect(Frame frame)
        {
            foreach (Evaluator evaluator in (ReadOnlySpan<Evaluator>)[_value, _second])
            {
                for (int i = 0; i < owner._captured.Length; i++)
                {
                    void* source = frame.Address(owner.Inputs[i + 1]);
                    int length = owner._captured[i].Shape.Length;
                    if (owner._captured[i].Element == ElementType.Float64)
                    {
                        evaluator.Set(owner._capture.Captured[i], new ReadOnlySpan<double>(source, length));
                    }
                    else
                    {
                        evaluator.Set(owner._capture.Captured[i], new ReadOnlySpan<float>(source, length));
                    }
                }

                evaluator.Borrow(frame.Bindings);
            }
        }

        public double Value(ReadOnlySpan<double> point)
        {
            SetVariables(_value, point);
            _value.Evaluate();
            return _value.Scalar(owner._capture.Objective);
        }

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
        {
            SetVariables(_second, point);
            _second.Evaluate();
            _second.Float64(owner._gradient).CopyTo(gradient);
            _second.Float64(owner._hessian).CopyTo(hessian);
            return _second.Scalar(owner._capture.Objective);
        }

        public void Dispose()
        {
            _value.Dispose();
            _second.Dispose();
        }

        private void SetVariables(Evaluator evaluator, ReadOnlySpan<double> point)
        {
            foreach (Expr variable in owner._capture.Variables)
            {
                evaluator.Set(variable, point[..variable.Shape.Length]);
                point = point[variable.Shape.Length..];
            }
        }
    }
}
