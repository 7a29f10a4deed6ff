using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>Hands to authentication what it may know of a request.</summary>
internal static class OriginExtensions
{
    public static RequestOrigin Origin(this HttpContext context)
    {
        var caller = context.Caller();
        return new RequestOrigin(caller.RemoteAddress, caller.UserAgent, caller.BaseUrl);
    }
}
