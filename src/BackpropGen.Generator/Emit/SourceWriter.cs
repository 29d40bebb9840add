using System;
using System.Text;

namespace BackpropGen.Generator.Emit;

/// <summary>Writes indented text with line feeds, the same on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes lines, each indented; an empty one stays empty.</summary>
    public SourceWriter Lines(string text)
    {
        foreach (var line in text.Replace("\r\n", "\n").Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', 4 * _depth).Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>An empty line, unless there is one already or a block has just begun.</summary>
    public SourceWriter Blank()
    {
        var length = _text.Length;
        var isEmpty = length >= 2 && _text[length - 2] is '\n' or '{';
        return isEmpty ? this : Lines("");
    }

    /// <summary>A heading, and what <paramref name="body"/> writes in braces below it.</summary>
    public SourceWriter Block(string heading, Action body)
    {
        Lines(heading);
        Lines("{");
        _depth++;
        body();
        _depth--;
        return Lines("}");
    }

    /// <summary>What <paramref name="body"/> writes, indented once more.</summary>
    public void Indented(Action body)
    {
        _depth++;
        body();
        _depth--;
    }

    public override string ToString() => _text.ToString();
}
