namespace Altogic.Reactive.Backend.Modules.Database.Query.Grouping;

/// <summary>
/// A sum that does not depend on the order of its parts as long as they are ordinary: integers are added as such, decimal
/// fractions as they are written (0.1 three times is 0.3), and only the rest as binary fractions.
/// </summary>
internal sealed class ExactSum
{
    // Within these limits a number goes to decimal and back unchanged, and a billion of them cannot overflow.
    private const double LargestExact = 1e15;
    private const double SmallestExact = 1e-9;

    private Int128 _integers;
    private decimal _decimals;
    private double _rest;
    private bool _hasFractions;

    public Value Total
    {
        get
        {
            if (!_hasFractions) return _integers >= long.MinValue && _integers <= long.MaxValue ? Value.Of((long)_integers) : Value.Of((double)_integers);
            if (Int128.Abs(_integers) < (Int128)1e18) return Value.Of((double)((long)_integers + _decimals) + _rest);
            return Value.Of((double)_integers + (double)_decimals + _rest);
        }
    }

    public void Add(in Value number)
    {
        if (number.Kind == ValueKind.Integer)
        {
            _integers += number.Integer;
            return;
        }

        _hasFractions = true;
        var value = number.Number;
        var size = Math.Abs(value);
        if (size is < LargestExact and > SmallestExact && (double)(decimal)value == value) _decimals += (decimal)value;
        else _rest += value;
    }
}
