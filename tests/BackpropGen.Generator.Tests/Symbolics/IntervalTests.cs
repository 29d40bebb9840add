using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using Xunit;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Tests.Symbolics;

public sealed class IntervalTests
{
    private static readonly double[] Points = [-1e3, -41.7, -3.3, -1, -0.2, 0, 0.4, 1, 2.9, 17.3, 1e3];

    private static readonly Expr Z = Expr.Variable("z");

    public static TheoryData<string> Activations => new(ActivationTable.All.Where(pair => !pair.Row.NeedsLogSumExp).Select(pair => pair.Kind.ToString()));

    [Theory]
    [MemberData(nameof(Activations))]
    public void No_value_lies_outside(string kind)
    {
        var formula = ActivationTable.Of(System.Enum.Parse<ActivationKind>(kind)).Formula;
        Contains(formula);
        Contains(Differentiator.By(formula, "z"));
    }

    [Fact]
    public void Bounds_are_tight_where_that_matters()
    {
        Assert.Equal(new Interval(0, 1), Interval.Of(Sigmoid.Of(Z), new Ranges()));
        Assert.Equal(new Interval(0, double.PositiveInfinity), Interval.Of(Z * Z, new Ranges()));
        Assert.Equal(new Interval(double.NegativeInfinity, 0), Interval.Of(-(Z * Z), new Ranges()));
        Assert.Equal(new Interval(0, 1), Interval.Of(1 / (1 + (Z * Z)), new Ranges()));
        Assert.Equal(new Interval(-2, 3), Interval.Of(Min.Of(Max.Of(Z, -2), 3), new Ranges()));
        Assert.Equal(new Interval(double.NegativeInfinity, -1), Interval.Of(1 / Z, new Ranges().Where(new Comparison(Z, Relation.Less, 0), holds: true).Where(new Comparison(-1, Relation.Less, Z), holds: true)));
    }

    [Fact]
    public void A_branch_knows_its_condition()
    {
        var elu = SelectExpr.Of(Z, Relation.Greater, 0, Z, Expm1.Of(Z));
        Assert.Equal(-1, Interval.Of(elu, new Ranges()).Low);
        Assert.Empty(UnstableSpots.Find(elu, new Ranges()));
        Assert.Equal([Instability.Exponential], UnstableSpots.Find(SelectExpr.Of(Z, Relation.Less, 0, Z, Expm1.Of(Z)), new Ranges()).Select(spot => spot.Kind));
    }

    private static void Contains(Expr formula)
    {
        var interval = Interval.Of(formula, new Ranges());
        Assert.All(Points.Select(point => formula.Evaluate(_ => point)).Where(double.IsFinite), value => Assert.True(interval.Low - 1e-12 <= value && value <= interval.High + 1e-12, $"{formula}: {value} is not in {interval}"));
    }
}
