using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Expressions;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Transfers;

namespace Altogic.Reactive.Storage;

/// <summary>What the managers of this module need to send their requests.</summary>
internal sealed class StorageGateway(ClientContext context)
{
    /// <summary>What the official SDK names when it is told nothing; servers go by the type in the form (rest §8.4).</summary>
    private const string UnnamedType = "text/plain;charset=UTF-8";

    public IStorageApi Storage => context.Rest.Storage;

    public IBucketApi Buckets => context.Rest.Bucket;

    public IFileApi Files => context.Rest.File;

    public LiteralWriter Literals { get; } = new(context.Json.Serializer);

    /// <summary>A call that changes nothing and may be sent again after a failure.</summary>
    public IObservable<Result<T>> Read<T>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send)
        where T : notnull => context.Executor.Execute<T>(new Operation("storage." + name, IsSafeToRepeat: true), send);

    /// <summary>A call that must reach the server once and gives something.</summary>
    public IObservable<Result<T>> Write<T>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send)
        where T : notnull => context.Executor.Execute<T>(new Operation("storage." + name, IsSafeToRepeat: false), send);

    /// <summary>A call that must reach the server once and gives nothing.</summary>
    public IObservable<Result<Unit>> WriteUnit(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        context.Executor.ExecuteUnit(new Operation("storage." + name, IsSafeToRepeat: false), send);

    public IObservable<Result<IReadOnlyList<T>>> List<T>(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        context.Executor.ExecuteOrNull<ListAnswer<T>>(new Operation("storage." + name, IsSafeToRepeat: true), send)
            .Select(result => result.Map(answer => answer?.Items ?? []));

    /// <summary>A list with its place among all matches; a server that does not count is reported as one page with what it sent.</summary>
    public IObservable<Result<ListResult<T>>> Counted<T>(
        string name, ListOptions? options, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        context.Executor.ExecuteOrNull<ListAnswer<T>>(new Operation("storage." + name, IsSafeToRepeat: true), send).Select(result => result.Map(answer =>
        {
            var items = answer?.Items ?? [];
            var info = answer?.Info ?? new CountInfo(items.Count, items.Count > 0 ? 1 : 0, options?.Page ?? 1, options?.Limit ?? items.Count);
            return new ListResult<T>(info, items);
        }));

    /// <summary>The <c>options</c> in the query of an upload.</summary>
    public string WriteOptions(string? contentType, bool? createBucket, bool? isPublic, IReadOnlyList<string>? tags) =>
        context.Json.ToLine(new UploadOptionsRecord(contentType ?? UnnamedType, createBucket, isPublic, tags));

    public IObservable<Result<StoredFile>> Upload(UploadCall call) =>
        Observable.Defer(() =>
        {
            var pulse = new TransferPulse(context.Scheduler);
            return Run(call, pulse, new TransferMeter(context.Scheduler, pulse, report: null));
        });

    public IObservable<Transfer<StoredFile>> UploadWithProgress(UploadCall call) =>
        WithProgress<StoredFile>((pulse, meter) => Run(call, pulse, meter));

    public IObservable<Result<DownloadedFile>> Download(FileTarget target, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        Observable.Defer(() =>
        {
            var pulse = new TransferPulse(context.Scheduler);
            return Run(target.CreateWriter, send, pulse, new TransferMeter(context.Scheduler, pulse, report: null));
        });

    public IObservable<Transfer<DownloadedFile>> DownloadWithProgress(FileTarget target, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        WithProgress<DownloadedFile>((pulse, meter) => Run(target.CreateWriter, send, pulse, meter));

    public IObservable<Result<byte[]>> DownloadBytes(Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        Observable.Defer(() =>
        {
            var memory = new LimitedMemory(context.Options.MaxAnswerBytes);
            return Download(FileTarget.ToStream(memory), send).Select(result => result.Map(_ => memory.Take()));
        });

    private IObservable<Result<StoredFile>> Run(UploadCall call, TransferPulse pulse, TransferMeter meter)
    {
        var operation = new Operation("storage." + call.Name, IsSafeToRepeat: false) { Pulse = pulse, CanStartAgain = () => call.Source.CanReadAgain };
        return context.Executor.Run(
            operation,
            cancellation => call.Send(new UploadContent(call.Source, call.FileName, call.ContentType, meter, cancellation), cancellation),
            JsonAnswer<StoredFile>.Required);
    }

    private IObservable<Result<DownloadedFile>> Run(
        Func<TargetWriter> createWriter, Func<CancellationToken, Task<HttpResponseMessage>> send, TransferPulse pulse, TransferMeter meter)
    {
        var writer = createWriter();
        var operation = new Operation("storage.file.download", IsSafeToRepeat: true) { Pulse = pulse, CanStartAgain = () => writer.CanStartAgain };
        return context.Executor.Run(operation, send, new DownloadAnswer(writer, meter));
    }

    /// <summary>Progress comes from the transfer and the result from the executor, possibly at the same time: they are put in a row.</summary>
    private IObservable<Transfer<T>> WithProgress<T>(Func<TransferPulse, TransferMeter, IObservable<Result<T>>> run) =>
        Observable.Create<Transfer<T>>(observer =>
        {
            var serial = Observer.Synchronize(observer, preventReentrancy: true);
            var pulse = new TransferPulse(context.Scheduler);
            var meter = new TransferMeter(context.Scheduler, pulse, progress => Report(serial, progress));
            return run(pulse, meter).Subscribe(
                result => serial.OnNext(new Transfer<T>(meter.Current, result)), serial.OnError, serial.OnCompleted);
        });

    private void Report<T>(IObserver<Transfer<T>> observer, TransferProgress progress)
    {
        try
        {
            observer.OnNext(new Transfer<T>(progress));
        }
        // an observer is code of the app, and the transfer is no place for its exceptions
        catch (Exception exception)
        {
            Uncaught.Surface(context.Scheduler, exception);
        }
    }
}
