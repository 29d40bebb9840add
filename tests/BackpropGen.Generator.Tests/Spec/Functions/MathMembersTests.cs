using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using BackpropGen.Generator.Spec.Functions;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec.Functions;

/// <summary>The functions of the base library as formulas give what the base library gives.</summary>
public sealed class MathMembersTests
{
    private static readonly double[] Arguments = [-2.3, -0.7, 0.4, 0.9, 1.7, 3.0];

    private static readonly Type[] Types = [typeof(Math), typeof(double), typeof(MathF), typeof(float)];

    public static TheoryData<string> Names => new(MathMembers.Names().Except(["CreateChecked", "CreateSaturating", "CreateTruncating"]).Distinct());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_the_function_of_its_name(string name)
    {
        var compared = 0;
        foreach (var method in Types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(method => method.Name == name && IsOfReals(method)))
        {
            foreach (var arguments in Tuples(method.GetParameters().Length).Where(each => Fits(method, each)))
            {
                Compare(method, arguments);
                compared++;
            }
        }

        Assert.NotEqual(0, compared);
    }

    [Theory]
    [InlineData("MathF.Floor(z)")]
    [InlineData("Math.Round(z, 2)")]
    [InlineData("float.Truncate(z)")]
    [InlineData("Math.Ceiling((double)z)")]
    public void A_step_is_known_for_what_it_is(string call)
        => Assert.Equal("BPG3013", ReadFunction.Of($"[Activation] static float F(float z) => z * (float){call};").Problems.Single().Rule.Id);

    private static void Compare(MethodInfo method, double[] arguments)
    {
        var parameters = method.GetParameters().Select((parameter, i) => Convert.ChangeType(arguments[i], parameter.ParameterType, null)).ToArray();
        var expected = Convert.ToDouble(method.Invoke(null, parameters), null);
        var variables = arguments.Select((value, i) => (Expr)value).ToArray();
        var actual = MathMembers.Call(method.Name, variables)!.Evaluate(_ => throw new InvalidOperationException());
        var relative = method.Name.Contains("Estimate", StringComparison.Ordinal) ? 1e-3 : method.ReturnType == typeof(float) ? 1e-5 : 1e-13;
        Assert.True(
            double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= relative * Math.Max(1, Math.Abs(expected)),
            $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", arguments)}) is {expected}, and the formula gives {actual}.");
    }

    private static bool IsOfReals(MethodInfo method) =>
        (method.ReturnType == typeof(double) || method.ReturnType == typeof(float) || method.ReturnType == typeof(int))
        && method.GetParameters().All(parameter => parameter.ParameterType == typeof(double) || parameter.ParameterType == typeof(float) || parameter.ParameterType == typeof(int))
        && method.GetParameters().Any(parameter => parameter.ParameterType != typeof(int));

    // whole numbers for degrees and exponents; bounds in their order; a negative base is NaN in the library, but for that of its own argument in a formula
    private static bool Fits(MethodInfo method, double[] arguments) =>
        method.GetParameters().Select((parameter, i) => parameter.ParameterType != typeof(int) || arguments[i] == 3).All(each => each)
        && (method.Name != "Log" || arguments.All(argument => argument > 0))
        && (method.Name != "Clamp" || arguments[1] <= arguments[2]);

    private static IEnumerable<double[]> Tuples(int count) => count == 0 ? [[]] : Tuples(count - 1).SelectMany(_ => Arguments, (tuple, last) => (double[])[.. tuple, last]);
}
