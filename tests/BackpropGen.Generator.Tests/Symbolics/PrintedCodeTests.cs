using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>All formulas printed, compiled once and compared with <see cref="Expr.Evaluate"/>.</summary>
public sealed class PrintedCodeTests
{
    private static readonly string[] Names = { "z", "t", "o", "lse", "a" };
    private static readonly double[] Points = { -1000, -40, -7.3, -3, -2.9, -1, -0.6, -0.01, 0, 1e-5, 0.3, 1, 2.2, 3, 4.4, 6, 9, 37, 1000 };
    private static readonly List<(string Name, Expr Expression)> All = Formulas.All().ToList();
    private static readonly Lazy<Type> Compiled = new(Compile);

    [Theory]
    [InlineData("float", false)]
    [InlineData("double", false)]
    [InlineData("float", true)]
    [InlineData("double", true)]
    public void Printed_code_has_the_value_of_the_expression(string type, bool vector)
    {
        for (int i = 0; i < All.Count; i++)
        {
            MethodInfo method = Compiled.Value.GetMethod(MethodName(i, type, vector))!;

            // ln(1 − a) and t/(1 − a) of a value that rounds to 1 are anything.
            bool isSingular = All[i].Expression.Subtrees().Any(part => part is CallExpr { Function.Name: "Log" or "XLogY" } or PowerExpr { Exponent: < 0 });
            foreach (double z in isSingular ? Points.Where(point => Math.Abs(point) <= 3) : Points)
            {
                AssertSame(All[i], method, z);
            }
        }
    }

    [Fact]
    public void Scalar_code_reads_like_the_formula()
    {
        string Print(Expr expression) => CSharpPrinter.Print(expression, Dialect.ScalarDouble, name => name);
        Expr a = Expr.Variable("a"), t = Expr.Variable("t"), z = Expr.Variable("z");
        Assert.Equal("2 * (a - t) * a * (1 - a)", Print(2 * (a - t) * (a * (1 - a))));
        Assert.Equal("1 / (1 + global::System.Math.Exp(-z))", Print(FunctionTable.Sigmoid.Of(z)));
        Assert.Equal("-z", Print(-z));
        Assert.Equal("z / (global::System.Math.Abs(z) + 1)", Print(ActivationTable.Of(ActivationKind.Softsign).Formula));
        Assert.Equal("global::System.Math.Max(z, 0)", Print(ActivationTable.Of(ActivationKind.ReLU).Formula));
        Assert.Equal("z > 0 ? z : 0.01 * z", Print(ActivationTable.Of(ActivationKind.LeakyReLU).Formula));
        Assert.Equal("a * (z > 0 ? 1.0 : 0.01)", Print(a * SelectExpr.Of(z, Relation.Greater, 0, 1, 0.01)));
    }

    [Fact]
    public void Vector_code_names_constants_through_the_caller()
    {
        Expr a = Expr.Variable("a");
        Assert.Equal("2f * a * (one - a)", CSharpPrinter.Print(2 * a * (1 - a), Dialect.VectorSingle, name => name, value => value == 1 ? "one" : throw new InvalidOperationException()));
        Assert.Equal("V.Create(1.0) - a", CSharpPrinter.Print(1 - a, Dialect.VectorDouble, name => name));
        Assert.Equal(
            "V.Select(V.Greater(a, zero), a, 0.01f * a)",
            CSharpPrinter.Print(SelectExpr.Of(a, Relation.Greater, 0, a, 0.01 * a), Dialect.VectorSingle, name => name, _ => "zero"));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(1e-300)]
    [InlineData(-5)]
    [InlineData(1.7580993408473766)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Literals_parse_back_to_the_same_value(double value)
    {
        Assert.Equal(value, Parse(Dialect.ScalarDouble.Literal(value)));
        Assert.Equal((float)value, Parse(Dialect.ScalarSingle.Literal(value)));
    }

    private static object? Parse(string literal) => literal switch
    {
        "float.NaN" => float.NaN,
        "double.NaN" => double.NaN,
        "float.NegativeInfinity" => float.NegativeInfinity,
        "double.NegativeInfinity" => double.NegativeInfinity,
        _ when literal[0] == '-' => SyntaxFactory.ParseToken(literal.Substring(1)).Value is float single ? (object)-single : -(double)SyntaxFactory.ParseToken(literal.Substring(1)).Value!,
        _ => SyntaxFactory.ParseToken(literal).Value,
    };

    private static void AssertSame((string Name, Expr Expression) formula, MethodInfo method, double z)
    {
        double[] values = { z, 0.25, 0.4, 3.5, 0.7 };
        bool single = method.Name.EndsWith("float", StringComparison.Ordinal);
        values = single ? values.Select(value => (double)(float)value).ToArray() : values;
        double expected = formula.Expression.Evaluate(name => values[Array.IndexOf(Names, name)]);
        double actual = (double)method.Invoke(null, values.Cast<object>().ToArray())!;

        // Both round each operation, so cancellation shows relative to the largest part; overflow of float to infinity is infinity here too.
        double scale = formula.Expression.Subtrees().Select(part => Math.Abs(part.Evaluate(name => values[Array.IndexOf(Names, name)]))).Where(double.IsFinite).Max();
        double tolerance = single ? 4e-6 * scale : 1e-14 * scale;
        bool same = Math.Abs(expected - actual) <= tolerance || expected.Equals(actual) || (single && Math.Abs(expected) > float.MaxValue && double.IsInfinity(actual));
        Assert.True(same, $"{formula.Name} at z = {z}: {formula.Expression} = {expected:R}, printed code gives {actual:R}");
    }

    private static string MethodName(int index, string type, bool vector) => $"F{index}_{(vector ? "vector" : "scalar")}_{type}";

    private static Type Compile()
    {
        var trees = new[] { Dialect.ScalarSingle, Dialect.ScalarDouble, Dialect.VectorSingle, Dialect.VectorDouble }.Select(Source).Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp12)));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Append(typeof(Functions).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Printed",
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, checkOverflow: true));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error).Take(10)));
        return Assembly.Load(image.ToArray()).GetType("Printed")!;
    }

    /// <summary>All formulas in one dialect; vectors are of type V, as in emitted methods that are generic in it.</summary>
    private static string Source(Dialect dialect)
    {
        string type = dialect.IsVector ? "V" : dialect.Type;
        var source = new StringBuilder(dialect.IsVector ? $"using V = global::BackpropGen.Runtime.Lanes256<{dialect.Type}>;\n" : "").Append("public static partial class Printed {\n");
        for (int i = 0; i < All.Count; i++)
        {
            string parameters = string.Join(", ", Names.Select(name => "double " + name + "_"));
            string locals = string.Concat(Names.Select(name => $"{type} {name} = {(dialect.IsVector ? $"V.Create(({dialect.Type}){name}_)" : $"({dialect.Type}){name}_")}; "));
            string result = CSharpPrinter.Print(All[i].Expression, dialect, name => name);
            source.Append(CultureInfo.InvariantCulture, $"public static double {MethodName(i, dialect.Type, dialect.IsVector)}({parameters}) {{ {locals}{type} r = {result}; return {(dialect.IsVector ? "V.Sum(V.KeepFirst(r, 1))" : "r")}; }}\n");
        }

        return source.Append('}').ToString();
    }
}
