using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Endpoints;

/// <summary>
/// Calls the app's own endpoints. Thread-safe. Paths may be interpolated, <c>$"users/{id}"</c>: what is in the holes is encoded. Query
/// values are an object or a dictionary: texts go out as they are, null as nothing, everything else as JSON.
/// </summary>
public sealed partial class EndpointManager
{
    private readonly EndpointGateway _gateway;

    internal EndpointManager(ClientContext context) => _gateway = new EndpointGateway(context);

    /// <summary>Gets JSON. Cold; repeated after a failure that may pass.</summary>
    /// <param name="path">Below the environment's address.</param>
    /// <param name="query">The default is null: no query.</param>
    /// <param name="options">The default is null: everything as the client does it.</param>
    /// <returns>One result; no content is a success with null.</returns>
    /// <exception cref="ArgumentException">An argument is not usable.</exception>
    public IObservable<Result<JToken?>> Get(EndpointPath path, object? query = null, EndpointOptions? options = null) =>
        Get<JToken>(path, query, options);

    /// <summary>Gets JSON and reads it as <typeparamref name="T"/>. Cold; repeated after a failure that may pass.</summary>
    /// <param name="path">Below the environment's address.</param>
    /// <param name="query">The default is null: no query.</param>
    /// <param name="options">The default is null: everything as the client does it.</param>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <returns>One result; no content is a success with <c>default</c>.</returns>
    /// <exception cref="ArgumentException">An argument is not usable.</exception>
    public IObservable<Result<T?>> Get<T>(EndpointPath path, object? query = null, EndpointOptions? options = null) =>
        _gateway.Run("get", path, body: null, query, options, Json<T>.Reply);

    /// <summary>Gets text, bytes or a stream. Cold; repeated after a failure that may pass, unless that would write twice.</summary>
    /// <param name="path">Below the environment's address.</param>
    /// <param name="reply">How the answer is read, for example <see cref="EndpointReply.Text"/>.</param>
    /// <param name="query">The default is null: no query.</param>
    /// <param name="options">The default is null: everything as the client does it.</param>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">An argument is not usable.</exception>
    public IObservable<Result<T>> Get<T>(EndpointPath path, EndpointReply<T> reply, object? query = null, EndpointOptions? options = null) =>
        _gateway.Run("get", path, body: null, query, options, reply);

    private static class Json<T>
    {
        public static readonly EndpointReply<T?> Reply = new(JsonAnswer<T?>.Optional);
    }
}
