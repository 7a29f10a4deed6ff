namespace Altogic.Reactive.Internal.Execution;

/// <summary>
/// A transfer failed for a reason that is not the network's: the app's own stream, or a checksum. Never leaves the library: it becomes a
/// failed result. It is no <see cref="IOException"/>, because HTTP handlers take those for failures of the connection.
/// </summary>
internal sealed class TransferException(ErrorKind kind, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ErrorKind Kind => kind;

    public string Code => code;

    public static TransferException OfSource(Exception? inner, string message = "The data to upload cannot be read.") =>
        new(ErrorKind.Client, ErrorCodes.SourceUnreadable, message, inner);

    public static TransferException OfTarget(Exception inner) =>
        new(ErrorKind.Client, ErrorCodes.TargetUnwritable, "What was downloaded cannot be written.", inner);

    public static TransferException OfChecksum() => new(
        ErrorKind.Serialization, ErrorCodes.ChecksumMismatch, "The bytes that arrived are not those that the server's checksum describes.");
}
