namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>
/// A client across its reconnections: what it has sent, and after a loss what it was. Guarded by the hub's lock.
/// </summary>
internal sealed class LogicalClient(string token)
{
    private const int MostRefusals = 256;
    private const int Overhead = 2000;
    private const int ChannelOverhead = 100;
    private readonly Queue<(long Seq, Refusal Refusal)> _refusals = new();

    public string Token => token;

    /// <summary>The connection it has now; null after a loss.</summary>
    public HubSocket? Socket { get; set; }

    /// <summary>The highest number of what it sent that was processed.</summary>
    public long LastSend { get; private set; }

    public Profile Profile { get; private set; } = Profile.None;

    public string? UserId { get; private set; }

    public IReadOnlyDictionary<string, Membership> Channels { get; private set; } = new Dictionary<string, Membership>();

    public DateTimeOffset LostAt { get; private set; }

    /// <summary>Its place among the lost ones; null while it is connected.</summary>
    public LinkedListNode<LogicalClient>? Lost { get; set; }

    /// <summary>What keeping it costs after a loss, in bytes.</summary>
    public long Size => Overhead + Profile.Json.Length + (Profile.Attachments?.Bytes ?? 0) + Channels.Keys.Sum(name => ChannelOverhead + (2L * name.Length));

    /// <summary>Counts a number as processed; false when it was before, and then how that went.</summary>
    public bool TryProcess(long seq, out Refusal? earlier)
    {
        earlier = null;
        if (seq > LastSend)
        {
            LastSend = seq;
            return true;
        }

        foreach (var (refused, refusal) in _refusals)
            if (refused == seq) earlier = refusal;
        return false;
    }

    /// <summary>Remembers a refusal, for when its answer is lost and the client asks again.</summary>
    public void Refused(long seq, Refusal refusal)
    {
        if (_refusals.Count == MostRefusals) _refusals.Dequeue();
        _refusals.Enqueue((seq, refusal));
    }

    /// <summary>Keeps what the lost connection was.</summary>
    public void Lose(HubSocket socket, DateTimeOffset now)
    {
        (Socket, LostAt) = (null, now);
        (Profile, UserId, Channels) = (socket.Profile, socket.UserId, socket.Channels);
    }

    /// <summary>Whether it should have seen an event.</summary>
    public bool Missed(Publication publication, string? userId) => publication.ExceptClient != this && publication.Audience switch
    {
        Audience.Channel => Channels.TryGetValue(publication.Key!, out var membership) && publication.Id > membership.Since,
        Audience.User => publication.Key == UserId && UserId == userId,
        _ => true,
    };
}
