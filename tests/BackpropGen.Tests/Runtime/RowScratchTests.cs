using System.Threading;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class RowScratchTests
{
    [Fact]
    public void Is_as_long_as_asked_for_and_the_same_memory_while_it_suffices()
    {
        RowScratch<double>.Of(100)[0] = 5;
        Assert.Equal((30, 5.0), (RowScratch<double>.Of(30).Length, RowScratch<double>.Of(30)[0]));
        Assert.Equal(5000, RowScratch<double>.Of(5000).Length);
    }

    [Fact]
    public void Each_thread_has_its_own()
    {
        RowScratch<float>.Of(1)[0] = 1;
        var other = new Thread(() => RowScratch<float>.Of(1)[0] = 2);
        other.Start();
        other.Join();
        Assert.Equal(1, RowScratch<float>.Of(1)[0]);
    }
}
