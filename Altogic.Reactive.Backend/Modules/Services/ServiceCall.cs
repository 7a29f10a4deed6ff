using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>Writes what an HTTP service is called with (app definition §3).</summary>
internal static class ServiceCall
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The body of the call, with its length: many a small server cannot read chunks.</summary>
    public static HttpContent ToContent(ServiceContext context)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) Write(json, context);
        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static void Write(Utf8JsonWriter json, ServiceContext context)
    {
        json.WriteStartObject();
        json.WriteString("trigger"u8, context.Trigger);
        json.WriteString("name"u8, context.Name);
        switch (context.Trigger)
        {
            case "queue":
                json.WritePropertyName("message"u8);
                WriteNode(json, context.Message);
                json.WriteString("messageId"u8, context.MessageId);
                json.WriteNumber("attempt"u8, context.Attempt);
                break;
            case "task":
                json.WriteString("taskId"u8, context.TaskId);
                json.WriteString("scheduledTaskName"u8, context.ScheduledTaskName);
                break;
            default:
                WriteRequest(json, context.Request);
                break;
        }

        WriteSession(json, context.Session);
        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, ServiceRequest? request)
    {
        if (request is null) return;
        json.WriteStartObject("request"u8);
        json.WriteString("method"u8, request.Method);
        json.WriteString("path"u8, request.Path);
        WriteTexts(json, "params", request.Params);
        WriteTexts(json, "query", request.Query);
        WriteTexts(json, "headers", request.Headers);
        json.WritePropertyName("body"u8);
        WriteNode(json, request.Body);
        json.WriteStartArray("files"u8);
        foreach (var file in request.Files)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, file.Field);
            json.WriteString("fileName"u8, file.FileName);
            json.WriteString("contentType"u8, file.ContentType);
            json.WriteNumber("size"u8, file.Size);
            json.WriteString("url"u8, file.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSession(Utf8JsonWriter json, ServiceSession? session)
    {
        if (session is null)
        {
            json.WriteNull("session"u8);
            return;
        }

        json.WriteStartObject("session"u8);
        json.WriteString("userId"u8, session.UserId);
        json.WriteStartArray("accessGroupKeys"u8);
        foreach (var group in session.AccessGroupKeys) json.WriteStringValue(group);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, System.Text.Json.Nodes.JsonNode? node)
    {
        if (node is null) json.WriteNullValue();
        else node.WriteTo(json);
    }
}
