using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Generator.Tests.Incrementality;

/// <summary>What the pipeline keeps between edits must not hold on to compilations: it would cost memory, and never be equal.</summary>
public sealed class CachedValueTests
{
    private static readonly Type[] Forbidden = [typeof(Compilation), typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location), typeof(SemanticModel), typeof(AttributeData), typeof(SyntaxReference)];

    [Fact]
    public void No_cached_value_holds_on_to_the_compilation()
    {
        var source = Sources.Network("""
            [Network(2, Loss = Loss.Huber)]
            [Dense(2, Activation.Tanh, Name = "a", Connections = new[] { "#.", "##" }), LayerNorm, Dropout(0.5)]
            [Dense(2, Name = "b", From = "a, input"), Add("a", "b")]
            """) + "partial class Outer<T> { [Network(1)][Dense(1, nameof(F))] partial class Inner { int Threads; [Activation] static double F(double z, [Parameter(1)] double a) => System.Math.Max(z, a * z); } }";
        var result = TrackingDriver.Create().RunGenerators(Sources.Compile(source)).GetRunResult().Results.Single();
        var values = result.TrackedSteps[TrackingNames.Networks].SelectMany(step => step.Outputs).Select(output => output.Value).ToArray();
        Assert.Equal(2, values.Length);
        Assert.All(values, value => Assert.IsType<NetworkSpec>(value));
        Assert.Empty(values.SelectMany(Reachable).Where(IsForbidden).Select(held => held.GetType().FullName));
    }

    [Fact]
    public void The_walk_finds_what_it_looks_for()
    {
        var compilation = Sources.Compile("class C;");
        object hidden = new { Deep = new List<object> { new object?[] { null, compilation.GetTypeByMetadataName("C") } } };
        Assert.Contains(Reachable(hidden), IsForbidden);
    }

    private static bool IsForbidden(object value) => Forbidden.Any(type => type.IsInstanceOfType(value));

    /// <summary>The value and all that its fields and elements lead to.</summary>
    private static HashSet<object> Reachable(object value)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([value]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next) || IsForbidden(next) || next is string or Type || next.GetType().IsPrimitive)
            {
                continue;
            }

            var held = next is IEnumerable elements ? elements.Cast<object?>().Concat(Fields(next)) : Fields(next);
            foreach (var one in held.OfType<object>())
            {
                open.Push(one);
            }
        }

        return seen;
    }

    private static IEnumerable<object?> Fields(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field.GetValue(value);
            }
        }
    }
}
