using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Training;

/// <summary>Every update rule against a plain loop over its formula, over many steps, with vectors longer and shorter than the machine's.</summary>
public sealed class OptimizerTests
{
    public static TheoryData<OptimizerOptions> Rules => new()
    {
        new Sgd { LearningRate = 0.1 },
        new Sgd { LearningRate = 0.05, Momentum = 0.9 },
        new Sgd { LearningRate = 0.05, Momentum = 0.9, Nesterov = true },
        new Adam { LearningRate = 0.01 },
        new Adam { LearningRate = 0.02, Beta1 = 0.5, Beta2 = 0.9, Epsilon = 1e-3 },
        new AmsGrad { LearningRate = 0.01, Beta2 = 0.9 },
        new AmsGrad { LearningRate = 0.01, Beta2 = 0.9, MaximumBeforeCorrection = true },
        new RmsProp { LearningRate = 0.01 },
        new RmsProp { LearningRate = 0.01, Momentum = 0.8, Decay = 0.5 },
        new RmsProp { LearningRate = 0.01, Epsilon = 1e-2, EpsilonBelowRoot = true },
    };

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void A_rule_follows_its_formula(OptimizerOptions options)
    {
        foreach (int length in (int[])[1, 3, 8, 37])
        {
            double[] weights = [.. Enumerable.Range(0, length).Select(i => Math.Sin(i + 1.0))];
            double[] expected = [.. weights];
            float[] single = Array.ConvertAll(weights, w => (float)w);
            Optimizer<double> optimizer = options.Create<double>(length);
            Optimizer<float> singleOptimizer = options.Create<float>(length);
            double[][] state = [new double[length], new double[length], new double[length]];
            for (int step = 1; step <= 50; step++)
            {
                // A gradient that turns around, with a zero now and then.
                double[] gradient = [.. Enumerable.Range(0, length).Select(i => step % 7 == 0 ? 0 : Math.Cos((0.3 * step) + i) * (1 + i))];
                double factor = 1.0 / step;
                optimizer.Update(weights, gradient, factor);
                singleOptimizer.Update(single, Array.ConvertAll(gradient, g => (float)g), factor);
                for (int i = 0; i < length; i++) expected[i] -= Step(options, step, options.LearningRate * factor, gradient[i], state, i);
            }

            for (int i = 0; i < length; i++)
            {
                Assert.Equal(expected[i], weights[i], 1e-12);
                Assert.Equal(expected[i], single[i], 2e-4);
            }
        }
    }

    [Fact]
    public void The_first_step_of_Adam_is_the_learning_rate_in_the_direction_of_the_sign()
    {
        double[] weights = [0, 0, 0];
        new Adam { LearningRate = 0.01 }.Create<double>(3).Update(weights, new double[] { 1e-3, -5, 0 });
        Assert.Equal(-0.01, weights[0], 1e-6);
        Assert.Equal(0.01, weights[1], 1e-9);
        Assert.Equal(0.0, weights[2]);
    }

    [Fact]
    public void AMSGrad_never_takes_a_longer_step_than_its_largest_gradient_allows()
    {
        // Adam forgets a rare large gradient, AMSGrad does not.
        double[] adam = [0];
        double[] amsgrad = [0];
        Optimizer<double> first = new Adam { LearningRate = 0.1, Beta1 = 0, Beta2 = 0.5 }.Create<double>(1);
        Optimizer<double> second = new AmsGrad { LearningRate = 0.1, Beta1 = 0, Beta2 = 0.5 }.Create<double>(1);
        first.Update(adam, new double[] { 100 });
        second.Update(amsgrad, new double[] { 100 });
        for (int i = 0; i < 100; i++)
        {
            first.Update(adam, new double[] { -1 });
            second.Update(amsgrad, new double[] { -1 });
        }

        Assert.True(adam[0] > 5, "Adam moves on at full speed");
        Assert.True(amsgrad[0] < 0.1, "AMSGrad holds back");
    }

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void Threads_and_a_stored_state_do_not_change_a_bit(OptimizerOptions options)
    {
        const int Length = 200_000;
        float[] gradient = [.. Enumerable.Range(0, Length).Select(i => (float)Math.Sin(i))];
        float[] one = new float[Length];
        float[] seven = new float[Length];
        Optimizer<float> single = options.Create<float>(Length);
        Optimizer<float> shared = options.Create<float>(Length);
        for (int step = 0; step < 6; step++)
        {
            single.Update(one, gradient);
            if (step == 3)
            {
                Optimizer<float> resumed = options.Create<float>(Length);
                resumed.Restore(shared.Steps, [.. shared.State.Select(s => (ReadOnlyMemory<float>)s.ToArray())]);
                shared = resumed;
            }

            shared.Update(seven, gradient, threads: 7);
        }

        Assert.Equal(one, seven);
    }

    [Fact]
    public void Constants_outside_their_ranges_are_named()
    {
        Assert.Contains("learning rate", Assert.Single(new Adam { LearningRate = 0 }.Problems()), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("beta1", Assert.Single(new Adam { Beta1 = 1 }.Problems()), StringComparison.Ordinal);
        Assert.Contains("needs a momentum", Assert.Single(new Sgd { Nesterov = true }.Problems()), StringComparison.Ordinal);
        Assert.Contains("decay", Assert.Single(new RmsProp { Decay = double.NaN }.Problems()), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Adam().Create<double>(2).Update(new double[3], new double[3]));
    }

    private static double Step(OptimizerOptions options, int step, double rate, double gradient, double[][] state, int i)
    {
        double Mean(int vector, double keep, double value) => state[vector][i] = (keep * state[vector][i]) + ((1 - keep) * value);
        switch (options)
        {
            case Sgd sgd:
                double velocity = state[0][i] = (sgd.Momentum * state[0][i]) + gradient;
                return rate * (sgd.Nesterov ? gradient + (sgd.Momentum * velocity) : velocity);
            case Adam adam:
                double mean = Mean(0, adam.Beta1, gradient) / (1 - Math.Pow(adam.Beta1, step));
                double square = Mean(1, adam.Beta2, gradient * gradient) / (1 - Math.Pow(adam.Beta2, step));
                return rate * mean / (Math.Sqrt(square) + adam.Epsilon);
            case AmsGrad ams:
                double amsMean = Mean(0, ams.Beta1, gradient) / (1 - Math.Pow(ams.Beta1, step));
                double correction = 1 - Math.Pow(ams.Beta2, step);
                if (ams.MaximumBeforeCorrection)
                {
                    double raw = state[2][i] = Math.Max(state[2][i], Mean(1, ams.Beta2, gradient * gradient));
                    return rate * amsMean / ((Math.Sqrt(raw) / Math.Sqrt(correction)) + ams.Epsilon);
                }

                double largest = state[2][i] = Math.Max(state[2][i], Mean(1, ams.Beta2, gradient * gradient) / correction);
                return rate * amsMean / (Math.Sqrt(largest) + ams.Epsilon);
            case RmsProp rms:
                double power = Mean(0, rms.Decay, gradient * gradient);
                double scaled = gradient / (rms.EpsilonBelowRoot ? Math.Sqrt(power + rms.Epsilon) : Math.Sqrt(power) + rms.Epsilon);
                return rate * (state[1][i] = (rms.Momentum * state[1][i]) + scaled);
            default:
                throw new ArgumentOutOfRangeException(nameof(options));
        }
    }
}
