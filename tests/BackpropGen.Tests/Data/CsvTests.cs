using System;
using System.Globalization;
using System.IO;
using Xunit;

namespace BackpropGen.Tests.Data;

public sealed class CsvTests
{
    [Theory]
    [InlineData("1,2,a\r\n3,4,b\r\n")]
    [InlineData("1,2,a\n3,4,b")]
    [InlineData("1,2,a\r3,4,b\r")]
    [InlineData("\uFEFF1,2,a\n3,4,b\n\n\n")]
    [InlineData("x,y,class\n1,2,a\n\n3,4,b\n")]
    [InlineData("\"x\",\"y, with \"\"quotes\"\"\r\nand a line break\",class\r\n1,2,a\r\n3,4,b\r\n")]
    [InlineData("\"1\",\"2\",\"a\"\n 3 ,+4.0e0,b\n")]
    public void Reads_RFC_4180(string text)
    {
        Dataset<double> data = Read(text, 2, classes: 2);

        Assert.Equal([1, 2, 3, 4], data.Inputs.ToArray());
        Assert.Equal([1, 0, 0, 1], data.Targets.ToArray());
        Assert.Equal(["a", "b"], data.ClassNames);
    }

    [Fact]
    public void Keeps_separators_quotes_and_line_breaks_of_quoted_labels()
    {
        Dataset<double> data = Read("1,\"a,\"\"b\"\"\r\nc\"\n2,d\n", 1, classes: 2);

        Assert.Equal(["a,\"b\"\nc", "d"], data.ClassNames);
    }

    [Fact]
    public void Reads_several_numeric_targets_with_another_separator()
    {
        Dataset<double> data = Read("a;b;c\n1.5;2;-3e2\n", 1, targets: 2, separator: ';');

        Assert.Equal([1.5], data.Inputs.ToArray());
        Assert.Equal([2, -300], data.Targets.ToArray());
    }

    [Fact]
    public void Numbers_text_labels_in_ascending_order_whatever_the_order_of_the_rows()
    {
        Dataset<double> data = Read("1,versicolor\n2,virginica\n3,setosa\n", 1, classes: 3);

        Assert.Equal(["setosa", "versicolor", "virginica"], data.ClassNames);
        Assert.Equal([0, 1, 0, 0, 0, 1, 1, 0, 0], data.Targets.ToArray());
    }

    [Fact]
    public void Takes_labels_from_0_for_the_classes_numbers_even_when_some_are_left_out()
    {
        Dataset<double> data = Read("1,2\n2,0\n", 1, classes: 3);

        Assert.Equal([0, 0, 1, 1, 0, 0], data.Targets.ToArray());
        Assert.Equal(["0", "1", "2"], data.ClassNames);
    }

    [Fact]
    public void Numbers_other_whole_numbers_by_value()
    {
        Dataset<double> data = Read("1,10\n2,9\n3,-1\n", 1, classes: 3);

        Assert.Equal(["-1", "9", "10"], data.ClassNames);
        Assert.Equal([0, 0, 1, 0, 1, 0, 1, 0, 0], data.Targets.ToArray());
    }

    [Fact]
    public void Takes_the_callers_word_for_the_header()
    {
        Assert.Equal(1, Read("1,2\n3,4\n", 1, targets: 1, header: true).RowCount);
        Assert.Equal(2, Read("1,2\n3,4\n", 1, targets: 1, header: false).RowCount);
    }

    [Theory]
    [InlineData("1,2,a\n3,x,b\n", 2, 2, "line 2, column 2: expected an input, a finite number such as -1.5e3, got 'x'")]
    [InlineData("1,2,a\n3,,b\n", 2, 2, "line 2, column 2: expected an input, a finite number such as -1.5e3, got ''")]
    [InlineData("1,2,a\n3,NaN,b\n", 2, 2, "line 2, column 2")]
    [InlineData("1,2,a\n3,1e999,b\n", 2, 2, "line 2, column 2")]
    [InlineData("150,4,x,y,z\n1,2,3,4,a\n", 4, 1, "line 1, column 3: expected an input, a finite number such as -1.5e3, got 'x'. If the first line names the columns, pass header: true.")]
    [InlineData("1,2,a\n3,4\n", 2, 2, "line 2, column 2: expected 3 columns (2 inputs and 1 label) parted by ',', got 2")]
    [InlineData("1,2,a\n3,4,b,5\n", 2, 2, "line 2, column 4: expected 3 columns (2 inputs and 1 label) parted by ',', got 4")]
    [InlineData("1,2,a\n3,4, \n", 2, 2, "line 2, column 3: expected the label of a class, got an empty field")]
    [InlineData("1,2,a\n\"3\n\",4,\n", 2, 2, "line 3, column 3: expected the label")]
    [InlineData("1,2,a\n3,4,b\n5,6,c\n", 2, 2, "line 3, column 3: expected at most 2 classes, got 'c' as number 3")]
    [InlineData("1,2,a\n3,4,b\n", 2, 3, "line 2, column 3: expected 3 classes, got only 2: a, b")]
    [InlineData("1,2,a\n3,4,\"b\n", 2, 2, "line 2, column 3: the quoted field is not closed")]
    [InlineData("1,2,a\n3,\"4\"5,b\n", 2, 2, "line 2, column 2: expected a separator or the end of the line after the closing quote, got '5'")]
    [InlineData("1,2,a\n3,4\"5,b\n", 2, 2, "line 2, column 2: a quote stands within the unquoted field that begins with '4'")]
    [InlineData("", 2, 2, "line 1, column 1: expected a row of data, got the end of the text")]
    [InlineData("x,y,class\n", 2, 2, "line 2, column 1: expected a row of data")]
    public void Names_the_place_of_a_mistake(string text, int inputs, int classes, string message)
    {
        var e = Assert.Throws<FormatException>(() => Read(text, inputs, classes: classes));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_line_of_a_mistake_in_the_targets()
    {
        var e = Assert.Throws<FormatException>(() => Read("1,2\n3,four\n", 1, targets: 1));

        Assert.StartsWith("line 2, column 2: expected a target, a finite number such as -1.5e3, got 'four'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_number_that_is_infinite_in_the_precision_asked_for()
    {
        Assert.Throws<FormatException>(() => Dataset<float>.FromCsv(new StringReader("1e39,1\n"), 1, targets: 1));
        Assert.Equal(1e39, Read("1e39,1\n", 1, targets: 1).Inputs[0]);
    }

    [Fact]
    public void Names_the_file_and_takes_the_names_of_the_contract()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "5.1,3.5,1.4,0.2,setosa\n7.0,3.2,4.7,1.4,versicolor\n6.3,3.3,6.0,2.5,virginica\n");
            Assert.Equal(3, Dataset<float>.FromCsv(path, inputs: 4, classes: 3).RowCount);

            var e = Assert.Throws<FormatException>(() => Dataset<float>.FromCsv(path, inputs: 3, classes: 3));
            Assert.StartsWith(path + ": line 1, column 5: expected 4 columns", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Reads_the_same_numbers_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal([1.5], Read("1.5,2\n", 1, targets: 1).Inputs.ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null, null, "targets")]
    [InlineData(2, 2, "targets")]
    [InlineData(0, null, "classes")]
    [InlineData(null, 0, "targets")]
    public void Wants_just_one_of_classes_and_targets(int? classes, int? targets, string argument)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => Read("1,2\n", 1, classes, targets));

        Assert.Equal(argument, e.ParamName);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    public void Refuses_separators_that_mean_something_else(char separator)
    {
        Assert.Throws<ArgumentException>(() => Read("1,2\n", 1, targets: 1, separator: separator));
    }

    private static Dataset<double> Read(string text, int inputs, int? classes = null, int? targets = null, bool? header = null, char separator = ',') =>
        Dataset<double>.FromCsv(new StringReader(text), inputs, classes, targets, header, separator);
}
