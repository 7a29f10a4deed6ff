using System.Buffers.Binary;
using System.Security.Cryptography;
using Altogic.Reactive.Backend.Modules.Database.Query.Plans;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>A new value with each call, for default values (expressions §8.4, §8.10).</summary>
internal static class RandomFunctions
{
    private const int LongestText = 1000;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        Of("RAND()", (_, _) => Value.Of(Random.Shared.NextDouble())),
        Of("RANDBETWEEN(low, high)", (_, arguments) => Between(arguments[0], arguments[1])),
        Of("NEWID()", (scope, _) => NewId(scope.Now)),
        Of("UUID()", (_, _) => Value.Of(Guid.NewGuid().ToString())),
        Of("RANDOMTEXT(length)", (_, arguments) => Text(arguments[0])),
    ];

    private static FunctionDefinition Of(string usage, ManyArgumentsInScope body) =>
        new(usage, arguments => new VolatileNode(body, arguments)) { IsVolatile = true };

    private static Value Between(in Value low, in Value high)
    {
        if (!low.IsNumeric || !high.IsNumeric || Ordering.CompareNumbers(low, high) > 0) return Value.Null;
        if (low.Kind != ValueKind.Integer || high.Kind != ValueKind.Integer || high.Integer == long.MaxValue)
            return Value.Of(low.Number + Random.Shared.NextDouble() * (high.Number - low.Number));
        return Value.Of(Random.Shared.NextInt64(low.Integer, high.Integer + 1));
    }

    private static Value NewId(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[12];
        RandomNumberGenerator.Fill(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)now.ToUnixTimeSeconds());
        return Value.Of(Convert.ToHexStringLower(bytes));
    }

    private static Value Text(in Value length) =>
        Conversions.TryToInt(length, out var count) && count is >= 0 and <= LongestText
            ? Value.Of(RandomNumberGenerator.GetString(Letters, count))
            : Value.Null;

    private sealed class VolatileNode(ManyArgumentsInScope body, Node[] arguments) : Node
    {
        private readonly ManyArgumentsNode _inner = new(body, arguments);

        public override Value Evaluate(EvaluationScope scope, in Value item) => _inner.Evaluate(scope, item);
    }
}
