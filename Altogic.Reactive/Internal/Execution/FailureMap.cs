using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>Turns what is thrown on the way to and from the server into errors; what it does not know is a bug.</summary>
internal static class FailureMap
{
    private const string ClientOrigin = "client_error";
    private const string ServerOrigin = "server_error";

    /// <param name="exception">What was thrown.</param>
    /// <param name="address">Where the server should be, for the one who reads the message.</param>
    public static AltogicError? TryMap(Exception exception, string? address = null) => exception switch
    {
        UnwritableValueException => new AltogicError(
            ErrorKind.Client, 0, "Not sent",
            [new ErrorEntry(ClientOrigin, ErrorCodes.UnwritableValue, exception.Message)], exception.InnerException),
        TransferException failed => new AltogicError(
            failed.Kind, failed.Kind == ErrorKind.Serialization ? (int)HttpStatusCode.OK : 0, "Transfer failed",
            [new ErrorEntry(failed.Kind == ErrorKind.Client ? ClientOrigin : ServerOrigin, failed.Code, failed.Message)], failed.InnerException),
        EmptyAnswerException => Unreadable(ErrorCodes.EmptyResponse, exception.Message, exception),
        AnswerTooLargeException => Unreadable(ErrorCodes.ResponseTooLarge, exception.Message, exception),
        JsonException => Unreadable(ErrorCodes.InvalidResponse, "What came is not the JSON that was expected" + Place(exception), exception),
        InvalidDataException => Unreadable(ErrorCodes.InvalidResponse, "What came cannot be read: " + exception.Message, exception),
        HttpRequestException or IOException or SocketException or WebSocketException => FromNetwork(exception, address),
        OperationCanceledException or TimeoutException =>
            TimedOut("The HTTP client gave up waiting for an answer.", exception),
        _ => null,
    };

    public static AltogicError TimedOut(string message, Exception? exception) => new(
        ErrorKind.Timeout, 0, "Timeout", [new ErrorEntry(ClientOrigin, ErrorCodes.TimedOut, message)], exception);

    // the messages of Newtonsoft.Json quote what was sent, which belongs in no log; ours have no path
    private static string Place(Exception exception)
    {
        var (path, line, position) = exception switch
        {
            JsonReaderException reader => (reader.Path, reader.LineNumber, reader.LinePosition),
            JsonSerializationException serialization => (serialization.Path, serialization.LineNumber, serialization.LinePosition),
            _ => (null, 0, 0),
        };
        if (path is null) return ": " + exception.Message;
        return line == 0
            ? $", at '{path}'."
            : string.Format(CultureInfo.InvariantCulture, ", at '{0}', line {1}, position {2}.", path, line, position);
    }

    private static AltogicError Unreadable(string code, string message, Exception exception) => new(
        ErrorKind.Serialization, (int)HttpStatusCode.OK, "Unreadable answer",
        [new ErrorEntry(ServerOrigin, code, message)], exception);

    private static AltogicError FromNetwork(Exception exception, string? address)
    {
        var code = NetworkCode(exception);
        var server = address is null ? "The server" : "The server at " + address;
        var message = code switch
        {
            ErrorCodes.HostNotFound => server + " cannot be found: its host name is unknown.",
            ErrorCodes.ConnectionFailed => server + " cannot be reached.",
            ErrorCodes.TlsFailed => server + " does not prove who it is: no trusted encrypted connection could be made.",
            _ => "The connection to the server broke before the answer was complete.",
        };
        return new AltogicError(ErrorKind.Network, 0, "Network failure", [new ErrorEntry(ClientOrigin, code, message)], exception);
    }

    private static string NetworkCode(Exception exception)
    {
#if NET
        if (exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known)
        {
            return known.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => ErrorCodes.HostNotFound,
                HttpRequestError.ConnectionError => ErrorCodes.ConnectionFailed,
                HttpRequestError.SecureConnectionError => ErrorCodes.TlsFailed,
                _ => ErrorCodes.ConnectionLost,
            };
        }
#endif
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            var code = inner switch
            {
                AuthenticationException => ErrorCodes.TlsFailed,
                SocketException socket => SocketCode(socket.SocketErrorCode),
                WebException web => WebCode(web.Status),
                _ => null,
            };
            if (code is not null) return code;
        }

        return ErrorCodes.ConnectionLost;
    }

    private static string SocketCode(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => ErrorCodes.HostNotFound,
        SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.HostDown
            or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable => ErrorCodes.ConnectionFailed,
        _ => ErrorCodes.ConnectionLost,
    };

    // .NET Framework and Mono say it this way
    private static string? WebCode(WebExceptionStatus status) => status switch
    {
        WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure => ErrorCodes.HostNotFound,
        WebExceptionStatus.ConnectFailure => ErrorCodes.ConnectionFailed,
        WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure => ErrorCodes.TlsFailed,
        _ => null,
    };
}
