using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.Fuzz;

/// <summary>Spoils source as a hand at the keyboard does, and worse: one to three changes, a function of the seed.</summary>
internal sealed class Mutator
{
    private static readonly string[] Numbers = ["0", "1", "-1", "3", "65536", "65537", "2147483647", "2147483648", "99999999999999999999", "1e400", "-0.0", "0.5", "0x7F", "1_0", "double.NaN", "float.PositiveInfinity", "'a'", "1f", "3m", "default"];

    private static readonly string[] Texts =
    [
        "\"\"", "\"input\"", "\"Input\"", "\"a, b\"", "\" , \"", "\"日本語\"", "\"\\u0000\"", "\"\\uD800\"", "\"a\\nb\"", "\"class\"", "\"1st\"", "\"W1\"", "\"#.#\"", "null", "nameof(Net)", "nameof(System)", "\"" + new string('x', 300) + "\"",
    ];

    private static readonly string[] Words =
    [
        "class", "struct", "record", "interface", "enum", "delegate", "static", "abstract", "sealed", "partial", "file", "ref", "unsafe", "async", "new", "this", "base", "typeof", "nameof", "int", "void", "dynamic", "object", "float", "double",
        "string", "@class", "名前", "Ω", "_", "__arglist", "T", "Net", "Net<int>", "int*", "float[]", "(int, int)", "Activation", "Loss", "Network", "Dense", "Add", "Concat", "W1", "Predict", "Description", "Threads",
        "(", ")", "[", "]", "{", "}", ";", ",", ".", "=", "=>", "<", ">", "?", ":", "\"", "'", "/*", "*/", "//", "#if X", "#endif", "\n", "@", "$\"", "\"\"\"", "\uFEFF", "\0",
    ];

    private static readonly string[] Arguments =
    [
        "Name = \"a\"", "Name = \"input\"", "Name = null", "From = \"input\"", "From = \"a\"", "From = \"\"", "From = \"a,a\"", "Bias = Bias.Shared", "Bias = (Bias)9", "Bias = Bias.None", "Frozen = true", "FrozenBias = true",
        "Connections = new[] { \"#\", \"##\" }", "Connections = new string[0]", "Connections = null", "Connections = new string[] { null }", "Initializer = Initializer.Zeros", "Loss = Loss.CrossEntropy", "Loss = (Loss)77", "LossMethod = \"F\"",
        "Precision = Precision.Double", "Precision = (Precision)2", "InferenceOnly = true", "HuberDelta = -1", "LabelSmoothing = 2", "Activation.Softmax", "(Activation)99", "\"F\"", "typeof(Net)", "typeof(int), \"Parse\"", "nameof(Net.Predict)", "1", "1.5", "Nothing = 1",
    ];

    private static readonly string[] Attributes =
    [
        "[Network(2)]", "[Dense(3)]", "[Dense(1, Activation.Softmax)]", "[Activate(Activation.Softmax)]", "[Activate(\"F\")]", "[Add(\"a\", \"input\")]", "[Concat(\"a\", \"a\", \"input\")]", "[Dropout(0.5)]", "[Dropout(1)]", "[LayerNorm]", "[BatchNorm]",
        "[Dense]", "[Dense(]", "[Network]", "[Add]", "[Loss]", "[Activation]", "[assembly: GenerateNetworkTests(typeof(Net))]", "[System.Obsolete]", "[Dense(2), Dense(2, Name = \"a\")]",
    ];

    private readonly Random _random;
    private readonly List<string> _tokens;

    private Mutator(string source, Random random)
    {
        _random = random;
        _tokens = [.. SyntaxFactory.ParseTokens(source).Select(token => token.ToFullString())];
    }

    /// <summary>The spoiled source.</summary>
    /// <param name="sources">One of these, and parts of others.</param>
    /// <param name="seed">Which one, and how.</param>
    public static string Mutate(IReadOnlyList<string> sources, int seed)
    {
        var random = new Random(seed);
        var mutator = new Mutator(sources[random.Next(sources.Count)], random);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            mutator.Change(sources);
        }

        var text = string.Concat(mutator._tokens);
        return random.Next(10) == 0 ? text[..random.Next(text.Length + 1)] : text;
    }

    private void Change(IReadOnlyList<string> sources)
    {
        var place = Place();
        switch (_random.Next(11))
        {
            case 0:
                _tokens.RemoveAt(place);
                break;
            case 1:
                _tokens.Insert(place, _tokens[place]);
                break;
            case 2:
                var other = Place();
                (_tokens[place], _tokens[other]) = (_tokens[other], _tokens[place]);
                break;
            case 3:
                _tokens.RemoveRange(place, Math.Min(_random.Next(1, 12), _tokens.Count - place));
                break;
            case 4:
                Replace(token => char.IsDigit(token[0]), Numbers);
                break;
            case 5:
                Replace(token => token[0] == '"', Texts);
                break;
            case 6:
                Replace(token => char.IsLetter(token[0]), Words);
                break;
            case 7:
                _tokens.Insert(place, " " + Pick(Words) + " ");
                break;
            case 8:
                Replace(token => token == ")", [.. Arguments.Select(argument => ", " + argument + ")")]);
                break;
            case 9:
                Replace(token => token == "[", [.. Attributes.Select(attribute => attribute + "\n[")]);
                break;
            default:
                _tokens.Insert(place, Part(Pick(sources)));
                break;
        }

        if (_tokens.Count == 0)
        {
            _tokens.Add(" ");
        }
    }

    /// <summary>Replaces a token of a kind by one of some, and keeps what is around it.</summary>
    private void Replace(Func<string, bool> isKind, IReadOnlyList<string> by)
    {
        var places = Enumerable.Range(0, _tokens.Count).Where(i => _tokens[i].Trim() is { Length: > 0 } token && isKind(token)).ToArray();
        if (places.Length > 0)
        {
            var place = Pick(places);
            _tokens[place] = _tokens[place].Replace(_tokens[place].Trim(), Pick(by), StringComparison.Ordinal);
        }
    }

    private string Part(string source)
    {
        var start = _random.Next(source.Length);
        return new StringBuilder("\n").Append(source, start, _random.Next(Math.Min(80, source.Length - start))).Append('\n').ToString();
    }

    private int Place() => _random.Next(_tokens.Count);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
