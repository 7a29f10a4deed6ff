using System.Reactive.Linq;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Transfers;

namespace Altogic.Reactive.Endpoints;

/// <summary>Checks the arguments of a call and sends it.</summary>
internal sealed class EndpointGateway(ClientContext context)
{
    /// <exception cref="ArgumentException">An argument is not usable.</exception>
    public IObservable<Result<T>> Run<T>(
        string name, EndpointPath path, object? body, object? query, EndpointOptions? options, EndpointReply<T> reply)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        if (reply is null) throw new ArgumentNullException(nameof(reply));
        var (below, first) = path.Split();
        var form = EndpointCall.FormOf(body);
        var call = new EndpointCall(
            name, below, EndpointQuery.Write(first, query, context.Json), EndpointHeaders.Of(options), form is null ? body : null, form);
        return form is null && reply.Answer is { } answer
            ? context.Executor.Run(OperationOf(call), cancel => call.SendAsync(context.Rest.Endpoint, call.Body, cancel), answer)
            : Observable.Defer(() => Transfer(call, reply));
    }

    private static Operation OperationOf(EndpointCall call) => new("endpoint." + call.Name, IsSafeToRepeat: call.Name == "get");

    private IObservable<Result<T>> Transfer<T>(EndpointCall call, EndpointReply<T> reply)
    {
        var pulse = new TransferPulse(context.Scheduler);
        var meter = new TransferMeter(context.Scheduler, pulse, report: null);
        var (answer, canWriteAgain) = reply.Begin(meter);
        var operation = OperationOf(call) with
        {
            Pulse = pulse,
            CanStartAgain = () => canWriteAgain() && call.Form?.CanReadAgain != false,
        };
        return context.Executor.Run(
            operation,
            cancel => call.SendAsync(context.Rest.Endpoint, call.Form?.ToContent(meter, cancel) ?? call.Body, cancel),
            answer);
    }
}
