using System.Globalization;
using Pullback.Autodiff;
using Pullback.Benchmarks.Racing;
using Pullback.Learning.Layers;
using Pullback.Learning.Training;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>Training steps of networks in float32, Adam included, against PyTorch on as many threads.</summary>
internal static class NetworkRace
{
    public static void Run(TextWriter writer, int rounds)
    {
        Step(writer, rounds, [42, 100, 100, 1], 128, "tanh", score: false, threads: 1);
        Step(writer, rounds, [42, 100, 100, 1], 128, "tanh", score: true, threads: 1);
        Step(writer, rounds, [2, 1024, 1024, 2], 1500, "relu", score: false, threads: 1);
        Step(writer, rounds, [2, 1024, 1024, 2], 1500, "relu", score: false, threads: 2);
    }

    private static void Step(TextWriter writer, int rounds, int[] sizes, int batch, string activation, bool score, int threads)
    {
        string shape = string.Join(',', sizes);
        string loss = score ? "score" : "plain";
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{shape.Replace(',', '-')} {activation}, batch {batch}{(score ? ", with d(network)/d(input) in the loss" : "")}, {threads} {(threads == 1 ? "thread" : "threads")}:"));
        using var step = new TrainingStep(sizes, batch, activation == "tanh" ? Op.Tanh : Op.Relu, score, threads);
        using Peer? peer = Peer.TryStart(
            "network.py", threads, shape, batch.ToString(CultureInfo.InvariantCulture), activation, loss, threads.ToString(CultureInfo.InvariantCulture));
        var race = new Race();
        race.Add("Pullback", step.Run);
        if (peer is not null) race.AddTimed(peer.Name, peer.Sample);
        else writer.WriteLine("skipped: PyTorch is not installed (Debian: apt-get install python3-torch)");
        IReadOnlyList<RaceResult> results = race.Run(rounds);
        RaceReport.Write(writer, "µs per step", 1e6, results, results[0]);
    }

    private sealed class TrainingStep : IDisposable
    {
        private readonly WeightList _list;
        private readonly Expr[] _gradients;
        private readonly Evaluator _evaluator;
        private readonly Optimizer<float> _optimizer;
        private readonly float[] _weights;
        private readonly float[] _gradient;
        private readonly int _threads;

        public TrainingStep(int[] sizes, int batch, Func<Expr, Expr> activation, bool score, int threads)
        {
            var graph = new Graph();
            var axis = new EventAxis("batch");
            Expr x = graph.EventInput("x", axis, Shape.Of(sizes[0]), ElementType.Float32);
            Expr y = graph.EventInput("y", axis, Shape.Of(sizes[^1]), ElementType.Float32);
            _list = new WeightList(graph, ElementType.Float32);
            Expr hidden = x;
            for (int layer = 0; layer + 1 < sizes.Length; layer++)
            {
                Expr matrix = _list.Add($"w{layer}", Shape.Of(sizes[layer], sizes[layer + 1]));
                hidden = Op.MatMul(hidden, matrix) + _list.Add($"b{layer}", Shape.Of(sizes[layer + 1]));
                hidden = layer + 2 < sizes.Length ? activation(hidden) : hidden;
            }

            Expr loss = Op.SumEvents(Op.Sum(Op.Softplus(hidden) - (y * hidden)));
            if (score) loss += Op.SumEvents(Op.Sum(Op.Square(Derivatives.Gradient(Op.SumEvents(Op.Sum(hidden)), x)[0])));
            _gradients = Derivatives.Gradient(loss, _list.Parameters);
            _evaluator = CompiledProgram.Compile([loss, .. _gradients], new ProgramOptions { Threads = threads }).CreateEvaluator();
            _weights = Normal("weights", _list.Length, 0.05);
            _gradient = new float[_list.Length];
            _optimizer = new Adam().Create<float>(_list.Length);
            _threads = threads;
            _evaluator.Bind(x, Normal("events", batch * sizes[0], 1));
            _evaluator.Bind(y, new float[batch * sizes[^1]]);
        }

        public void Run()
        {
            _list.Set<float>(_evaluator, _weights);
            _evaluator.Evaluate();
            _list.Get<float>(_evaluator, _gradients, _gradient);
            _optimizer.Update(_weights, _gradient, 1.0, _threads);
        }

        public void Dispose() => _evaluator.Dispose();

        private static float[] Normal(string purpose, int count, double scale)
        {
            double[] numbers = new double[count];
            new RandomStream(1, purpose).FillNormal(numbers);
            return Array.ConvertAll(numbers, n => (float)(scale * n));
        }
    }
}
