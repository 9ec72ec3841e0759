using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Observables;
using Pullback.Learning.Training;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Training;

public sealed class CategoryTrainerTests
{
    private static readonly Tolerance s_loop = new("the same loop", 1e-11, 1e-12, "sums in another order, grown over a dozen epochs");

    public static TheoryData<string> Kinds => TrainingCase.Names;

    [Fact]
    public void A_training_is_a_loop_over_gradient_and_update()
    {
        const int epochs = 12;
        var objective = new AsimovObjective { Form = AsimovForm.Package };
        CategoryTrainingOptions options = TrainingCase.Options(epochs, starts: 1) with { Start = CategoryStart.Random, Temperature = new Annealing(1, 0.2) };
        CategoryStartResult found = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, objective, options).Train().BestStart;

        // The recipe of gato-hep, written out: RMSprop with epsilon below the root, cosines of epoch/epochs.
        double[] parameters = TrainingCase.Mixture.Start(21, 0), power = new double[parameters.Length];
        using var program = new CategoryProgram(new CategoryYields(TrainingCase.Mixture, TrainingCase.Toy, 1), objective, [], withGradient: true);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double half = 0.5 * (1 + Math.Cos(Math.PI * epoch / epochs));
            double temperature = 0.2 + (0.8 * half), rate = 0.0005 + ((0.05 - 0.0005) * half);
            program.Run(parameters, temperature, [], CancellationToken.None);
            CategoryEpoch told = found.History[epoch];
            Assert.Equal(epoch + 1, told.Epoch);
            Near(program.Loss, told.Loss, $"loss {epoch}");
            Near(temperature, told.Temperature, $"temperature {epoch}");
            Near(rate, told.LearningRate, $"rate {epoch}");
            if (told.Look is { } look)
            {
                Assert.Equal(0, epoch % options.LookEvery);
                for (int i = 0; i < parameters.Length; i++) Near(parameters[i], look.Parameters[i], $"parameter {i} in epoch {epoch}");
            }

            for (int i = 0; i < parameters.Length; i++)
            {
                double g = program.Gradient[i];
                power[i] = (0.9 * power[i]) + (0.1 * g * g);
                parameters[i] -= rate * g / Math.Sqrt(power[i] + 1e-7);
            }
        }

        Assert.Equal(4, found.History.Count(e => e.Look is not null));
        for (int i = 0; i < parameters.Length; i++) Near(parameters[i], found.Parameters[i], $"parameter {i}");
        Assert.Equal(0.2, found.Temperature, 1e-15);
        Assert.Null(found.RestoredEpoch);
        CategoryEvaluation end = CategoryEvaluation.Of(TrainingCase.Mixture, [.. found.Parameters], found.Temperature, TrainingCase.Toy, objective);
        Assert.Equal(end.HardResult.Loss, found.Hard.Loss);
        Assert.Equal(end.Bias, found.Hard.Bias);
    }

    [Fact]
    public void With_batches_the_loss_is_still_that_of_all_events_before_the_update()
    {
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 6, starts: 1) with { LookEvery = 1 };
        options = options with { Training = options.Training with { BatchSize = 300 } };
        CategoryStartResult found = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), options).Train().BestStart;
        using var program = new CategoryProgram(new CategoryYields(TrainingCase.Mixture, TrainingCase.Toy, 1), new AsimovObjective(), [], withGradient: false);
        foreach (CategoryEpoch epoch in found.History)
        {
            program.Run([.. epoch.Look!.Parameters], epoch.Temperature, [], CancellationToken.None);
            Assert.Equal(program.Loss, epoch.Loss);
        }

        // Six updates an epoch go further than one.
        CategoryStartResult whole = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), options with { Training = options.Training with { BatchSize = null } }).Train().BestStart;
        Assert.Equal(whole.History[0].Loss, found.History[0].Loss);
        Assert.NotEqual(whole.History[1].Loss, found.History[1].Loss);
    }

    [Fact]
    public void A_batch_may_be_without_weight()
    {
        // The rare background has weight in one event of many, and the signed one is negative in most batches.
        double[] scores = [.. Enumerable.Range(0, 120).Select(i => (i + 0.5) / 120)];
        EventSet Set(string name, Func<int, double> weight) =>
            new(name, scores, [new WeightColumn(name, null, VariationSide.Nominal, Enumerable.Range(0, 120).Select(weight).ToArray())]);
        var data = new CategoryData
        {
            ScoreNames = ["score"],
            Sets = [Set("signal", i => 0.001 * i), Set("rare", i => i == 40 ? 30.0 : 0.0), Set("signed", i => i == 77 ? 10.0 : -0.01)],
        };
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 3, starts: 1);
        options = options with { Training = options.Training with { BatchSize = 10, ValidationFraction = 0.2 } };
        CategoryTrainingResult result = new CategoryTrainer(TrainingCase.Mixture, data, new AsimovObjective(), options).Train();
        Assert.All(result.BestStart.Parameters, p => Assert.True(double.IsFinite(p)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_do_not_change_a_bit(string kind)
    {
        double[] one = TrainingCase.Numbers(TrainingCase.Trainer(kind, threads: 1).Train());
        foreach (int threads in (int[])[2, 3]) Assert.Equal(one, TrainingCase.Numbers(TrainingCase.Trainer(kind, threads).Train()));
    }

    [Fact]
    public void The_start_with_the_smallest_loss_of_hard_categories_is_the_best()
    {
        CategoryTrainingResult result = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), TrainingCase.Options(epochs: 4, starts: 6) with { Start = CategoryStart.Random }).Train();
        Assert.Equal(6, result.Starts.Count);
        Assert.Equal(6, result.Starts.Select(s => s.History[0].Loss).Distinct().Count());
        int fewest = result.Starts.Min(s => s.Hard.WithoutBackground);
        Assert.Equal(fewest, result.BestStart.Hard.WithoutBackground);
        Assert.Equal(result.Starts.Where(s => s.Hard.WithoutBackground == fewest).Min(s => s.Hard.Loss), result.BestStart.Hard.Loss);

        // Each start goes its own way, whoever runs beside it.
        CategoryTrainingResult alone = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), TrainingCase.Options(epochs: 4, starts: 1) with { Start = CategoryStart.Random }).Train();
        Assert.Equal(alone.Starts[0].Parameters, result.Starts[0].Parameters);
    }

    [Fact]
    public void A_start_that_owes_its_loss_to_a_category_without_background_is_not_the_best()
    {
        // Background events lie at the left; the second start puts the boundary beyond all of them.
        double[] background = [.. Enumerable.Range(0, 100).Select(i => i / 200.0)], signal = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];
        WeightColumn Column(string name) => new(name, null, VariationSide.Nominal, Enumerable.Repeat(0.1, 100).ToArray());
        var data = new CategoryData { ScoreNames = ["score"], Sets = [new EventSet("signal", signal, [Column("signal")]), new EventSet("background", background, [Column("background")])] };
        var model = new SigmoidModel(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "score", Bins = 2, Steepness = 50 }], TrainSteepness = false });
        double[] Cut(double at) => [Math.Log(at / (1 - at))];
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 1, starts: 2) with { Start = CategoryStart.Given, Given = [Cut(0.6), Cut(0.3)] };
        options = options with { Training = options.Training with { Optimizer = new RmsProp { LearningRate = 1e-9 } } };
        CategoryTrainingResult result = new CategoryTrainer(model, data, new AsimovObjective(), options).Train();
        Assert.Equal([1, 0], result.Starts.Select(s => s.Hard.WithoutBackground));
        Assert.True(result.Starts[0].Hard.Loss < result.Starts[1].Hard.Loss);
        Assert.Equal(1, result.Best);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    public void Early_stopping_returns_the_best_epoch(double validation)
    {
        // Steps far too long: the loss goes up and down.
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 60, starts: 1) with { Temperature = Annealing.Constant(0.5), LookEvery = 1, Start = CategoryStart.Random };
        options = options with
        {
            Training = options.Training with { EarlyStopping = new EarlyStopping { Patience = 4 }, Optimizer = new Adam { LearningRate = 1.5 }, Schedule = LearningRateSchedule.Constant, ValidationFraction = validation },
        };
        CategoryStartResult found = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), options).Train().BestStart;
        Assert.InRange(found.History.Count, 5, 59);
        double[] judged = [.. found.History.Select(e => validation > 0 ? e.Validation!.Value : e.Loss)];
        int best = Array.IndexOf(judged, judged.Min());
        Assert.Equal(best, found.RestoredEpoch);
        Assert.Equal(found.History.Count - 1 - 4, best);
        Assert.Equal(found.History[best].Look!.Parameters, found.Parameters);
        Assert.Equal(found.History[best].Look!.Loss, found.Hard.Loss);
    }

    [Fact]
    public void Early_stopping_judges_the_end_at_the_temperature_that_was_reached()
    {
        // The temperature falls so late that it has hardly moved when the training stops; at the last one every set of categories would look better than the best so far.
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 400, starts: 1) with { Temperature = new Annealing(1, 0.001), LookEvery = 1, Start = CategoryStart.Random };
        options = options with
        {
            Training = options.Training with { Seed = 2, EarlyStopping = new EarlyStopping { Patience = 3 }, Optimizer = new Adam { LearningRate = 1.5 }, Schedule = LearningRateSchedule.Constant },
        };
        CategoryStartResult found = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), options).Train().BestStart;
        Assert.InRange(found.History.Count, 4, 100);
        int best = found.History.Count - 1 - 3;
        Assert.Equal(best, found.RestoredEpoch);
        Assert.Equal(found.History[best].Temperature, found.Temperature);
        Assert.Equal(found.History[best].Look!.Parameters, found.Parameters);
    }

    [Fact]
    public void The_steepness_of_sigmoid_categories_can_be_annealed()
    {
        var model = new SigmoidModel(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "score", Bins = 3 }], Steepness = 1, TrainSteepness = false });
        CategoryTrainingOptions options = TrainingCase.Options(epochs: 8, starts: 1) with { Steepness = new Annealing(5, 80, AnnealingShape.Geometric) };
        CategoryStartResult found = new CategoryTrainer(model, TrainingCase.Toy, new AsimovObjective(), options).Train().BestStart;
        for (int e = 0; e < 8; e++) Near(1 / (5 * Math.Pow(16, e / 8.0)), found.History[e].Temperature, $"epoch {e}");
        Near(1 / 80.0, found.Temperature, "end");
    }

    [Fact]
    public void A_training_that_leaves_the_range_of_numbers_says_so()
    {
        // After one epoch the end itself is out of range; after more it is an epoch.
        foreach (int epochs in (int[])[1, 5])
        {
            CategoryTrainingOptions options = TrainingCase.Options(epochs, starts: 1);
            options = options with { Training = options.Training with { Optimizer = new Sgd { LearningRate = 1e308 } } };
            var trainer = new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), options);
            string message = Assert.Throws<ArithmeticException>(() => trainer.Train()).Message;
            Assert.StartsWith("Epoch ", message, StringComparison.Ordinal);
            Assert.Contains("use a smaller learning rate", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_problem_of_a_training_is_named()
    {
        var options = new CategoryTrainingOptions
        {
            Starts = 0,
            LookEvery = 0,
            Temperature = new Annealing(0, -1, (AnnealingShape)9),
            Steepness = new Annealing(1, double.NaN),
            Training = new TrainingOptions { Epochs = 0, Threads = -1, ValidationFraction = 1 },
        };
        string message = Assert.Throws<ArgumentException>(() => new CategoryTrainer(TrainingCase.Mixture, TrainingCase.Toy, new AsimovObjective(), options)).Message;
        foreach (string part in (string[])[
            "number of epochs is 0", "number of threads is -1", "share of events for validation is 1", "temperature starts at 0", "temperature ends at -1", "schedule 9 of the temperature",
            "steepness ends at NaN", "Both a temperature and a steepness", "needs sigmoid categories whose steepness is not trained", "number of starts is 0", "0 epochs between two looks"])
            Assert.Contains(part, message, StringComparison.Ordinal);

        CategoryTrainingOptions given = TrainingCase.Options(starts: 2) with { Start = CategoryStart.Given, Given = [new double[3]] };
        Assert.Contains("1 starts are given for 2 trainings", Assert.Single(given.Problems(TrainingCase.Mixture)), StringComparison.Ordinal);
        given = given with { Given = [new double[9], new double[3]] };
        Assert.Contains("Start 1 has 3 parameters, but the model has 9", Assert.Single(given.Problems(TrainingCase.Mixture)), StringComparison.Ordinal);
    }

    [Fact]
    public void Annealing_follows_its_formulas_and_ends_at_its_ends()
    {
        var cosine = new Annealing(1, 0.05);
        var geometric = new Annealing(0.3, 0.02, AnnealingShape.Geometric);
        for (int e = 0; e <= 250; e += 25)
        {
            Near(0.05 + (0.5 * 0.95 * (1 + Math.Cos(Math.PI * e / 250))), cosine.Value(e, 250), "cosine");
            Near(0.3 * Math.Exp(e / 250.0 * Math.Log(0.02 / 0.3)), geometric.Value(e, 250), "geometric");
        }

        Assert.Equal(1.0, cosine.Value(0, 7));
        Assert.Equal(0.05, cosine.Value(7, 7));
        Assert.Equal(0.3, geometric.Value(0, 7));
        Assert.Equal(0.02, geometric.Value(7, 7), 1e-16);
        Assert.All(Enumerable.Range(0, 9), e => Assert.Equal(0.37, Annealing.Constant(0.37).Value(e, 8)));
        Assert.Empty(cosine.Problems("temperature"));
    }

    private static void Near(double expected, double found, string what) => Assert.True(s_loop.Accepts(expected, found), s_loop.Explain(expected, found, what));
}
