using System.Text;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Engine.IO over plain requests, spoken by hand.</summary>
internal sealed class EngineHttp(HttpClient http, string path = "/socket.io/")
{
    public string Path { get; } = path;

    public Task<Answer> GetAsync(string query, CancellationToken cancel = default) => SendAsync("GET", query, null, cancel);

    public Task<Answer> PostAsync(string sid, string body) => SendAsync("POST", Of(sid), new StringContent(body, Encoding.UTF8, "text/plain"), default);

    public Task<Answer> PollAsync(string sid, CancellationToken cancel = default) => GetAsync(Of(sid), cancel);

    public async Task<Answer> SendAsync(string method, string query, HttpContent? body = null, CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Path + "?" + query) { Content = body };
        using var response = await http.SendAsync(request, cancel);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Opens a session; gives its id.</summary>
    public async Task<string> OpenAsync()
    {
        var answer = await GetAsync("EIO=4&transport=polling");
        return (string)JsonNode.Parse(answer.Text[1..])!["sid"]!;
    }

    public static string Of(string sid) => "EIO=4&transport=polling&sid=" + sid;
}
