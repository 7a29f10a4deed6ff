using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Where exceptions of the app's own observers of hot streams go: nobody waits for those calls who could catch them.</summary>
internal sealed class ObserverFaults(AltogicClientOptions options, ILogger log)
{
    /// <summary>Logs it and hands it to the app; one that neither logs nor listens finds it in the trace. Throws nothing.</summary>
    public void Report(Exception exception)
    {
        log.ObserverFailed(exception);
        if (options.OnUnhandledException is { } handle)
        {
            try
            {
                handle(exception);
            }
            // the last resort of the app has failed as well
            catch (Exception second)
            {
                log.HandlerFailed(second);
                if (options.LoggerFactory is null) TraceIt(second);
            }
        }
        else if (options.LoggerFactory is null)
        {
            TraceIt(exception);
        }
    }

    private static void TraceIt(Exception exception) =>
        Trace.TraceError("Altogic.Reactive: an observer has thrown, and its subscription has ended. " + exception);
}
