using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Transfers;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Endpoints;

/// <summary>How the answer of an endpoint is read when it is not JSON.</summary>
public static class EndpointReply
{
    /// <summary>As text, in the character set that the answer names, else in UTF-8.</summary>
    public static EndpointReply<string> Text { get; } = new(TextAnswer.Instance);

    /// <summary>As bytes, at most <see cref="AltogicClientOptions.MaxAnswerBytes"/>.</summary>
    public static EndpointReply<byte[]> Bytes { get; } = new(BytesAnswer.Instance);

    /// <summary>Into a stream or a file, piece by piece as it arrives; it may be of any size.</summary>
    /// <param name="target">A stream, or <see cref="FileTarget.ToFile"/>.</param>
    /// <exception cref="ArgumentException">The target is null.</exception>
    public static EndpointReply<DownloadedFile> To(FileTarget target)
    {
        if (target is null) throw new ArgumentNullException(nameof(target));
        return new EndpointReply<DownloadedFile>(meter =>
        {
            var writer = target.CreateWriter();
            return (new DownloadAnswer(writer, meter), () => writer.CanStartAgain);
        });
    }
}
