using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Endpoints;

public sealed partial class EndpointManager
{
    /// <summary>Posts and reads JSON. Cold; sent once.</summary>
    /// <param name="path">Below the environment's address.</param>
    /// <param name="body">
    /// What becomes JSON, or an <see cref="EndpointForm"/>; a stream, bytes or a file become a form with the field <c>file</c>.
    /// The default is null: no body.
    /// </param>
    /// <param name="query">The default is null: no query.</param>
    /// <param name="options">The default is null: everything as the client does it.</param>
    /// <returns>One result; no content is a success with null.</returns>
    /// <exception cref="ArgumentException">An argument is not usable.</exception>
    public IObservable<Result<JToken?>> Post(EndpointPath path, object? body = null, object? query = null, EndpointOptions? options = null) =>
        Post<JToken>(path, body, query, options);

    /// <summary>Posts and reads JSON as <typeparamref name="T"/>. Cold; sent once.</summary>
    /// <param name="path">Below the environment's address.</param>
    /// <param name="body">As in the other overload. The default is null: no body.</param>
    /// <param name="query">The default is null: no query.</param>
    /// <param name="options">The default is null: everything as the client does it.</param>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <returns>One result; no content is a success with <c>default</c>.</returns>
    /// <exception cref="ArgumentException">An argument is not usable.</exception>
    public IObservable<Result<T?>> Post<T>(EndpointPath path, object? body = null, object? query = null, EndpointOptions? options = null) =>
        _gateway.Run("post", path, body, query, options, Json<T>.Reply);

    /// <summary>Posts and reads text, bytes or a stream. Cold; sent once.</summary>
    /// <param name="path">Below the environment's address.</param>
    /// <param name="reply">How the answer is read, for example <see cref="EndpointReply.Text"/>.</param>
    /// <param name="body">As in the other overloads. The default is null: no body.</param>
    /// <param name="query">The default is null: no query.</param>
    /// <param name="options">The default is null: everything as the client does it.</param>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">An argument is not usable.</exception>
    public IObservable<Result<T>> Post<T>(
        EndpointPath path, EndpointReply<T> reply, object? body = null, object? query = null, EndpointOptions? options = null) =>
        _gateway.Run("post", path, body, query, options, reply);
}
