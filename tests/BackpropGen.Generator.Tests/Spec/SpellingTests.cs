using BackpropGen.Generator.Spec;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("hiden", "hidden")]
    [InlineData("Hidden", "hidden")]
    [InlineData("hiddne", "hidden")]
    [InlineData("inptu", "input")]
    [InlineData("outpu", "output")]
    [InlineData("imput", "input")]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("memory", null)]
    public void The_nearest_name_is_found_when_it_is_near(string name, string? expected)
        => Assert.Equal(expected, Spelling.Nearest(name, ["hidden", "output", "input"]));
}
