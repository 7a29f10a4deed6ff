using System.ComponentModel;
using System.Runtime.CompilerServices;
using Altogic.Reactive.Internal.Expressions;

namespace Altogic.Reactive.Database;

/// <summary>
/// Receives <c>$"user == {id}"</c> where an expression is asked for. Every hole becomes one literal: quoted text, number, boolean,
/// null, ISO time or list. A hole that already stands inside quotes is escaped as part of that text. A
/// <see cref="FilterExpression"/> is the only thing that goes in as it is.
/// </summary>
/// <remarks>
/// The compiler creates it; needs C# 10. Older compilers pass a plain string instead, and nothing is quoted. The same holds for
/// text joined with + or formatted beforehand, so write the interpolated string in the call.
/// </remarks>
[InterpolatedStringHandler]
public readonly ref struct ExpressionStringHandler
{
    private readonly ExpressionTemplate _template;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">The length of the text between the holes.</param>
    /// <param name="formattedCount">The number of holes.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ExpressionStringHandler(int literalLength, int formattedCount) => _template = new ExpressionTemplate(literalLength, formattedCount);

    /// <summary>Called by the compiler for the text between the holes.</summary>
    /// <param name="value">The text.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string value) => _template.AddAuthored(value);

    /// <summary>Called by the compiler for a value.</summary>
    /// <param name="value">The value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<TValue>(TValue value)
    {
        if (value is FilterExpression expression) _template.AddRaw(expression.InHole);
        else _template.AddValue(value);
    }

    internal string Render(LiteralWriter literals) =>
        _template is null ? throw new ArgumentException("The expression is missing.") : _template.Render(literals);
}
