using System.Numerics;
using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Planning;

/// <summary>Makes the instruction of a node: finds the slots of its inputs and chooses element type and vector width.</summary>
internal sealed class Lowering
{
    private readonly Func<Node, int> _slotOf;
    private readonly Lowering _root;

    public Lowering(Func<Node, int> slotOf)
    {
        _slotOf = slotOf;
        _root = this;
    }

    private Lowering(Func<Node, int> slotOf, Lowering root)
    {
        _slotOf = slotOf;
        _root = root;
    }

    /// <summary>The number of per-thread states that instructions asked for.</summary>
    public int StateCount { get; private set; }

    /// <summary>A lowering with other slots that counts states together with this one.</summary>
    public Lowering For(Func<Node, int> slotOf) => new(slotOf, _root);

    /// <summary>Reserves a place for an object that an instruction keeps for each thread.</summary>
    public int NewState() => _root.StateCount++;

    /// <summary>The slots of the inputs.</summary>
    public int[] Inputs(Node node) => Array.ConvertAll(node.Inputs, n => _slotOf(n));

    /// <summary>The slot of the result.</summary>
    public int Output(Node node) => _slotOf(node);

    public Instruction Unary<TKernel>(Node node)
        where TKernel : struct, IUnaryKernel =>
        Width.Choose(node.Element, new UnaryMaker<TKernel>(node, this));

    public Instruction Binary<TKernel>(Node node)
        where TKernel : struct, IBinaryKernel =>
        Width.Choose(node.Element, new BinaryMaker<TKernel>(node, this));

    public Instruction Ternary<TKernel>(Node node)
        where TKernel : struct, ITernaryKernel =>
        Width.Choose(node.Element, new TernaryMaker<TKernel>(node, this));

    public Instruction SumEvents(Node node) => Width.Choose(node.Element, new SumEventsMaker(node, this));

    public Instruction SumAxis(Node node, int axis) => Fold<AddOperation.Kernel>(node, axis);

    public Instruction LargestAlong(Node node, int axis) => Fold<MaxOperation.Kernel>(node, axis);

    public Instruction Splat(Node node) => node.Element == ElementType.Float64
        ? new SplatInstruction<double> { Length = node.Shape.Length, Inputs = Inputs(node), Output = Output(node) }
        : new SplatInstruction<float> { Length = node.Shape.Length, Inputs = Inputs(node), Output = Output(node) };

    public Instruction Gather(Node node, GatherRun[] runs) => node.Element == ElementType.Float64
        ? Gather<double>(node, runs)
        : Gather<float>(node, runs);

    public Instruction Cast(Node node) => node.Element == ElementType.Float64
        ? Cast<float, double>(node)
        : Cast<double, float>(node);

    public Instruction UniformProduct(Node node, bool transposeA, bool transposeB) => node.Element == ElementType.Float64
        ? UniformProduct<double>(node, transposeA, transposeB)
        : UniformProduct<float>(node, transposeA, transposeB);

    public Instruction EventProduct(Node node, bool transposeMatrix) => node.Element == ElementType.Float64
        ? EventProduct<double>(node, transposeMatrix)
        : EventProduct<float>(node, transposeMatrix);

    public Instruction SumOuter(Node node) => Width.Choose(node.Element, new SumOuterMaker(node, this));

    public Instruction Map(Node node, Func<double, double> function) => node.Element == ElementType.Float64
        ? Map<double>(node, function)
        : Map<float>(node, function);

    private MapInstruction<T> Map<T>(Node node, Func<double, double> function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(node.Operation.Name, function)
        {
            Length = node.Shape.Length,
            IsEvent = node.IsEvent,
            Inputs = Inputs(node),
            Output = Output(node),
        };

    private Instruction Fold<TKernel>(Node node, int axis)
        where TKernel : struct, IBinaryKernel =>
        Width.Choose(node.Element, new FoldMaker<TKernel>(node, this, axis));

    private GatherInstruction<T> Gather<T>(Node node, GatherRun[] runs)
        where T : unmanaged =>
        new(node.Operation.Name)
        {
            Runs = runs,
            Length = node.Shape.Length,
            IsEvent = node.IsEvent,
            Inputs = Inputs(node),
            Output = Output(node),
        };

    private CastInstruction<TFrom, TTo> Cast<TFrom, TTo>(Node node)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> =>
        new() { Length = node.Shape.Length, IsEvent = node.IsEvent, Inputs = Inputs(node), Output = Output(node) };

    private UniformProductInstruction<T> UniformProduct<T>(Node node, bool transposeA, bool transposeB)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new()
        {
            M = node.Shape[0],
            N = node.Shape[1],
            K = node.Inputs[0].Shape[transposeA ? 0 : 1],
            TransposeA = transposeA,
            TransposeB = transposeB,
            Inputs = Inputs(node),
            Output = Output(node),
        };

    private EventProductInstruction<T> EventProduct<T>(Node node, bool transposeMatrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new()
        {
            RowsPerEvent = node.Shape[0],
            InputWidth = node.Inputs[0].Shape[1],
            OutputWidth = node.Shape[1],
            TransposeMatrix = transposeMatrix,
            Inputs = Inputs(node),
            Output = Output(node),
        };

    private static Walk WalkOf(Node operand, Node result)
    {
        bool scalar = operand.Shape.Rank == 0 && result.Shape.Length > 1;
        if (operand.IsEvent == result.IsEvent)
        {
            return !scalar ? Walk.Full : result.IsEvent ? Walk.PerEvent : Walk.Splat;
        }

        return operand.Shape.Length == 1 ? Walk.Splat : Walk.PerElement;
    }

    private readonly struct UnaryMaker<TKernel>(Node node, Lowering lowering) : IInstructionMaker
        where TKernel : struct, IUnaryKernel
    {
        public Instruction Make<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Node result = node;
            return new UnaryInstruction<TKernel, TVector, T>
            {
                Operation = (ElementwiseOperation)node.Operation,
                Element = node.Element,
                Walks = Array.ConvertAll(node.Inputs, n => WalkOf(n, result)),
                Length = node.Shape.Length,
                IsEvent = node.IsEvent,
                Inputs = lowering.Inputs(node),
                Output = lowering.Output(node),
            };
        }
    }

    private readonly struct BinaryMaker<TKernel>(Node node, Lowering lowering) : IInstructionMaker
        where TKernel : struct, IBinaryKernel
    {
        public Instruction Make<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Node result = node;
            return new BinaryInstruction<TKernel, TVector, T>
            {
                Operation = (ElementwiseOperation)node.Operation,
                Element = node.Element,
                Walks = Array.ConvertAll(node.Inputs, n => WalkOf(n, result)),
                Length = node.Shape.Length,
                IsEvent = node.IsEvent,
                Inputs = lowering.Inputs(node),
                Output = lowering.Output(node),
            };
        }
    }

    private readonly struct TernaryMaker<TKernel>(Node node, Lowering lowering) : IInstructionMaker
        where TKernel : struct, ITernaryKernel
    {
        public Instruction Make<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Node result = node;
            return new TernaryInstruction<TKernel, TVector, T>
            {
                Operation = (ElementwiseOperation)node.Operation,
                Element = node.Element,
                Walks = Array.ConvertAll(node.Inputs, n => WalkOf(n, result)),
                Length = node.Shape.Length,
                IsEvent = node.IsEvent,
                Inputs = lowering.Inputs(node),
                Output = lowering.Output(node),
            };
        }
    }

    private readonly struct SumOuterMaker(Node node, Lowering lowering) : IInstructionMaker
    {
        /// <summary>Bytes of a result from which a partial result for every chunk costs more than keeping the operands.</summary>
        private const long LargeResult = 256 << 10;

        public Instruction Make<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            (long)node.Shape.Length * Plan.Bytes(node.Element) < LargeResult ? Partial<TVector, T>() : Deferred<TVector, T>();

        private SumOuterInstruction<TVector, T> Partial<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            new()
            {
                RowsPerEvent = node.Inputs[0].Shape[0],
                LeftWidth = node.Shape[0],
                RightWidth = node.Shape[1],
                Inputs = lowering.Inputs(node),
                Output = lowering.Output(node),
            };

        private DeferredOuterInstruction<TVector, T> Deferred<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            new()
            {
                RowsPerEvent = node.Inputs[0].Shape[0],
                LeftWidth = node.Shape[0],
                RightWidth = node.Shape[1],
                Inputs = lowering.Inputs(node),
                Output = lowering.Output(node),
            };
    }

    private readonly struct SumEventsMaker(Node node, Lowering lowering) : IInstructionMaker
    {
        public Instruction Make<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            new SumEventsInstruction<TVector, T> { Length = node.Shape.Length, Inputs = lowering.Inputs(node), Output = lowering.Output(node) };
    }

    private readonly struct FoldMaker<TKernel>(Node node, Lowering lowering, int axis) : IInstructionMaker
        where TKernel : struct, IBinaryKernel
    {
        public Instruction Make<TVector, T>()
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = node.Inputs[0].Shape;
            return new FoldAxisInstruction<TKernel, TVector, T>(node.Operation.Name)
            {
                Outer = shape.Product(..axis),
                Folded = shape[axis],
                Inner = shape.Product((axis + 1)..),
                IsEvent = node.IsEvent,
                Inputs = lowering.Inputs(node),
                Output = lowering.Output(node),
            };
        }
    }
}
