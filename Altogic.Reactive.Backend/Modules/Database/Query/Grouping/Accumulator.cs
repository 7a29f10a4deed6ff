using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Grouping;

/// <summary>Gathers one figure of one group.</summary>
internal abstract class Accumulator
{
    public abstract Value Result { get; }

    public static Accumulator Create(ComputationType type) => type switch
    {
        ComputationType.Sum => new SumAccumulator(isMean: false),
        ComputationType.Avg => new SumAccumulator(isMean: true),
        ComputationType.Min => new ExtremeAccumulator(sign: 1),
        ComputationType.Max => new ExtremeAccumulator(sign: -1),
        _ => new CountAccumulator(),
    };

    /// <summary>A figure that somebody else gathered.</summary>
    public static Accumulator Known(Value figure) => new KnownFigure(figure);

    public abstract void Add(in Value value);

    private sealed class KnownFigure(Value figure) : Accumulator
    {
        public override Value Result => figure;

        public override void Add(in Value value) => throw new NotSupportedException();
    }

    /// <summary>Counts what is true.</summary>
    private sealed class CountAccumulator : Accumulator
    {
        private long _count;

        public override Value Result => Value.Of(_count);

        public override void Add(in Value value) => _count += value.IsTrue ? 1 : 0;
    }

    /// <summary>The sum or the mean of the numbers; other values are passed over.</summary>
    private sealed class SumAccumulator(bool isMean) : Accumulator
    {
        private readonly ExactSum _sum = new();
        private long _count;

        public override Value Result =>
            !isMean ? _sum.Total : _count == 0 ? Value.Null : Arithmetic.Divide(_sum.Total, Value.Of(_count));

        public override void Add(in Value value)
        {
            if (!value.IsNumeric) return;
            _sum.Add(value);
            _count++;
        }
    }

    /// <summary>The least or the greatest value; null when there is none.</summary>
    private sealed class ExtremeAccumulator(int sign) : Accumulator
    {
        private Value _best = Value.Null;

        public override Value Result => _best;

        public override void Add(in Value value)
        {
            if (value.IsNothing) return;
            if (_best.IsNothing || Ordering.CompareAll(value, _best) * sign < 0) _best = value.Detach();
        }
    }
}
