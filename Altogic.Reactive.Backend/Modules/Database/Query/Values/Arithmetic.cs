namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>The operators that calculate (expressions §5.2). What cannot be calculated is null.</summary>
internal static class Arithmetic
{
    public static Value Add(in Value left, in Value right)
    {
        if (left.Kind == ValueKind.Integer && right.Kind == ValueKind.Integer) return AddIntegers(left.Integer, right.Integer);
        if (left.Kind == ValueKind.Text || right.Kind == ValueKind.Text) return Concatenate(Conversions.ToText(left), Conversions.ToText(right));
        if (left.Kind == ValueKind.Date || right.Kind == ValueKind.Date)
            return left.Kind == ValueKind.Date ? Shift(left, right, 1) : Shift(right, left, 1);
        if (left.Kind == ValueKind.List && right.Kind == ValueKind.List) return Value.Of([.. left.ToArray(), .. right.ToArray()]);

        var (a, b) = (Conversions.ToOperand(left), Conversions.ToOperand(right));
        if (!a.IsNumeric || !b.IsNumeric) return Value.Null;
        return AreIntegers(a, b) ? AddIntegers(a.Integer, b.Integer) : Value.Of(a.Number + b.Number);
    }

    public static Value Subtract(in Value left, in Value right)
    {
        if (left.Kind == ValueKind.Date || right.Kind == ValueKind.Date) return SubtractDates(left, right);
        var (a, b) = (Conversions.ToOperand(left), Conversions.ToOperand(right));
        if (!a.IsNumeric || !b.IsNumeric) return Value.Null;
        if (!AreIntegers(a, b)) return Value.Of(a.Number - b.Number);
        var difference = unchecked(a.Integer - b.Integer);
        var overflows = ((a.Integer ^ b.Integer) & (a.Integer ^ difference)) < 0;
        return overflows ? Value.Of(a.Number - b.Number) : Value.Of(difference);
    }

    public static Value Multiply(in Value left, in Value right)
    {
        var (a, b) = (Conversions.ToOperand(left), Conversions.ToOperand(right));
        if (!a.IsNumeric || !b.IsNumeric) return Value.Null;
        if (!AreIntegers(a, b)) return Value.Of(a.Number * b.Number);
        var product = (Int128)a.Integer * b.Integer;
        return product >= long.MinValue && product <= long.MaxValue ? Value.Of((long)product) : Value.Of(a.Number * b.Number);
    }

    public static Value Divide(in Value left, in Value right)
    {
        var (a, b) = (Conversions.ToOperand(left), Conversions.ToOperand(right));
        if (!a.IsNumeric || !b.IsNumeric || b.Number == 0) return Value.Null;
        if (!AreIntegers(a, b)) return Value.Of(a.Number / b.Number);
        if (b.Integer == -1) return Negate(a);
        var (quotient, remainder) = Math.DivRem(a.Integer, b.Integer);
        return remainder == 0 ? Value.Of(quotient) : Value.Of(a.Number / b.Number);
    }

    /// <summary>The remainder, with the sign of the dividend.</summary>
    public static Value Modulo(in Value left, in Value right)
    {
        if (!left.IsNumeric || !right.IsNumeric || right.Number == 0) return Value.Null;
        if (!AreIntegers(left, right)) return Value.Of(left.Number % right.Number);
        return right.Integer == -1 ? Value.Of(0L) : Value.Of(left.Integer % right.Integer);
    }

    public static Value Negate(in Value value)
    {
        var operand = Conversions.ToOperand(value);
        return operand.Kind switch
        {
            ValueKind.Integer when operand.Integer != long.MinValue => Value.Of(-operand.Integer),
            ValueKind.Integer or ValueKind.Number => Value.Of(-operand.Number),
            _ => Value.Null,
        };
    }

    public static Value Concatenate(string left, string right) =>
        left.Length + right.Length > Value.MaxSize ? Value.Null : Value.Of(left + right);

    private static bool AreIntegers(in Value left, in Value right) => left.Kind == ValueKind.Integer && right.Kind == ValueKind.Integer;

    private static Value AddIntegers(long left, long right)
    {
        var sum = unchecked(left + right);
        var overflows = ((left ^ sum) & (right ^ sum)) < 0;
        return overflows ? Value.Of((double)left + right) : Value.Of(sum);
    }

    private static Value Shift(in Value date, in Value amount, int sign)
    {
        if (amount.Kind == ValueKind.Date) return Value.Null;
        var operand = Conversions.ToOperand(amount);
        return operand.IsNumeric && Math.Abs(operand.Number) < 1e15
            ? Value.OfDate(date.Milliseconds + sign * (long)Math.Round(operand.Number))
            : Value.Null;
    }

    // ISO text beside a date is a date as well, as it is for the operators that compare.
    private static Value SubtractDates(in Value left, in Value right)
    {
        if (left.Kind == ValueKind.Date && right.Kind is not (ValueKind.Date or ValueKind.Text)) return Shift(left, right, -1);
        if (left.Kind is not (ValueKind.Date or ValueKind.Text)) return Value.Null;
        if (Conversions.TryToInstant(left, out var a) && Conversions.TryToInstant(right, out var b)) return Value.Of(a - b);
        return left.Kind == ValueKind.Date ? Shift(left, right, -1) : Value.Null;
    }
}
