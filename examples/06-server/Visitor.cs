using System.Reactive.Linq;
using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Examples.Server;

/// <summary>Whoever sent this request, and their client: with the session of their cookie, on the connections of the shared client.</summary>
internal sealed class Visitor : IDisposable
{
    public Visitor(AltogicClient shared, IHttpContextAccessor http)
    {
        var token = SessionCookie.Read(http.HttpContext!.Request.Headers.Cookie);
        Client = token is null ? shared.WithoutSession() : shared.WithSession(token);
    }

    public AltogicClient Client { get; }

    /// <summary>Asks the backend whose session it is, for a cookie alone proves nothing.</summary>
    public async Task<IResult> WhoIsSignedInAsync(Func<string, Task<IResult>> then)
    {
        var user = await Client.Auth.GetUserFromDB();
        return user.IsSuccess ? await then(user.Data.Id!) : WebServer.Answer(user, u => u);
    }

    public void Dispose() => Client.Dispose();
}
