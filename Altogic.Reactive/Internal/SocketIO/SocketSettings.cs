using System.Reactive.Concurrency;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Serialization;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>What a connection is made of.</summary>
/// <param name="Address">Where the server is, for messages.</param>
/// <param name="Dialer">Opens transports.</param>
/// <param name="Scheduler">The clock.</param>
/// <param name="Jitter">Random numbers.</param>
/// <param name="Policy">How long to wait between attempts.</param>
/// <param name="Timeout">How long an attempt may take, from the first byte to the answer to CONNECT.</param>
/// <param name="LargestMessage">How large a packet with its attachments may be, in bytes.</param>
/// <param name="Format">How JSON is read.</param>
/// <param name="Log">Where to write what happens.</param>
internal sealed record SocketSettings(
    string Address, IEngineDialer Dialer, IScheduler Scheduler, JitterSource Jitter, ReconnectPolicy Policy, TimeSpan Timeout,
    int LargestMessage, JsonFormat Format, ILogger Log);
