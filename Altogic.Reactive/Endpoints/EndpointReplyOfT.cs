using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Transfers;

namespace Altogic.Reactive.Endpoints;

/// <summary>How the answer of an endpoint is read; see <see cref="EndpointReply"/>.</summary>
/// <typeparam name="T">What it is read as.</typeparam>
public sealed class EndpointReply<T>
{
    private readonly Func<TransferMeter, (IAnswer<T> Answer, Func<bool> CanStartAgain)>? _begin;
    private readonly IAnswer<T>? _answer;

    internal EndpointReply(IAnswer<T> answer) => _answer = answer;

    internal EndpointReply(Func<TransferMeter, (IAnswer<T> Answer, Func<bool> CanStartAgain)> begin) => _begin = begin;

    /// <summary>How it is read when it fits into memory; null when it is a transfer.</summary>
    internal IAnswer<T>? Answer => _answer;

    internal (IAnswer<T> Answer, Func<bool> CanStartAgain) Begin(TransferMeter meter) => _begin?.Invoke(meter) ?? (_answer!, () => true);
}
