namespace Altogic.Reactive.Internal.Expressions;

/// <summary>How tightly a piece of expression text binds, loosest first (expressions §3).</summary>
internal enum Binding
{
    Or,
    And,
    Equality,
    Relational,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}

/// <summary>A piece of expression text that knows when it needs parentheses.</summary>
internal readonly struct Fragment(string text, Binding binding)
{
    public string Text { get; } = text;

    public Binding Binding { get; } = binding;

    /// <summary>Text that somebody else wrote: it may hold any operator, so it is treated as the loosest.</summary>
    public static Fragment Opaque(string text) => new(text, Binding.Or);

    public static Fragment Primary(string text) => new(text, Binding.Primary);

    public static Fragment Call(string function, params Fragment[] arguments) =>
        Primary(function + "(" + string.Join(", ", arguments.Select(argument => argument.Text)) + ")");

    /// <summary>Every operator groups left to right, so the right side needs parentheses at its own level too.</summary>
    public static Fragment Binary(Fragment left, string op, Fragment right, Binding binding) =>
        new(left.For(binding) + " " + op + " " + right.For(binding + 1), binding);

    /// <summary>Connectives are associative: a chain stays flat on either side.</summary>
    public static Fragment Connect(Fragment left, string op, Fragment right, Binding binding) =>
        new(left.For(binding) + " " + op + " " + right.For(binding), binding);

    public static Fragment Not(Fragment operand) => new("!" + operand.For(Binding.Unary), Binding.Unary);

    public static Fragment Exists(Fragment operand) => Call("EXISTS", operand);

    /// <summary>The text, in parentheses if it binds looser than its place asks for.</summary>
    public string For(Binding required) => Binding < required ? "(" + Text + ")" : Text;

    public override string ToString() => Text;
}
