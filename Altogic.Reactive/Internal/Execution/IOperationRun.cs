namespace Altogic.Reactive.Internal.Execution;

/// <summary>An operation under way, as the executor sees it, whatever it returns.</summary>
internal interface IOperationRun
{
    /// <summary>The client is gone: ends with <see cref="ObjectDisposedException"/>.</summary>
    void Abandon();
}
