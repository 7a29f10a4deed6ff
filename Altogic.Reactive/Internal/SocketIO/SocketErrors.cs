using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>Turns the ends of connections, and the server's refusals, into errors.</summary>
internal static class SocketErrors
{
    private const string ClientOrigin = "client_error";
    private const string ServerOrigin = "server_error";

    public static AltogicError Dismissed() =>
        Network(ErrorCodes.DisconnectedByServer, ServerOrigin, "The server has ended the realtime connection.");

    public static AltogicError SessionChanged() =>
        Client(ErrorCodes.SessionChanged, "The session has changed; the realtime connection is made anew.");

    public static AltogicError Closed() => Client(ErrorCodes.NotConnected, "The realtime connection has been closed.");

    public static AltogicError NotConnected() =>
        Client(ErrorCodes.NotConnected, "There is no realtime connection at the moment, and BufferMessages is off.");

    public static AltogicError BufferFull(int capacity) =>
        Client(ErrorCodes.SendBufferFull, $"{capacity} messages are waiting to be sent already.");

    public static AltogicError DeliveryUnknown() => Network(
        ErrorCodes.DeliveryUnknown, ClientOrigin, "The connection was lost after the message had been written; it may have arrived.");

    public static AltogicError TooManyAttachments(int most) =>
        Client(ErrorCodes.TooManyAttachments, $"A message has more than {most} binary values.");

    public static AltogicError TooLarge() => Client(ErrorCodes.ContentTooLarge, "The message is larger than the server takes.");

    public static AltogicError From(CloseCause cause, string address) => cause switch
    {
        { Reason: CloseReason.PingTimeout } => FailureMap.TimedOut("The server has been silent for too long.", exception: null),
        { Reason: CloseReason.OpenTimeout } => FailureMap.TimedOut("The realtime connection was not usable in time.", exception: null),
        { Reason: CloseReason.ParseError } => new AltogicError(
            ErrorKind.Serialization, 0, "Unreadable packet",
            [new ErrorEntry(ServerOrigin, ErrorCodes.InvalidResponse, $"The server sent something that is no packet: {cause.Detail}.")]),
        { Exception: { } exception } => FailureMap.TryMap(exception, address) ?? Network(
            ErrorCodes.ConnectionFailed, ClientOrigin, "The realtime connection could not be made: " + exception.Message, exception),
        _ => Network(ErrorCodes.ConnectionLost, ClientOrigin, "The realtime connection broke."),
    };

    /// <summary>Reads CONNECT_ERROR (realtime §2); null when it has no message.</summary>
    public static AltogicError? ReadRefusal(ReadOnlyMemory<byte> payload, JsonFormat format)
    {
        var refusal = TryRead(payload, format);
        if (refusal is JValue { Value: string text }) return Refusal(text, null);
        return refusal is JObject json && json["message"] is JValue { Value: string message } ? Refusal(message, json["data"]) : null;
    }

    /// <summary>Reads an acknowledgement: null when the server has accepted, or says nothing to the contrary.</summary>
    public static AltogicError? ReadAcknowledgement(ReadOnlyMemory<byte> payload, JsonFormat format)
    {
        if (TryRead(payload, format) is not JArray { Count: > 0 } arguments || arguments[0] is not JObject answer) return null;
        if (answer["ok"] is not JValue { Value: false }) return null;
        return new AltogicError(
            ErrorKind.Api, 0, "Refused by the server", [new ErrorEntry(ClientOrigin, Text(answer["code"]) ?? ErrorCodes.Unspecified, Text(answer["message"]) ?? "The server gave no reason.")]);
    }

    private static AltogicError Refusal(string message, JToken? data)
    {
        var members = data as JObject;
        var code = Text(members?["code"]) ?? ErrorCodes.ConnectionRefused;
        var kind = code is ErrorCodes.InvalidSessionToken or ErrorCodes.MissingSessionToken ? ErrorKind.Session : ErrorKind.Api;
        var details = members ?? (data is null or { Type: JTokenType.Null } ? null : new JObject { ["data"] = data });
        var entry = new ErrorEntry(Text(members?["origin"]) ?? ClientOrigin, code, Text(members?["message"]) ?? message, details);
        return new AltogicError(kind, 0, message.Length > 0 ? message : "Refused by the server", [entry]);
    }

    private static JToken? TryRead(ReadOnlyMemory<byte> payload, JsonFormat format)
    {
        try
        {
            return format.Read<JToken>(payload);
        }
        catch (JsonException)
        {
            // what is no JSON has no message either
            return null;
        }
    }

    private static string? Text(JToken? token) => token is JValue { Value: string text } ? text : null;

    private static AltogicError Client(string code, string message) =>
        new(ErrorKind.Client, 0, "Not sent", [new ErrorEntry(ClientOrigin, code, message)]);

    private static AltogicError Network(string code, string origin, string message, Exception? exception = null) =>
        new(ErrorKind.Network, 0, "Network failure", [new ErrorEntry(origin, code, message)], exception);
}
