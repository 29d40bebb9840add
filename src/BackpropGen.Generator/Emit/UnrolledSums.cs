using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Emit;

/// <summary>Sums of products, written out.</summary>
internal static class UnrolledSums
{
    /// <summary>Terms in one statement: longer ones slow the C# compiler down.</summary>
    public const int TermsPerStatement = 16;

    /// <summary>
    /// first + Σ a b as multiply-adds, in two chains that run side by side: <c>b.AddProduct(w0, x0) + w1 * x1</c>.
    /// </summary>
    /// <param name="first">What the products are added to, or null.</param>
    /// <param name="products">The factors; at least one pair if <paramref name="first"/> is null.</param>
    public static string Fused(string? first, IReadOnlyList<(string A, string B)> products)
    {
        if (first is null && products.Count <= 2)
        {
            return Chain(first, products);
        }

        var half = (products.Count + 1) / 2;
        var left = Chain(first, products.Take(half).ToArray());
        return half == products.Count ? left : $"{left} + {Chain(null, products.Skip(half).ToArray())}";
    }

    /// <summary>first + Σ a b as one chain of multiply-adds: fewer operations, for what nothing waits for.</summary>
    /// <param name="first">What the products are added to, or null.</param>
    /// <param name="products">The factors; at least one pair if <paramref name="first"/> is null.</param>
    public static string Chain(string? first, IReadOnlyList<(string A, string B)> products)
    {
        var start = first ?? $"{Operand(products[0].A)} * {Operand(products[0].B)}";
        var rest = products.Skip(first is null ? 1 : 0).Select(product => $".AddProduct({product.A}, {product.B})").ToArray();
        return rest.Length > 0 && start.IndexOf(' ') >= 0 ? $"({start}){string.Concat(rest)}" : start + string.Concat(rest);
    }

    private static string Operand(string text) => text.Contains(" + ") || text.Contains(" - ") ? $"({text})" : text;
}
