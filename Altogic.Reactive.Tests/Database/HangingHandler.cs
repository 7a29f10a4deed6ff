using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

/// <summary>Answers some pages at once; for the others it waits until it is cancelled. Keeps nothing.</summary>
internal sealed class HangingHandler(Action cancelled, Func<int, (int Status, string Body)?> answer) : HttpMessageHandler
{
    public HangingHandler(Action cancelled, params (int Page, int Status, string Body)[] answers)
        : this(cancelled, page => answers.Where(a => a.Page == page).Select(a => ((int, string)?)(a.Status, a.Body)).FirstOrDefault())
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JObject.Parse(await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        if (answer(body["query"]!.Value<int>("page")) is { } reply)
            return new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = new StringContent(reply.Body, Encoding.UTF8, "application/json") };

        var never = new TaskCompletionSource<HttpResponseMessage>();
        using var registration = cancellationToken.Register(() =>
        {
            cancelled();
            never.TrySetCanceled(cancellationToken);
        });
        return await never.Task.ConfigureAwait(false);
    }
}
