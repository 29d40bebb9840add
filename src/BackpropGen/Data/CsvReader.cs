using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>One field of a CSV text.</summary>
/// <param name="Text">The text, without its quotes.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Column">Which field of its record it is, from 1.</param>
internal readonly record struct CsvField(string Text, int Line, int Column);

/// <summary>
/// Reads comma-separated values by RFC 4180: quoted fields may hold separators, line breaks and doubled quotes. Records end with CRLF, LF or CR;
/// empty lines are passed over, a byte order mark too.
/// </summary>
/// <param name="reader">The text.</param>
/// <param name="separator">What parts the fields.</param>
/// <param name="file">The file's name for messages, or null.</param>
internal sealed class CsvReader(TextReader reader, char separator, string? file)
{
    private const char ByteOrderMark = '\uFEFF';
    private const int End = -1;

    private readonly StringBuilder _text = new();
    private int _line = 1;
    private bool _started;

    /// <summary>The line the reader stands on, from 1.</summary>
    public int Line => _line;

    /// <summary>Reads one record.</summary>
    /// <param name="fields">Its fields; overwritten.</param>
    /// <returns>False at the end of the text.</returns>
    public bool Read(List<CsvField> fields)
    {
        fields.Clear();
        SkipByteOrderMark();
        while (reader.Peek() is '\r' or '\n')
        {
            ReadLineBreak();
        }

        if (reader.Peek() == End)
        {
            return false;
        }

        do
        {
            fields.Add(ReadField(fields.Count + 1));
        }
        while (NextIsField());
        return true;
    }

    /// <summary>The exception for a place in the text.</summary>
    public FormatException Error(int line, int column, string message) =>
        new($"{(file is null ? string.Empty : file + ": ")}line {line}, column {column}: {message}");

    private void SkipByteOrderMark()
    {
        if (!_started && reader.Peek() == ByteOrderMark)
        {
            reader.Read();
        }

        _started = true;
    }

    private bool NextIsField()
    {
        int next = reader.Peek();
        if (next == separator)
        {
            reader.Read();
            return true;
        }

        if (next != End)
        {
            ReadLineBreak();
        }

        return false;
    }

    private CsvField ReadField(int column)
    {
        _text.Clear();
        int line = _line;
        if (reader.Peek() == '"')
        {
            ReadQuoted(line, column);
        }
        else
        {
            ReadPlain(line, column);
        }

        return new CsvField(_text.ToString(), line, column);
    }

    private void ReadPlain(int line, int column)
    {
        while (!EndsField(reader.Peek()))
        {
            char c = (char)reader.Read();
            _text.Append(c != '"' ? c : throw Error(line, column, $"a quote stands within the unquoted field that begins with '{_text}'. Put the whole field in quotes and double those within."));
        }
    }

    private void ReadQuoted(int line, int column)
    {
        reader.Read();
        while (true)
        {
            int next = reader.Peek();
            if (next == End)
            {
                throw Error(line, column, "the quoted field is not closed before the end of the text.");
            }

            if (next is '\r' or '\n')
            {
                ReadLineBreak();
                _text.Append('\n');
                continue;
            }

            reader.Read();
            if (next == '"' && !TryReadSecondQuote())
            {
                break;
            }

            _text.Append((char)next);
        }

        if (!EndsField(reader.Peek()))
        {
            throw Error(line, column, $"expected a separator or the end of the line after the closing quote, got '{(char)reader.Peek()}'. Double the quotes within a field.");
        }
    }

    private bool TryReadSecondQuote()
    {
        bool second = reader.Peek() == '"';
        if (second)
        {
            reader.Read();
        }

        return second;
    }

    private bool EndsField(int c) => c == End || c == separator || c is '\r' or '\n';

    private void ReadLineBreak()
    {
        if (reader.Read() == '\r' && reader.Peek() == '\n')
        {
            reader.Read();
        }

        _line++;
    }
}
