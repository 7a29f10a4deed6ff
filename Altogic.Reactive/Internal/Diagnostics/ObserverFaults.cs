using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Where exceptions of the app's own observers of hot streams go: nobody waits for those calls who could catch them.</summary>
internal sealed class ObserverFaults(AltogicClientOptions options, ILogger log)
{
    /// <summary>Logs it and hands it to the app; one that neither logs nor listens finds it in the trace. Throws nothing.</summary>
    public void Report(Exception exception)
    {
        Log(exception, log.ObserverFailed);
        if (options.OnUnhandledException is { } handle)
        {
            try
            {
                handle(exception);
            }
            // the last resort of the app has failed as well
            catch (Exception second)
            {
                Log(second, log.HandlerFailed);
                if (options.LoggerFactory is null) TraceIt(second);
            }
        }
        else if (options.LoggerFactory is null)
        {
            TraceIt(exception);
        }
    }

    private static void Log(Exception exception, Action<Exception> write)
    {
        try
        {
            write(exception);
        }
        // a logger is code of the app as well
        catch (Exception second)
        {
            TraceIt(exception);
            TraceIt(second);
        }
    }

    private static void TraceIt(Exception exception) =>
        Trace.TraceError("Altogic.Reactive: an observer has thrown, and its subscription has ended. " + exception);
}
