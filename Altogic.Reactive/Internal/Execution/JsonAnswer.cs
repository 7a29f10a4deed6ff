using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>A success that is one JSON value.</summary>
internal sealed class JsonAnswer<T> : IAnswer<T>
{
    /// <summary>Nothing is a failure.</summary>
    public static readonly JsonAnswer<T> Required = new(mayBeNull: false);

    /// <summary>Nothing is a success with <c>default</c>.</summary>
    public static readonly JsonAnswer<T> Optional = new(mayBeNull: true);

    private readonly bool _mayBeNull;

    private JsonAnswer(bool mayBeNull) => _mayBeNull = mayBeNull;

    public async Task<T> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation)
    {
        using var body = await PooledBody.ReadAsync(response.Content, limit, cancellation).ConfigureAwait(false);
        var isNothing = body.FirstByte() switch
        {
            0 => true,
            (byte)'n' => JsonFormat.IsNull(body),
            _ => false,
        };
        if (isNothing) return _mayBeNull ? default! : throw new EmptyAnswerException();
        return format.Read<T>(body) ?? (_mayBeNull ? default! : throw new EmptyAnswerException());
    }
}
