using Altogic.Reactive.Internal.Expressions;

namespace Altogic.Reactive.Database;

/// <summary>A piece of expression to put into a hole of <c>Filter($"…")</c>, where plain values become literals. Immutable.</summary>
public sealed class FilterExpression
{
    private readonly Fragment _fragment;

    private FilterExpression(Fragment fragment) => _fragment = fragment;

    /// <summary>The text as it goes into a hole.</summary>
    internal string InHole => _fragment.For(Binding.Primary);

    internal Fragment Fragment => _fragment;

    /// <summary>
    /// Expression text to take as it is: never quoted, never checked, put into a hole without parentheses. Do not build it from input.
    /// </summary>
    /// <param name="expression">For example <c>SIZE(tags) &gt; 1</c>.</param>
    public static FilterExpression Raw(string expression) =>
        new(Fragment.Primary(expression ?? throw new ArgumentNullException(nameof(expression))));

    /// <summary>
    /// The name of a field that is known only at run time, checked to be nothing but a name: <c>true</c> is the field of that name.
    /// </summary>
    /// <param name="path">A field or a dotted path such as <c>address.city</c>; <c>this</c> and <c>lookup</c> keep their meaning.</param>
    /// <exception cref="ArgumentException">The path is not made of letters, digits, underscores and dots.</exception>
    public static FilterExpression Field(string path)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        if (!FieldPath.IsPath(path)) throw new ArgumentException($"'{path}' is not the name of a field.", nameof(path));
        return new FilterExpression(Fragment.Primary(FieldPath.RootedLiteral(path)));
    }

    /// <summary>A part of a filter with safely quoted values, to be used in several filters; it keeps its parentheses where it needs them.</summary>
    /// <param name="expression">As for <c>Filter($"…")</c>; enums and types of your own are written with the default JSON settings.</param>
    /// <exception cref="ArgumentException">A value has no literal.</exception>
    public static FilterExpression Of(ExpressionStringHandler expression) =>
        new(Fragment.Opaque(expression.Render(DefaultLiterals.Writer)));

    /// <summary>The expression text.</summary>
    public override string ToString() => _fragment.Text;
}
