using System.Text.Json.Nodes;
using Pullback.Cli.Output;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Cli.Categories;

/// <summary>Writes categories and their results as JSON.</summary>
internal static class CategoryFields
{
    /// <summary>Everything that is said about categories on given events.</summary>
    public static JsonFields Of(CategoryEvaluation evaluation, CategoryData data, CategoryObjective objective, IReadOnlyCollection<string> reweighted)
    {
        (YieldTable soft, YieldTable hard) = (evaluation.Soft, evaluation.Hard);
        double[] softFactors = [.. evaluation.SoftFactors], hardFactors = [.. evaluation.HardFactors];
        JsonFields fields = new JsonFields()
            .Add("significance", PerSignal(data, evaluation.SoftSignificance.Results))
            .Add("background", Total(soft.Nominal, data.Backgrounds, reweighted, softFactors))
            .Add("background_sumw2", Total(soft.NominalSquares, data.Backgrounds, reweighted, softFactors))
            .Add("signal", PerProcess(soft, data.Signals, reweighted, softFactors))
            .Add("processes", PerProcess(soft, data.Backgrounds, reweighted, softFactors))
            .Add("bias", [.. evaluation.Bias])
            .Add("significance_per_category", PerCategory(soft, data, reweighted, softFactors))
            .Add("hard_significance", PerSignal(data, evaluation.HardSignificance.Results))
            .Add("hard_background", Total(hard.Nominal, data.Backgrounds, reweighted, hardFactors))
            .Add("hard_background_sumw2", Total(hard.NominalSquares, data.Backgrounds, reweighted, hardFactors))
            .Add("hard_signal", PerProcess(hard, data.Signals, reweighted, hardFactors))
            .Add("hard_processes", PerProcess(hard, data.Backgrounds, reweighted, hardFactors))
            .Add("hard_significance_per_category", PerCategory(hard, data, reweighted, hardFactors))
            .Add("penalties", new JsonFields().Add("low_background", evaluation.SoftResult.LowBackground).Add("high_uncertainty", evaluation.SoftResult.HighUncertainty))
            .Add("objective", Result(objective, data, evaluation.SoftResult))
            .Add("hard_objective", Result(objective, data, evaluation.HardResult));
        if (softFactors.Length > 0) fields.Add("reweighting", softFactors).Add("hard_reweighting", hardFactors);
        return fields;
    }

    /// <summary>The boundaries: a list for one score, one list for each score of sigmoid categories, none for a mixture of several scores.</summary>
    public static JsonFields AddBoundaries(this JsonFields fields, CategoryModel model, double[] parameters, double temperature)
    {
        if (model.Dimensions == 1)
        {
            IReadOnlyList<CategoryInterval> intervals = model.Boundaries(parameters, temperature);
            return fields
                .Add("boundaries", [.. intervals.SkipLast(1).Select(interval => interval.Upper)])
                .Add("intervals", intervals.Select(interval => new JsonFields()
                    .Add("lower", interval.Lower, "the category has no lower end")
                    .Add("upper", interval.Upper, "the category has no upper end")
                    .Add("category", interval.Category)));
        }

        if (model is not SigmoidModel sigmoid) return fields.AddMissing("boundaries", "a mixture of several scores has curved boundaries: apply it to events or see the map");
        var cuts = new JsonFields();
        double[][] values = sigmoid.Cuts(parameters);
        IReadOnlyList<SigmoidVariable> variables = ((SigmoidOptions)sigmoid.Options).Variables;
        for (int v = 0; v < values.Length; v++) cuts.Add(variables[v].Name, values[v]);
        return fields.Add("boundaries", cuts);
    }

    /// <summary>The parameters in the names of gato-hep.</summary>
    public static JsonFields Parameters(CategoryModel model, IReadOnlyList<double> parameters)
    {
        var fields = new JsonFields();
        if (model.Options is GaussianMixtureOptions mixture)
        {
            int k = mixture.Categories, d = mixture.Dimensions;
            return fields
                .Add("mixture_logits", [.. parameters.Take(k)])
                .AddNode("means", Nested(parameters, k, [k, d]))
                .AddNode("unconstrained_L", Nested(parameters, k * (1 + d), [k, d, d]));
        }

        var sigmoid = (SigmoidOptions)model.Options;
        int at = 0;
        var raw = new JsonArray();
        foreach (SigmoidVariable variable in sigmoid.Variables)
        {
            raw.Add(Nested(parameters, at, [variable.Bins - 1]));
            at += variable.Bins - 1;
        }

        fields.AddNode("boundaries", raw);
        return sigmoid.TrainSteepness ? fields.Add("steepness", [.. parameters.Skip(at)]) : fields;
    }

    /// <summary>One epoch of a training.</summary>
    public static JsonFields Of(CategoryEpoch epoch, CategoryData data)
    {
        JsonFields fields = new JsonFields()
            .Add("epoch", epoch.Epoch)
            .Add("loss", epoch.Loss)
            .Add("results", PerSignal(data, epoch.Results))
            .Add("penalty_low_background", epoch.LowBackground)
            .Add("penalty_high_uncertainty", epoch.HighUncertainty)
            .Add("learning_rate", epoch.LearningRate)
            .Add("temperature", epoch.Temperature)
            .Add("seconds", epoch.Seconds);
        if (epoch.Validation is { } validation) fields.Add("validation_loss", validation);
        if (epoch.Look is { } look) fields.Add("hard_loss", look.Loss).Add("hard_results", PerSignal(data, look.Results)).Add("bias", [.. look.Bias]);
        return fields;
    }

    /// <summary>A number for each signal.</summary>
    public static JsonFields PerSignal(CategoryData data, IReadOnlyList<double> values)
    {
        var fields = new JsonFields();
        for (int s = 0; s < data.Signals.Count; s++) fields.Add(data.Signals[s], values[s]);
        return fields;
    }

    private static JsonFields Result(CategoryObjective objective, CategoryData data, CategoryResult result) => new JsonFields()
        .Add("name", objective.Title)
        .Add("results", PerSignal(data, result.Results))
        .Add("combined", result.Combined)
        .Add("loss", result.Loss);

    // The significance of gato-hep; the other signals count as background.
    private static JsonFields PerCategory(YieldTable yields, CategoryData data, IReadOnlyCollection<string> reweighted, double[] factors)
    {
        var fields = new JsonFields();
        foreach (string signal in data.Signals)
        {
            double[] background = Total(yields.Nominal, [.. data.Processes.Where(process => process != signal)], reweighted, factors);
            fields.Add(signal, AsimovSignificance.Of(Total(yields.Nominal, [signal], reweighted, factors), background, AsimovForm.Package));
        }

        return fields;
    }

    private static JsonFields PerProcess(YieldTable yields, IReadOnlyList<string> processes, IReadOnlyCollection<string> reweighted, double[] factors)
    {
        var fields = new JsonFields();
        foreach (string process in processes) fields.Add(process, Total(yields.Nominal, [process], reweighted, factors));
        return fields;
    }

    private static double[] Total(Func<IReadOnlyCollection<string>, double[]> of, IReadOnlyList<string> processes, IReadOnlyCollection<string> reweighted, double[] factors)
    {
        double[] fixedPart = of([.. processes.Where(process => !reweighted.Contains(process))]);
        if (factors.Length == 0) return of(processes);
        double[] scaled = of([.. processes.Where(reweighted.Contains)]);
        return [.. fixedPart.Select((value, k) => value + (factors[k] * scaled[k]))];
    }

    private static JsonArray Nested(IReadOnlyList<double> values, int first, ReadOnlySpan<int> shape)
    {
        var array = new JsonArray();
        int stride = 1;
        foreach (int length in shape[1..]) stride *= length;
        for (int i = 0; i < shape[0]; i++)
            array.Add(shape.Length == 1 ? JsonValue.Create(values[first + i]) : Nested(values, first + (i * stride), shape[1..]));
        return array;
    }
}
