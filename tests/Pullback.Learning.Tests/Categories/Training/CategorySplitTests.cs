using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Training;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Training;

public sealed class CategorySplitTests
{
    // Scores are the positions of the events, weights another function of them.
    private static readonly CategoryData s_data = new()
    {
        ScoreNames = ["score"],
        Sets = [Set("signal", 10), Set("top", 25), Set("lonely", 1)],
    };

    [Fact]
    public void Validation_takes_its_share_of_every_set_and_training_the_rest()
    {
        (CategoryData training, CategoryData? validation) = CategorySplit.Validation(s_data, 0.3, 9);
        Assert.Equal([7, 17, 1], training.Sets.Select(set => set.Count));
        Assert.Equal([3, 8, 1], validation!.Sets.Select(set => set.Count));
        for (int s = 0; s < 2; s++)
        {
            Assert.Equal(Enumerable.Range(0, s_data.Sets[s].Count).Select(i => (double)i), training.Sets[s].Features.ToArray().Concat(validation.Sets[s].Features.ToArray()).Order());
            CheckWeights(training.Sets[s], s_data.Sets[s].Count);
            CheckWeights(validation.Sets[s], s_data.Sets[s].Count);
        }

        // A set of one event serves both.
        Assert.Equal(1.0, validation.Sets[2].Columns[0].Weights.Span[0]);
        Assert.Equal(1.0, training.Sets[2].Columns[0].Weights.Span[0]);
    }

    [Fact]
    public void Without_a_share_nothing_is_taken_and_the_largest_leaves_an_event()
    {
        Assert.Equal((s_data, null), CategorySplit.Validation(s_data, 0.0, 9));
        (CategoryData training, CategoryData? validation) = CategorySplit.Validation(s_data, 0.999, 9);
        Assert.Equal([1, 1, 1], training.Sets.Select(set => set.Count));
        Assert.Equal([9, 24, 1], validation!.Sets.Select(set => set.Count));
        Assert.Equal([1, 1, 1], CategorySplit.Validation(s_data, 1e-6, 9).Validation!.Sets.Select(set => set.Count));
    }

    [Fact]
    public void The_seed_chooses_the_events()
    {
        double[] Seen(ulong seed) => CategorySplit.Validation(s_data, 0.4, seed).Training.Sets[1].Features.ToArray();
        Assert.Equal(Seen(1), Seen(1));
        Assert.NotEqual(Seen(1), Seen(2));
        Assert.NotEqual(Seen(1).Order(), Seen(1));
    }

    [Fact]
    public void Batches_hold_every_event_once_and_a_like_share_of_every_set()
    {
        CategoryData data = s_data with { Sets = [.. s_data.Sets.Take(2)] };
        IReadOnlyList<CategoryData> batches = CategorySplit.Batches(data, 7, 9);
        Assert.Equal(4, batches.Count);
        for (int s = 0; s < 2; s++)
        {
            Assert.Equal(Enumerable.Range(0, data.Sets[s].Count).Select(i => (double)i), batches.SelectMany(batch => batch.Sets[s].Features.ToArray()).Order());
            foreach (CategoryData batch in batches)
            {
                Assert.InRange(batch.Sets[s].Count, data.Sets[s].Count / 4, (data.Sets[s].Count / 4) + 1);
                CheckWeights(batch.Sets[s], data.Sets[s].Count);
            }
        }
    }

    [Fact]
    public void A_batch_needs_an_event_of_every_set()
    {
        Assert.Same(s_data, Assert.Single(CategorySplit.Batches(s_data, null, 9)));
        Assert.Same(s_data, Assert.Single(CategorySplit.Batches(s_data, 25, 9)));
        Assert.Same(s_data, Assert.Single(CategorySplit.Batches(s_data, 5, 9)));
        Assert.Equal(10, CategorySplit.Batches(s_data with { Sets = [.. s_data.Sets.Take(2)] }, 1, 9).Count);
    }

    // Two columns: the position plus one, and its square; scaled to stand for all events of the set.
    private static void CheckWeights(EventSet part, int whole)
    {
        for (int i = 0; i < part.Count; i++)
        {
            double weight = (part.Features.Span[i] + 1.0) * whole / part.Count;
            Assert.Equal(weight, part.Columns[0].Weights.Span[i], 1e-12);
            Assert.Equal(weight * (part.Features.Span[i] + 1.0), part.Columns[1].Weights.Span[i], 1e-9);
        }
    }

    private static EventSet Set(string name, int events)
    {
        double[] position = [.. Enumerable.Range(0, events).Select(i => (double)i)];
        return new EventSet(
            name,
            position,
            [
                new WeightColumn(name, null, VariationSide.Nominal, position.Select(x => x + 1.0).ToArray()),
                new WeightColumn(name + " 2", null, VariationSide.Nominal, position.Select(x => (x + 1.0) * (x + 1.0)).ToArray()),
            ]);
    }
}
