using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>The multiply-add of written-out networks.</summary>
public sealed class ProductsTests
{
    [Fact]
    public void AddProduct_multiplies_and_adds() => Assert.Equal(7.5f, 1.5f.AddProduct(2, 3));
}
